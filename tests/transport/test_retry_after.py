from __future__ import annotations

import time
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.transport.retry_after import seconds_asked

DATE = "Wed, 21 Oct 2026 07:28:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 7 ", "ratelimit-reset": "3"}, 7.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:20 GMT", "date": DATE}, 20.0),
        ({"retry-after": "Wednesday, 21-Oct-26 07:28:20 GMT", "date": DATE}, 20.0),
        ({"retry-after": "Wed Oct 21 07:28:20 2026", "date": DATE}, 20.0),
        ({"retry-after": "Wed, 21 Oct 2026 04:28:20 -0300", "date": DATE}, 20.0),
        ({"retry-after": DATE, "date": DATE}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2020 07:28:00 GMT", "date": DATE, "ratelimit-reset": "3"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2020 07:28:00 GMT"}, 0.0),
        ({"retry-after": "soon", "ratelimit-reset": "3"}, 3.0),
        ({"retry-after": "Wed, 41 Oct 2026 07:28:00 GMT"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "²"}, None),
        ({}, None),
    ],
)
def test_an_answer_says_how_long_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert seconds_asked(headers, "retry-after", "ratelimit-reset") == seconds


@pytest.mark.parametrize("date", [{}, {"date": "today"}])
def test_a_moment_is_held_against_our_clock_where_the_answer_has_none(date: dict[str, str]) -> None:
    asked = seconds_asked({"retry-after": formatdate(time.time() + 60, usegmt=True)} | date, "retry-after")
    assert asked is not None
    assert 50 < asked <= 60


@given(value=st.text(), date=st.text())
def test_nothing_that_a_header_says_is_an_error(value: str, date: str) -> None:
    asked = seconds_asked({"retry-after": value, "date": date}, "retry-after")
    assert asked is None or asked >= 0
