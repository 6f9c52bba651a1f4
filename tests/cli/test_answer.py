from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.cli.answer import Problem, StoppedError, explained, tell, to_json
from hotmart.errors import APIStatusError, ConfigurationError, InvalidArgumentError
from hotmart.language import Text
from hotmart.request import Request


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14))
def test_money_in_json_is_a_number_exact_to_its_last_digit(value: Decimal) -> None:
    written = to_json([value])
    assert json.loads(written, parse_float=Decimal, parse_int=Decimal) == [value]
    assert '"' not in written


def test_times_in_json_are_iso_in_utc() -> None:
    assert to_json(datetime(2024, 1, 31, 12, tzinfo=UTC)) == '"2024-01-31T12:00:00Z"'


def test_a_good_answer_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    tell([1], {"a": 2}, ["look"])
    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "data": [1],
        "meta": {"a": 2},
        "warnings": ["look"],
    }


def test_what_was_found_before_a_problem_goes_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    tell([1], problem=Problem(8, "incomplete", "Some.", "Again.", {"findings": ["x"]}))
    assert json.loads(capsys.readouterr().out) == {
        "ok": False,
        "error": {"code": "incomplete", "message": "Some.", "hint": "Again.", "findings": ["x"]},
        "data": [1],
        "meta": {},
        "warnings": [],
    }


WORDS = Text("So it is.", "Assim é.")


@pytest.mark.parametrize(
    ("error", "exit_code", "code"),
    [
        (ConfigurationError(WORDS), 1, "configuration"),
        (InvalidArgumentError("since", WORDS), 2, "invalid_argument"),
        (StoppedError(), 130, "interrupted"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.exceptions.Abort(), 130, "interrupted"),
        (click.UsageError("no"), 2, "usage"),
        (click.ClickException("no"), 1, "usage"),
        (OSError(28, "No space left on device"), 1, "disk_full"),
        (PermissionError(13, "Permission denied"), 1, "system"),
        (ZeroDivisionError(), 1, "internal"),
    ],
)
def test_every_error_has_an_exit_code_and_a_name(error: BaseException, exit_code: int, code: str) -> None:
    problem = explained(error)
    assert (problem.exit_code, problem.code) == (exit_code, code)
    assert problem.message


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 502])
def test_an_answer_of_hotmarts_keeps_its_status(status: int) -> None:
    error = APIStatusError.of(
        Request(method="GET", path="/payments/api/v1/sales/history"), status, "", "", None
    )
    assert explained(error).as_json()["status"] == status
    assert explained(error).hint
