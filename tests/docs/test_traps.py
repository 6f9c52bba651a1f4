"""The quirks and the traps are what quirks.toml says, and each thing is said once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .pages import ROOT, page
from .scripts import script


@pytest.fixture
def quirks() -> Iterator[Any]:
    with script("quirks") as module:
        yield module


def test_the_pages_are_fresh(quirks: Any) -> None:
    made = quirks.pages()
    assert [name for name, text in made.items() if page(f"docs/{name}").text != text] == []


def test_whatever_is_told_stands_on_a_page(quirks: Any) -> None:
    english = "".join(" ".join(page(f"docs/{name}").text.split()) for name in ("quirks.md", "traps.md"))
    told = [one for name in quirks.Quirks.__struct_fields__ for one in quirks.quirks().table(name)]
    sentences = [said.en for one in told for said in (one.quirk, one.seen, one.do, one.here) if said]
    assert [sentence for sentence in sentences if sentence not in english] == []


def test_nothing_is_told_twice(quirks: Any) -> None:
    told = [one.quirk.en for name in quirks.Quirks.__struct_fields__ for one in quirks.quirks().table(name)]
    assert len(set(told)) == len(told)


def test_what_stands_in_a_table_is_pinned_and_says_what_is_done(quirks: Any) -> None:
    rows = [one for name in quirks.TABLES for one in quirks.quirks().table(name)]
    assert [one.quirk.en for one in rows if not (one.pinned and one.seen and one.here)] == []


def test_what_no_test_pins_is_a_trap(quirks: Any) -> None:
    assert [one.quirk.en for one in quirks.quirks().unpinned if not one.trap or one.pinned] == []


def test_a_trap_without_portuguese_stops_the_writing(quirks: Any) -> None:
    with pytest.raises(SystemExit, match="has no Portuguese for: Nobody says why"):
        quirks.told(quirks.Voice("pt"), quirks.Said("Nobody says why."))


def test_the_data_is_named_on_the_page_that_is_written_from_it() -> None:
    assert "scripts/quirks.toml" in page("docs/quirks.md").names
    assert (ROOT / "scripts/quirks.toml").exists()
