"""The index for language models has the form of llmstxt.org, and every page is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .pages import PAGES, ROOT, TWIN
from .scripts import script

FILE = ROOT / "docs" / "llms.txt"
TEXT = FILE.read_text(encoding="utf-8")
ENTRY = re.compile(r"- \[(?P<title>[^\]]+)\]\((?P<where>[^)]+)\): (?P<said>.+)")


@pytest.fixture(scope="module")
def llms_txt() -> Iterator[Any]:
    with script("llms_txt") as module:
        yield module


def test_it_is_fresh(llms_txt: Any) -> None:
    assert llms_txt.text() == TEXT


def test_it_has_the_form() -> None:
    """A title, a quote that says what it is, words without headings, and lists of links below headings."""
    head, *sections = re.split(r"^## ", TEXT, flags=re.MULTILINE)
    title, quote, *_ = head.split("\n\n")
    assert title == "# hotmart"
    assert quote.startswith("> ")
    assert not re.search(r"^#{2,}", head, re.MULTILINE)
    for section in sections:
        name, _, listed = section.partition("\n\n")
        assert name
        assert all(map(ENTRY.fullmatch, listed.strip().splitlines())), name
    assert sections[-1].startswith("Optional\n")


def test_every_link_leads_to_a_file_and_none_is_there_twice() -> None:
    links = [found["where"] for found in ENTRY.finditer(TEXT)]
    assert [link for link in links if not (FILE.parent / link).exists()] == []
    assert len(links) == len({*links})


def test_every_page_of_the_documents_is_in_it() -> None:
    linked = {(FILE.parent / found["where"]).resolve() for found in ENTRY.finditer(TEXT)}
    pages = {one.path for one in PAGES if one.path.is_relative_to(FILE.parent)}
    told_in_portuguese = {one for one in pages if one.name.endswith(TWIN) and one.parent.name != "reference"}
    assert {one for one in pages if not one.name.endswith(TWIN)} | told_in_portuguese <= linked


LONG = "It says in a file how a thing is told that nobody can say in fewer words than these."


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("# A\n\nOne. Two. Three.\n", "One. Two."),
        (f"# A\n\n[Up](x.md) · [Em português](y.md)\n\n{LONG} Two.\n", LONG),
        ("# A\n\nSee [a file](z.md): `a.b` of it\nis. Two.\n", "See a file: `a.b` of it is. Two."),
        ("# A\n\n## B\n\n- no\n\n**Context.** Since\nthen.", "Since then."),
    ],
)
def test_a_page_is_told_by_how_it_begins(llms_txt: Any, page: str, said: str) -> None:
    assert llms_txt.beginning(page) == said


def test_a_page_that_says_nothing_stops_the_writing(llms_txt: Any, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no sentence"):
        llms_txt.beginning("# A\n\n| b |\n")
