from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.document import Problem, document, explained, to_json
from hotmart.errors import APIStatusError
from hotmart.language import Text, speaking
from hotmart.request import Request


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14))
def test_money_in_json_is_a_number_exact_to_its_last_digit(value: Decimal) -> None:
    written = to_json([value])
    assert json.loads(written, parse_float=Decimal, parse_int=Decimal) == [value]
    assert '"' not in written


def test_times_in_json_are_iso_in_utc() -> None:
    assert to_json(datetime(2024, 1, 31, 12, tzinfo=UTC)) == '"2024-01-31T12:00:00Z"'


PROBLEM = Problem("incomplete", Text("Some.", "Alguns."), Text("Again.", "De novo."), {"findings": ["x"]})


def test_a_problem_is_told_in_the_language_of_whoever_asks() -> None:
    told = {}
    for language in ("en", "pt"):
        with speaking(language):
            told[language] = document([], problem=PROBLEM)["error"]["hint"]
    assert told == {"en": "Again.", "pt": "De novo."}


def test_what_was_found_before_a_problem_goes_with_it() -> None:
    assert document([1], problem=PROBLEM) == {
        "ok": False,
        "error": {
            "code": "incomplete",
            "message": "Some.",
            "hint": "Again.",
            "command": None,
            "field": None,
            "http_status": None,
            "upstream": None,
            "retryable": False,
            "findings": ["x"],
        },
        "data": [1],
        "meta": {},
        "warnings": [],
    }


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 502])
def test_an_answer_of_hotmarts_keeps_its_status(status: int) -> None:
    error = APIStatusError.of(
        Request(method="GET", path="/payments/api/v1/sales/history"), status, "", "", None
    )
    assert explained(error).as_dict()["status"] == status
    assert explained(error).hint
