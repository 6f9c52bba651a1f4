"""What became of several accounts is told of each, and then of all in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from hotmart.accounts.account import Account
from hotmart.accounts.outcome import Outcome, Outcomes
from hotmart.cli.outcomes import Telling
from hotmart.config.accounts import accounts
from hotmart.config.reading import parsed
from hotmart.document import Problem
from hotmart.errors import HotmartError
from hotmart.language import Text

NO, TRY = Text("It is not so.", "Não é assim."), Text("Try again.", "Tente de novo.")
TWO = "[connections.one]\n[connections.two]\n"


@dataclass(frozen=True)
class Said:
    """What the work of these tests comes to."""

    words: str
    problem: Problem | None = None

    def rows(self) -> list[Mapping[str, Any]]:
        return [{"words": self.words}]

    def meta(self) -> Mapping[str, Any]:
        return {}

    def warnings(self) -> list[Text]:
        return []


def draw(console: Console, said: Said) -> None:
    console.print(said.words if said.problem is None else f"{said.words} {said.problem.message}")


SAYINGS: Telling[Said] = Telling(draw=draw, closing=lambda all_of_them: f"All {len(all_of_them)} said it.")


def told(capsys: pytest.CaptureFixture[str], file: str, *became: Said | HotmartError) -> tuple[int, str]:
    """The exit code and the page for accounts of which this became."""
    config = parsed(file, Path("/folder"))
    outcomes = Outcomes(
        Outcome(Account(one, config), error=what)
        if isinstance(what, HotmartError)
        else Outcome(Account(one, config), what)
        for one, what in zip(accounts(config), became, strict=True)
    )
    return SAYINGS.answer(outcomes, as_json=False), capsys.readouterr().out


def test_of_one_account_nothing_is_said_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "", Said("Hello.")) == (0, "Hello.\n")
    wrong = Said("Hello.", Problem("incomplete", NO, TRY))
    assert told(capsys, "", wrong) == (8, "Hello. It is not so.\n")


def test_of_several_each_is_told_under_its_name_and_all_of_them_at_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, page = told(capsys, TWO, Said("Hello."), Said("Good day."))
    assert (code, page.splitlines()) == (
        0,
        [
            "one → hotmart.duckdb, one",
            "Hello.",
            "",
            "two → hotmart.duckdb, two",
            "Good day.",
            "",
            "All 2 said it.",
        ],
    )


def test_of_several_the_one_that_failed_says_why_and_the_end_names_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, page = told(capsys, TWO, Said("Hello."), HotmartError(NO, TRY))
    assert code == 8
    assert "✗ It is not so.\nTry again.\n" in page
    assert page.splitlines()[-2].startswith("1 of 2 connections is not complete: two.")
    assert "said it" not in page


def test_of_several_a_sum_that_differs_is_no_lack_of_any(capsys: pytest.CaptureFixture[str]) -> None:
    differs, lacks = (Said("Hello.", Problem(code, NO, TRY)) for code in ("differs", "incomplete"))
    for became in ((differs, differs), (differs, Said("Hello."))):
        code, page = told(capsys, TWO, *became)
        assert code == 10
        assert page.splitlines()[-2].startswith("Nothing is missing, but sums differ from Hotmart's: one")
    code, page = told(capsys, TWO, differs, lacks)
    assert code == 8
    assert page.splitlines()[-2].startswith("1 of 2 connections is not complete: two.")
