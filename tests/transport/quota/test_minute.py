from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.transport.quota.minute import MINUTE, MOST, Seats


class Time:
    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def taken(seats: Seats, background: bool = False) -> int:
    """How many can be taken now."""
    many = 0
    while seats.take(background) == 0:
        many += 1
    return many


def test_a_seat_is_free_a_minute_after_its_answer() -> None:
    time = Time(1_000.0)
    seats = Seats(1, time)
    assert seats.take(False) == 0
    time.now += 20
    assert seats.take(False) == pytest.approx(40)
    seats.settle(None)
    assert seats.take(False) == pytest.approx(60)
    time.now += 60
    assert seats.take(False) == 0


def test_a_seat_of_a_process_that_was_killed_is_free_after_a_minute(tmp_path: Path) -> None:
    time = Time(1_000.0)
    assert taken(Seats(5, time, tmp_path / "seats")) == 5
    survivor = Seats(5, time, tmp_path / "seats")
    time.now += 59.9
    assert taken(survivor) == 0
    time.now += 0.1
    assert taken(survivor) == 5


@pytest.mark.parametrize("limit", [1, 7, MOST])
def test_the_limit_that_one_process_is_told_holds_for_all(tmp_path: Path, limit: int) -> None:
    told, other = (Seats(5, Time(1_000.0), tmp_path / "seats") for _ in range(2))
    assert other.free() == 5
    told.settle(limit)
    assert (told.free(), other.free()) == (limit, limit)


def test_interactive_calls_take_the_spared_seats_last() -> None:
    seats = Seats(100, Time(1_000.0))
    assert [seats.take(False) for _ in range(10)] == [0] * 10
    assert taken(seats, background=True) == 88
    assert taken(seats) == 2


@given(st.floats(min_value=0.0, max_value=10_000.0), st.floats(min_value=0.0, max_value=10_000.0))
def test_after_the_machine_started_again_the_calls_before_it_still_count(
    tmp_path_factory: pytest.TempPathFactory, before: float, after: float
) -> None:
    path = tmp_path_factory.mktemp("seats") / "seats"
    assert taken(Seats(5, Time(before), path)) == 5
    time = Time(after)
    seats = Seats(5, time, path)
    wait = seats.take(False)
    assert wait <= MINUTE, "whatever the clock said before"
    if after < MINUTE - 0.001 and before >= 0.001:
        assert wait > 0, "they may have been made just before the start"
    time.now += wait + 0.001
    assert taken(seats) + (wait == 0) == 5


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=30), st.binary(max_size=7))
def test_a_file_of_anything_costs_a_minute_at_most(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], rest: bytes
) -> None:
    path = tmp_path_factory.mktemp("seats") / "seats"
    path.write_bytes(struct.pack(f"={len(numbers)}q", *numbers) + rest)
    time = Time(1_000.0)
    seats = Seats(10, time, path)
    assert seats.take(False) <= MINUTE
    time.now += MINUTE
    assert seats.take(False) == 0
    seats.settle(10)
    assert seats.limit == 10


def test_a_limit_no_hotmart_has_takes_no_seats(tmp_path: Path) -> None:
    seats = Seats(1_000_000, Time(0.0), tmp_path / "seats")
    for _ in range(5_000):
        assert seats.take(True) == 0
        seats.settle(None)
    assert seats.free() == 1_000_000
    assert not (tmp_path / "seats").exists()
