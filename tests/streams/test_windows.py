"""Windows cover any range exactly once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hotmart.streams.windows import DAY, LONGEST, Every, Window, cover, iso, joined, without

moments = st.integers(1_200_000_000_000, 2_000_000_000_000)
lengths = st.integers(1, 6 * LONGEST)
windows = st.builds(lambda start, length: Window(start, start + length), moments, lengths)


def covers_exactly_once(parts: list[Window], whole: Window) -> bool:
    return (
        parts[0].start == whole.start
        and parts[-1].end == whole.end
        and all(left.end == right.start for left, right in pairwise(parts))
        and all(part.length > 0 for part in parts)
    )


@given(windows)
def test_covering_leaves_no_gap_and_no_overlap_and_no_window_hotmart_refuses(whole: Window) -> None:
    parts = cover(whole)
    assert covers_exactly_once(parts, whole)
    assert max(part.length for part in parts) <= LONGEST


@given(windows, st.integers(1, 400))
def test_pieces_cover_their_window_exactly_once(whole: Window, count: int) -> None:
    parts = whole.pieces(count)
    assert covers_exactly_once(parts, whole)
    assert len(parts) <= count


grains = st.sampled_from([1, 1_000, DAY, 7 * DAY]).map(Every)


@given(windows, grains, st.integers(1, 400), st.integers(1, 400))
def test_windows_are_cut_only_where_the_endpoint_can_tell(
    whole: Window, grain: Every, count: int, days: int
) -> None:
    wide = whole.widened(grain)
    assert wide.start <= whole.start < whole.end <= wide.end
    for parts in (wide.pieces(count, grain), cover(wide, days * DAY // 3, grain)):
        assert covers_exactly_once(parts, wide)
        assert all(part.start % grain.length == 0 for part in parts)


@given(windows)
def test_half_a_window_is_always_smaller_so_that_splitting_ends(whole: Window) -> None:
    assert all(part.length < whole.length or whole.length == 1 for part in whole.pieces(2))


@given(windows, st.lists(windows, max_size=6))
def test_what_is_taken_out_and_what_is_left_make_up_the_whole(whole: Window, parts: list[Window]) -> None:
    inside = [overlap for part in parts if (overlap := whole.overlap(part))]
    left = without(whole, inside)
    assert joined([*left, *inside]) == [whole]
    assert not any(a.overlap(b) for a in left for b in inside)


def test_what_lies_beyond_a_window_takes_nothing_of_it_and_leaves_no_empty_part() -> None:
    whole, beyond = Window(100, 200), [Window(0, 50), Window(250, 300)]
    assert without(whole, beyond) == [whole]
    assert without(whole, [Window(150, 200), *beyond]) == [Window(100, 150)]
    assert without(whole, [Window(50, 200), *beyond]) == []


@given(windows)
def test_the_inclusive_bounds_of_neighbours_share_no_millisecond(whole: Window) -> None:
    parts = cover(whole, 30 * DAY)
    for left, right in pairwise(parts):
        assert left.inclusive[1] + 1 == right.inclusive[0]


def test_a_midnight_is_shown_as_its_date() -> None:
    assert iso(1_767_225_600_000) == "2026-01-01"
    assert iso(1_767_225_601_000) == "2026-01-01T00:00:01Z"
