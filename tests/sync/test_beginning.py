"""Where a source begins that nobody told is found with a dozen questions or so, and never too late."""

from __future__ import annotations

import asyncio
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.streams.origin import Answered
from hotmart.streams.windows import DAY, LONGEST, Window
from hotmart.sync.beginning import FOUNDED, Beginning, Glance, beginning

NOW = FOUNDED + 15 * LONGEST + 5
A_DOZEN_OR_SO = 15


class Endpoint:
    """Has rows at these moments, and answers no window that is longer than it likes."""

    def __init__(self, rows: list[int], most: int = 100 * LONGEST, no: Glance = "refused") -> None:
        self.rows, self.most, self.no, self.asked = rows, most, no, 0

    async def look(self, window: Window) -> Glance:
        self.asked += 1
        if window.length > self.most:
            return self.no
        return "rows" if any(window.start <= row < window.end for row in self.rows) else "none"

    def begins(self) -> Beginning:
        origin = Answered("user.me", longest=30 * DAY)
        return asyncio.run(beginning("orders", origin, self.look, NOW))


moments = st.lists(st.integers(FOUNDED, NOW - 1), min_size=1, max_size=20)


@given(moments)
def test_an_endpoint_that_answers_long_periods_tells_it_to_the_month(rows: list[int]) -> None:
    endpoint = Endpoint(rows)
    found = endpoint.begins()
    assert found.start <= min(rows) < found.start + 30 * DAY
    assert endpoint.asked <= 9


@given(first=st.integers(FOUNDED, NOW - 1), no=st.sampled_from(["refused", "none"]))
def test_one_that_does_not_is_asked_about_windows_ever_farther_back(first: int, no: Glance) -> None:
    endpoint = Endpoint([*range(first, NOW, 10 * DAY), NOW - 1], 30 * DAY, no)
    found = endpoint.begins()
    assert found.start <= first
    assert NOW - found.start <= 2 * (NOW - first) + 90 * DAY  # no more than twice what there is is read
    assert endpoint.asked <= A_DOZEN_OR_SO


@pytest.mark.parametrize("no", ["refused", "none"])
def test_where_nothing_is_found_a_year_is_read(no: Glance) -> None:
    assert Endpoint([], 30 * DAY, no).begins().start == NOW - LONGEST


def test_it_is_said_how_it_was_found_and_what_to_tell_instead() -> None:
    said = Endpoint([NOW - 40 * DAY]).begins().said
    assert re.match(r"orders: nobody told where its history begins\. By \d requests it is taken", said.en)
    assert "[streams.orders]" in said.en
    assert "[streams.orders]" in said.pt


def test_an_endpoint_that_does_not_answer_is_asked_once_and_nothing_of_it_is_remembered() -> None:
    endpoint = Endpoint([], 0, "silent")
    found = endpoint.begins()
    assert (found.provisional, endpoint.asked) == (True, 1)
    assert NOW - found.start <= 30 * DAY
    assert "did not answer" in found.said.en
