"""Days and periods as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.actions.moments import WORDS, Period, moment, period, today_in
from hotmart.errors import InvalidArgumentError

TODAY = date(2026, 11, 30)  # a Monday


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2026-11-01", "2026-11-01", "2026-11-01"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-15"),
        ("2026-04..2026-12", "2026-04-01", "2026-12-31"),
        ("2025..2026-02-10", "2025-01-01", "2026-02-10"),
        ("mês passado..hoje", "2026-10-01", "2026-11-30"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("7d", "2026-11-24", "2026-11-30"),
        ("2 semanas", "2026-11-17", "2026-11-30"),
        ("hoje", "2026-11-30", "2026-11-30"),
        ("Ontem", "2026-11-29", "2026-11-29"),
        ("mes-passado", "2026-10-01", "2026-10-31"),
        ("mês passado", "2026-10-01", "2026-10-31"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("this-week", "2026-11-30", "2026-12-06"),
        ("semana passada", "2026-11-23", "2026-11-29"),
        ("ano-passado", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_is_read(written: str, start: str, end: str) -> None:
    assert period(written, TODAY) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "2026-13-01", "2026-11-01..", "7", "ontem?", "x" * 9_999),
        *("2026-02..2026-01", "hoje..ontem", "2026..2026..2026", "2026.." * 9_999, ".."),
    ],
)
def test_what_means_no_period_is_refused(written: str) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        period(written, TODAY)
    assert len(str(refused.value)) < 300


def test_a_moment_keeps_its_hour_and_a_word_gives_the_end_that_is_asked_for() -> None:
    assert moment("2026-11-01T10:00:00-03:00", TODAY, ends=False) == datetime(2026, 11, 1, 13, tzinfo=UTC)
    assert moment("last-month", TODAY, ends=False) == date(2026, 10, 1)
    assert moment("last-month", TODAY, ends=True) == date(2026, 10, 31)


@given(st.sampled_from(sorted(WORDS)), st.dates(date(2012, 1, 1), date(2090, 1, 1)))
def test_every_word_is_a_period_that_does_not_end_before_it_starts(word: str, today: date) -> None:
    start, end = period(word, today)
    assert start <= end <= today + timedelta(days=366)


@given(st.text(max_size=40))
def test_any_text_is_a_period_or_refused(written: str) -> None:
    try:
        start, end = period(written, TODAY)
    except InvalidArgumentError:
        return
    assert date.min <= start <= end


def test_today_is_that_of_the_zone() -> None:
    late = datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert today_in("America/Sao_Paulo", late) == date(2026, 11, 30)
    assert today_in("UTC", late) == date(2026, 12, 1)
