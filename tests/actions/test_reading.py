"""Rows up to a limit, and whether they are all there are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from hotmart.actions.reading import Output, Window, taken


class Page(list[int]):
    """A page of an answer, which knows of the one after it in its own window alone."""

    def __init__(self, rows: list[int], token: str | None) -> None:
        super().__init__(rows)
        self.page_info = SimpleNamespace(next_page_token=token)


PAGES: Any = SimpleNamespace(
    pages=lambda: iter([Page([1, 2], "b"), Page([3], None), Page([], None), Page([4, 5], None)])
)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (1, ([1], False, None)),
        (2, ([1, 2], False, "b")),
        (3, ([1, 2, 3], False, None)),  # the window ends, the period does not
        (4, ([1, 2, 3, 4], False, None)),
        (5, ([1, 2, 3, 4, 5], True, None)),
        (None, ([1, 2, 3, 4, 5], True, None)),
    ],
)
def test_rows_are_all_only_where_no_window_has_more(limit: int | None, expected: Any) -> None:
    assert taken(PAGES, limit) == expected


def test_what_stands_beside_an_answer_says_which_time_it_is_of_and_whose_days() -> None:
    found = Output([], window=Window("2025-01-01", None, "start_date"), time_zone="Europe/Lisbon")
    assert found.meta()["window"] == {"start": "2025-01-01", "end": None, "of": "start_date"}
    assert found.meta()["time_zone"] == "Europe/Lisbon"
