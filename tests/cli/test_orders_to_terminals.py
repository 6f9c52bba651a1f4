"""No text of somebody else's is a command to a terminal."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from hotmart.cli.answer import complain, tell
from hotmart.cli.answer_table import draw as draw_answer
from hotmart.cli.rows import draw, write
from hotmart.document import Problem
from hotmart.language import Text
from hotmart.warehouse.asking.answer import Answer

EVIL = "Rita\x1b[2J\x1b]0;x\x07\x9b31m\r\u202eatiR\x7f\x00\u2028"
ROW: dict[str, Any] = {
    "name": EVIL,
    EVIL: 1,
    "tags": [EVIL, "b"],
    "price": {"value": 5, "currency_code": EVIL},
    "inner": {EVIL: EVIL},
}
SIGNS = "\x1b\x07\x9b\u202e\x7f\x00"


def unstyled(text: str, **_: object) -> str:
    """Without the escapes that are ours."""
    return text


def said(text: str = "", **_: object) -> None:
    print(text)


@pytest.mark.parametrize("columns", ["40", "200"])
@pytest.mark.parametrize("form", ["table", "csv", "ndjson"])
def test_rows_on_a_terminal_hold_no_command_to_it(
    form: str,
    columns: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("click.style", unstyled)
    monkeypatch.setattr("click.secho", said)
    below = draw([ROW, ROW], form)
    write(ROW)
    out = capsys.readouterr().out + "".join(below)
    assert [sign for sign in SIGNS if sign in out] == []
    assert "\\u001b" in out


@pytest.mark.parametrize("columns", ["40", "200"])
@pytest.mark.parametrize("piped", [False, True])
def test_neither_does_the_answer_to_a_question(
    piped: bool, columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: not piped)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("click.secho", said)
    for text in (EVIL, f"{EVIL}\n{EVIL}"):
        draw_answer(Answer(["name", EVIL], ["VARCHAR", "VARCHAR"], [(text, "b" * 30)], None))
    out = capsys.readouterr().out
    assert [sign for sign in "\x07\x9b\u202e\x7f\x00" if sign in out] == []
    assert "\x1b[2J" not in out


def test_a_document_and_an_error_hold_none_either(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("click.secho", said)
    tell([{"name": EVIL}])
    told = capsys.readouterr().out
    assert [sign for sign in SIGNS if sign in told] == []
    assert json.loads(told)["data"] == [{"name": EVIL}]
    complain(Problem("x", Text(EVIL, EVIL), Text(EVIL, EVIL)))
    out, err = capsys.readouterr()
    assert [sign for sign in SIGNS if sign in out + err] == []


def test_a_program_is_given_each_sign_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    draw([{"name": EVIL}], "csv")
    assert EVIL in capsys.readouterr().out
    draw([{"name": EVIL}], "ndjson")
    assert json.loads(capsys.readouterr().out)["name"] == EVIL
