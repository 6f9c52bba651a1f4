"""What was read when decides what is due; nothing unread is ever left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotmart.streams.ladder import EVERY_RUN, LADDER
from hotmart.streams.windows import DAY, Window, joined, without
from hotmart.sync.coverage import Coverage

NOW = 20_000 * DAY
WHOLE = Window(NOW - 1000 * DAY, NOW)
days = st.integers(-50, 1050)
readings = st.lists(
    st.tuples(
        st.builds(lambda a, b: Window(NOW - max(a, b) * DAY - 1, NOW - min(a, b) * DAY), days, days),
        st.integers(0, 400).map(lambda ago: NOW - ago * DAY),
    ),
    max_size=8,
)


@given(readings)
def test_due_and_settled_make_up_the_whole(read: list[tuple[Window, int]]) -> None:
    due = Coverage(read).due(WHOLE, NOW)
    assert joined([*due, *without(WHOLE, due)]) == [WHOLE]


@given(readings, st.integers(WHOLE.start, WHOLE.end - 1))
def test_a_moment_is_settled_only_if_it_was_read_recently_enough_for_its_age(
    read: list[tuple[Window, int]], moment: int
) -> None:
    due = Coverage(read).due(WHOLE, NOW)
    is_due = any(window.start <= moment < window.end for window in due)
    at = max((at for window, at in read if window.start <= moment < window.end), default=None)
    staleness = next(rung.staleness for rung in LADDER if rung.age is None or moment >= NOW - rung.age)
    assert is_due == (at is None or NOW - at >= staleness)


def test_on_the_first_run_everything_is_due() -> None:
    assert Coverage().due(WHOLE, NOW) == [WHOLE]


def test_right_after_a_run_only_the_youngest_orders_are_due() -> None:
    assert Coverage([(WHOLE, NOW)]).due(WHOLE, NOW) == [Window(NOW - 8 * DAY, NOW)]


def test_after_a_month_the_last_quarter_is_due_and_what_came_since() -> None:
    later = NOW + 30 * DAY
    whole = Window(WHOLE.start, later)
    assert Coverage([(WHOLE, NOW)]).due(whole, later) == [Window(later - 90 * DAY, later)]


def test_a_stream_that_is_read_whole_on_every_run_is_always_due() -> None:
    assert Coverage([(WHOLE, NOW)]).due(WHOLE, NOW, EVERY_RUN) == [WHOLE]


def test_a_range_that_begins_earlier_than_before_is_read_from_there() -> None:
    earlier = Window(WHOLE.start - 100 * DAY, NOW)
    due = Coverage([(WHOLE, NOW)]).due(earlier, NOW)
    assert due[0] == Window(earlier.start, WHOLE.start)


@given(readings, readings)
def test_an_older_reading_never_hides_a_newer_one(
    first: list[tuple[Window, int]], second: list[tuple[Window, int]]
) -> None:
    assert Coverage([*first, *second]).due(WHOLE, NOW) == Coverage([*second, *first]).due(WHOLE, NOW)
