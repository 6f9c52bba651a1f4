"""Every block of code in the documents works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hotmart.warehouse.asking.query import ask
from hotmart.warehouse.store import Warehouse

from .pages import PAGES, TWIN, Block, Page, page

SHELL = ("sh", "console")
RUNNING = ("python", "sql", "toml", *SHELL)
COMMAND = "from hotmart.cli import main; main()"
SHOWING = ("text", "json")  # what a program answers; nothing to run

WITH_CODE = [  # a twin has the same code: see test_pages.py
    page
    for page in PAGES
    if not page.name.endswith(TWIN)
    and any(block.language in RUNNING and block.not_run is None for block in page.blocks)
]


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_CODE, ids=lambda page: page.name)
def test_the_code_of_a_page_works_from_top_to_bottom(
    page: Page, folder: Path, buyers: set[str], capfd: pytest.CaptureFixture[str]
) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    run: dict[str, Callable[[Block], None]] = {
        "python": lambda block: python(block, folder, names),
        "sql": lambda block: answers(block, Warehouse(folder / "hotmart.duckdb"), buyers),
        "toml": lambda block: settings(block, folder),
    } | dict.fromkeys(SHELL, lambda block: shell(block, folder))
    for block in page.blocks:
        if block.language in run and block.not_run is None:
            run[block.language](block)
    said = capfd.readouterr().out
    assert not [value for value in buyers if re.search(rf"\b{re.escape(value)}\b", said)]


def python(block: Block, folder: Path, names: dict[str, Any]) -> None:
    """Run a program with what the ones above it defined, or the tests of a file of tests."""
    if "def test_" not in block.text:
        exec(compile(block.text, str(block), "exec"), names)  # noqa: S102  # our own words
        return
    file = folder / "test_block.py"
    file.write_text(block.text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(file)], cwd=folder, timeout=60, check=False
    )
    assert done.returncode == 0, f"{block}: exit {done.returncode}"


def shell(block: Block, folder: Path) -> None:
    """Run the commands as they would be typed: in one shell, up to the first that fails."""
    typed = block.text
    if block.language == "console":
        typed = "\n".join(line[2:] for line in typed.splitlines() if line.startswith("$ "))
    done = subprocess.run(["sh", "-e", "-c", typed], cwd=folder, timeout=60, check=False)
    assert done.returncode == 0, f"{block}: exit {done.returncode}"


def settings(block: Block, folder: Path) -> None:
    """Make it the hotmart.toml of the folder, in which there must be nothing wrong."""
    (folder / "hotmart.toml").write_text(block.text, encoding="utf-8")
    done = subprocess.run(["hotmart", "config", "check"], cwd=folder, timeout=60, check=False)
    assert done.returncode == 0, f"{block}: exit {done.returncode}"


def answers(block: Block, warehouse: Warehouse, buyers: set[str]) -> None:
    """Ask the question; one that finds nothing, or tells who a buyer is, does not belong in a document."""
    for question in filter(str.strip, block.text.split(";")):
        result = ask(question, warehouse)
        assert result.rows, f"{block}: no rows"
        assert not {value for row in result.rows for value in row if isinstance(value, str)} & buyers


def test_few_blocks_are_not_run_and_each_says_why() -> None:
    left_out = [str(block.not_run) for page in PAGES for block in page.blocks if block.not_run]
    assert {reason for reason in left_out if len(reason) < 20} == set()
    assert len(left_out) <= 16


def test_every_block_is_of_a_kind_that_is_run_or_only_shown() -> None:
    kinds = {str(block): block.language for page in PAGES for block in page.blocks}
    assert {where: kind for where, kind in kinds.items() if kind not in RUNNING + SHOWING} == {}


def test_no_question_adds_up_money_of_several_currencies() -> None:
    """A sum of money is told with its currency, so the currency is in the same question."""
    questions = [block for page in PAGES for block in page.blocks if block.language == "sql"]
    adding = [block for block in questions if re.search(r"\bsum\([^)]*value", block.text)]
    assert adding
    assert [str(block) for block in adding if "currency" not in block.text] == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.pt-BR.md", "pt")])
def test_the_demo_says_what_the_readme_shows(name: str, language: str, tmp_path: Path) -> None:
    """In the same words; the figures of a release may move."""
    shown = next(block.text for block in page(name).blocks if block.language == "text")
    command = [sys.executable, "-c", COMMAND, "demo", "--sales", "800", "--months", "6"]
    spoken = os.environ | {"HOTMART_LANG": language, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=tmp_path, env=spoken, timeout=120, capture_output=True, check=True)
    said = " ".join(worded(done.stdout.decode()))
    assert [line for line in worded(shown) if line not in said] == []


def worded(text: str) -> list[str]:
    """The words of a text, line by line: without figures, bars, spaces, and which status became which."""
    lines = re.sub(r"[A-Z_]+ +→ +[A-Z_]+", "→", text).splitlines()
    return [" ".join(re.sub(r"[\d.,]+|[█-▏]+", " ", line).split()) for line in lines]
