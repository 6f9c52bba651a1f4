"""What stands beside the answer of a read."""

from __future__ import annotations

import pytest

from hotmart.actions.reading import Output, Window
from hotmart.document import Problem
from hotmart.language import Text


def test_what_stands_beside_an_answer_says_which_time_it_is_of_and_whose_days() -> None:
    found = Output([], window=Window("2025-01-01", None, "start_date"), time_zone="Europe/Lisbon")
    assert found.meta()["window"] == {"start": "2025-01-01", "end": None, "of": "start_date"}
    assert found.meta()["time_zone"] == "Europe/Lisbon"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Output([1]), None),
        (Output([1], complete=False, next_cursor="abc"), "-p page_token=abc"),
        (Output([1], complete=False), "--all"),
        (Output([1], complete=False, problem=Problem("incomplete", Text("a", "b"))), None),
        (Output({"a": None}, complete=False), None),
    ],
)
def test_an_answer_that_is_not_all_says_how_the_rest_is_had(found: Output, said: str | None) -> None:
    for language in (0, 1):
        assert (found.more is None) if said is None else (said in (found.more or ("", ""))[language])
