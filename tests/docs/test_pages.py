"""The documents agree with each other, with the code and with the tests they name."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from hotmart.api import CATALOGUE
from hotmart.streams.known import STREAMS

from .pages import PAGES, ROOT, TWIN, Block, Page, page

WITH_TWIN = [one for one in PAGES if one.twin]
FOR_BOTH_LANGUAGES = (
    "README.md",
    "docs/security.md",
    "docs/traps.md",
    *(one.name for one in PAGES if one.name.startswith(("docs/how-to", "docs/reference"))),
)
ABOUT_CODE = [one for one in PAGES if one.name == "docs/tour.md" or "decisions" in one.name]


@pytest.mark.slow
@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.name)
def test_every_link_leads_somewhere(one: Page) -> None:
    for target in one.links:
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        to = Page((one.path.parent / path).resolve()) if path else one
        assert to.path.exists(), target
        assert not anchor or anchor in to.anchors, target


def test_what_people_read_is_there_in_portuguese() -> None:
    assert {one.name for one in WITH_TWIN} == {name for name in FOR_BOTH_LANGUAGES if TWIN not in name}


@pytest.mark.parametrize("one", WITH_TWIN, ids=lambda one: one.name)
def test_twins_have_the_same_headings_and_the_same_code(one: Page) -> None:
    assert one.twin
    assert [level for level, _ in one.twin.headings] == [level for level, _ in one.headings]
    assert [code(block) for block in one.twin.blocks] == [code(block) for block in one.blocks]


def code(block: Block) -> tuple[str, str, bool]:
    """What a block must share with its twin: all but comments, and but what a program said to a person."""
    return block.language, "" if block.language == "text" else block.bare, block.not_run is None


@pytest.mark.parametrize("one", WITH_TWIN, ids=lambda one: one.name)
def test_twins_name_the_same_things(one: Page) -> None:
    """Commands, columns, statuses and files are the same in both languages."""
    assert one.twin
    in_english = one.names - {"KIND:RATE"}
    assert in_english == one.twin.names - {"TIPO:TAXA", "HOTMART_LANG=pt"}


@pytest.mark.parametrize("name", ["README.md", "README.pt-BR.md"])
def test_the_readme_lists_every_stream(name: str) -> None:
    listed = re.findall(r"^\| `(\w+)` \|", page(name).text, re.MULTILINE)
    assert listed == list(STREAMS)


@pytest.mark.parametrize("name", ["README.md", "README.pt-BR.md", "CHANGELOG.md"])
def test_the_operations_are_as_many_as_is_said(name: str) -> None:
    assert set(re.findall(r"\b(\d+)\s+(?:operations|operações)", page(name).text)) == {str(len(CATALOGUE))}


@pytest.mark.parametrize("name", ["README.md", "README.pt-BR.md"])
def test_the_readme_leads_to_every_guide_in_its_language(name: str) -> None:
    guides = {one.name for one in PAGES if one.name.startswith("docs/how-to")}
    assert {guide for guide in guides if (TWIN in guide) == (TWIN in name)} <= {*page(name).links}


@cache
def words_of_the_code() -> frozenset[str]:
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    return frozenset(word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("one", ABOUT_CODE, ids=lambda one: one.name)
def test_what_is_said_of_the_code_is_in_the_code(one: Page) -> None:
    """Each file that is named exists, and each name is a word of the code."""
    rooms = (ROOT, ROOT / "src/hotmart")
    for name in one.names:
        if re.fullmatch(r"[\w/.-]+(\.py|/)", name):
            assert any((room / name).exists() for room in rooms), name
        elif re.fullmatch(r"@?[A-Za-z_][\w.]*(\(\))?", name):
            parts = name.strip("@()").split(".")
            assert words_of_the_code() >= set(parts), name


def test_the_tour_passes_every_room_and_the_map_shows_every_file_at_the_door() -> None:
    source = ROOT / "src/hotmart"
    rooms = {f"{path.name}/" for path in source.iterdir() if (path / "__init__.py").exists()}
    files = {path.name for path in source.glob("*.py")} - {"__init__.py"}
    assert (rooms | files) <= page("docs/tour.md").names


def quirks() -> list[list[str]]:
    """The rows of the table of quirks, cell by cell."""
    rows = re.findall(r"^\| (.+) \|$", page("docs/quirks.md").text, re.MULTILINE)
    cells = [[cell.strip() for cell in row.split(" | ")] for row in rows]
    return [row for row in cells if row[0] != "quirk"]


@pytest.mark.parametrize("quirk", quirks(), ids=lambda quirk: quirk[0][:40])
def test_every_quirk_names_a_test_that_exists(quirk: list[str]) -> None:
    *_, pinned = quirk
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", pinned)
    assert len(quirk) == 4
    assert named
    for file, test in named:
        assert test in declared_in(ROOT / "tests" / file), f"{file}::{test}"


@cache
def declared_in(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.name)
def test_a_line_is_not_longer_than_a_screen(one: Page) -> None:
    lines = re.sub(r"^\|.*$", "", one.prose, flags=re.MULTILINE).splitlines()
    assert [line for line in lines if len(line) > 120] == []
