"""The code gives its reasons by section of the dossier, `docs/hotmart-api.md`: each of them is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .pages import ROOT, page

DOSSIER = page("docs/hotmart-api.md")
NUMBERS = [words.split()[0].rstrip(".") for _, words in DOSSIER.headings if words[0].isdigit()]
FOLDERS = ("src", "tests", "scripts", "bench", "docs")
NAMED = re.compile(r"§+\s?\d+(?:\.\d+)?(?:(?:-|–|, | and )§?\d+(?:\.\d+)?)*")


def sections_named(text: str) -> set[str]:
    """Every section that a text names, those of a list among them: `§§5.1, 5.5 and 7`."""
    return {number for told in NAMED.findall(text) for number in re.findall(r"\d+(?:\.\d+)?", told)}


def files() -> list[Path]:
    found = [
        path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".md")
    ]
    return [path for path in found if "§" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("file", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_section_that_is_named_is_there(file: Path) -> None:
    assert sections_named(file.read_text(encoding="utf-8")) - {*NUMBERS} == set()


def test_lists_of_sections_are_read_to_their_end() -> None:
    assert sections_named("dossier §§5.1, 5.5, 5.6 and 7; see §14.4, §13.6") == {
        "5.1", "5.5", "5.6", "7", "14.4", "13.6",
    }  # fmt: skip


def test_no_section_stands_twice() -> None:
    assert len(NUMBERS) == len({*NUMBERS})
