"""The rows of an answer, for people."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from hotmart.cli.answer_table import SHOWN, draw
from hotmart.language import Text
from hotmart.warehouse.asking.answer import Answer


def answered(rows: list[tuple[Any, ...]]) -> Answer:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Answer(["name", "sales"], ["VARCHAR", "BIGINT"], rows, at, [Text("Look.", "Veja.")])


@pytest.mark.parametrize("most", [1250, Decimal("1250"), 1250.0])
def test_columns_of_numbers_stand_to_the_right_also_where_one_is_missing(
    capsys: pytest.CaptureFixture[str], most: Any
) -> None:
    draw(answered([("Violão", None), ("a", 7), ("b", most)]))
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.endswith(" sales")
    assert lines[1].endswith("    7")
    assert {len(line) for line in lines} == {len(heading)}
    assert [line[:6] for line in lines] == ["Violão", "a     ", "b     "]


def test_how_many_rows_there_are_and_how_fresh_is_told_beside_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    draw(answered([("a", 1)]))
    assert capsys.readouterr().err == "1 row · days and times in UTC · as of 2026-01-01 00:00 UTC\nLook.\n"


def test_of_many_rows_a_terminal_shows_the_first_and_all_are_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    draw(answered([("a", number) for number in range(SHOWN + 1)]))
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 1 + SHOWN
    assert told.err.startswith(f"{SHOWN + 1} rows · the first {SHOWN} shown: --csv gives all")


@pytest.mark.parametrize("text", ["a", "a\nb"])
def test_a_pipe_and_a_file_are_given_every_row(capsys: pytest.CaptureFixture[str], text: str) -> None:
    draw(answered([(text, number) for number in range(1_000, 1_000 + 2 * SHOWN)]))
    told = capsys.readouterr()
    assert all(str(number) in told.out for number in range(1_000, 1_000 + 2 * SHOWN))
    assert told.err.startswith(f"{2 * SHOWN} rows · days and times in UTC · as of")
