"""What was missed since the last run counts once, and how often it was is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.recurrence.moments import moments
from hotmart.schedule.due import MOST, Due, due
from hotmart.schedule.schedule import Schedule

NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


def schedule(cron: str = "0 * * * *", zone: str = "UTC") -> Schedule:
    return Schedule("one", "", cron, "sync", (), zone, Path("hotmart.toml"))


def test_nothing_is_due_before_its_time() -> None:
    assert due(schedule(), NOW, NOW + timedelta(minutes=29)) is None


def test_it_is_due_at_the_very_moment() -> None:
    ten = NOW + timedelta(minutes=30)
    assert due(schedule(), NOW, ten) == Due(ten, 0)
    assert due(schedule(), ten, ten) is None


def test_after_sleep_it_is_due_once_and_tells_what_was_missed() -> None:
    found = due(schedule(), NOW - timedelta(days=2), NOW)
    assert found == Due(NOW.replace(minute=0), 47)


def test_after_years_of_sleep_not_every_moment_is_counted() -> None:
    found = due(schedule("* * * * *"), NOW - timedelta(days=900), NOW)
    assert found == Due(NOW, MOST)
    found = due(schedule("*/30 9 * 2 *"), NOW - timedelta(days=9000), NOW)
    assert found == Due(datetime(2026, 2, 28, 9, 30, tzinfo=UTC), MOST)


@settings(deadline=None)
@given(
    st.sampled_from(["*/7 * * * *", "30 6 * * *", "0 8 * * 1", "15 */5 1-9 * *"]),
    st.integers(0, 900_000),
    st.integers(0, 900_000),
)
def test_however_often_one_looks_all_moments_are_told_of_once(cron: str, first: int, second: int) -> None:
    wanted = schedule(cron, "America/Sao_Paulo")
    end = NOW + timedelta(seconds=first + second)
    seen, settled = 0, NOW
    for look in (NOW + timedelta(seconds=first), end):
        if found := due(wanted, settled, look):
            seen, settled = seen + 1 + found.missed, found.at
    whole = len(list(moments(cron, NOW, end, wanted.zone)))
    assert seen == whole or whole > MOST
