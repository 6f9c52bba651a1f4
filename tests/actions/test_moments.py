"""Days and periods as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.actions.moments import WORDS, Period, moment, period, today_in
from hotmart.errors import InvalidArgumentError
from hotmart.language import speaking

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
        ("31/05/2025", "2025-05-31", "2025-05-31"),
        ("31.05.2025", "2025-05-31", "2025-05-31"),
        ("05/31/2025", "2025-05-31", "2025-05-31"),
        ("05/05/2025", "2025-05-05", "2025-05-05"),
        ("05/2025", "2025-05-01", "2025-05-31"),
        ("2025/05", "2025-05-01", "2025-05-31"),
        ("maio", "2026-05-01", "2026-05-31"),
        ("março", "2026-03-01", "2026-03-31"),
        ("dezembro", "2025-12-01", "2025-12-31"),
        ("November", "2026-11-01", "2026-11-30"),
        ("abril de 2025", "2025-04-01", "2025-04-30"),
        ("april 2025", "2025-04-01", "2025-04-30"),
        ("abr/2025", "2025-04-01", "2025-04-30"),
        ("31 de maio de 2025", "2025-05-31", "2025-05-31"),
        ("May 31, 2025", "2025-05-31", "2025-05-31"),
        ("1 de dezembro", "2025-12-01", "2025-12-01"),
        ("31/05", "2026-05-31", "2026-05-31"),
        ("últimos 3 meses", "2026-08-31", "2026-11-30"),
        ("os últimos 7 dias", "2026-11-24", "2026-11-30"),
        ("last 3 months", "2026-08-31", "2026-11-30"),
        ("3m", "2026-08-31", "2026-11-30"),
        ("1y", "2025-12-01", "2026-11-30"),
        ("tomorrow", "2026-12-01", "2026-12-01"),
        ("próxima semana", "2026-12-07", "2026-12-13"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("next 7 days", "2026-11-30", "2026-12-06"),
        ("próximos 3 meses", "2026-11-30", "2027-02-27"),
        ("2 anos", "2024-12-01", "2026-11-30"),
        ("esse mês", "2026-11-01", "2026-11-30"),
        ("nesta semana", "2026-11-30", "2026-12-06"),
        ("maio a julho", "2026-05-01", "2026-07-31"),
        ("31/05/2025..15/06/2025", "2025-05-31", "2025-06-15"),
        ("01/05/2025 a 31/05/2025", "2025-05-01", "2025-05-31"),
        ("05/01/2025 to 05/31/2025", "2025-05-01", "2025-05-31"),
    ],
)
def test_a_period_is_read(written: str, start: str, end: str) -> None:
    assert period(written, TODAY) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "2026-13-01", "2026-11-01..", "7", "ontem?", "x" * 9_999),
        *("2026-02..2026-01", "hoje..ontem", "2026..2026..2026", "2026.." * 9_999, ".."),
        *("30/02/2025", "13/13/2025", "31/04", "0d", "0 meses", "9999 anos", "-2026", "2026-", "sem data"),
    ],
)
def test_what_means_no_period_is_refused(written: str) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        period(written, TODAY)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("05/06/2025", ("2025-06-05 (5 June)", "2025-05-06 (6 May)")),
        ("05/06", ("2026-06-05", "2026-05-06")),
        ("05/25", ("2026-05-25", "2025-05 (May 2025)")),
        ("31/05/25", ("2025-05-31",)),
        ("01/02/2025..03/04/2025", ("2025-02-01", "2025-01-02")),
    ],
)
def test_what_could_be_two_days_is_refused_with_what_to_write(written: str, ways: tuple[str, ...]) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        period(written, TODAY)
    assert written in refused.value.message
    assert all(way in str(refused.value.hint) for way in ways)
    with speaking("pt"):
        assert "(5 de junho)" in str(refused.value.hint) or written != "05/06/2025"


@pytest.mark.parametrize("written", ["31/13/2025", "2026-13-01..2026-13-02", "próximo mês?", "0 d", "13h"])
def test_what_is_refused_is_said(written: str) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        period(written, TODAY)
    assert repr(written) in refused.value.message


@pytest.mark.parametrize(
    "written",
    [
        *(
            "rita@example.org",
            "123.456.789-00",
            "12345678900",
            "12.345.678/0001-00",
            "sk_test_ABCDEFGH12345678",
        ),
        *("Basic QUJDREVGR0g=QUJD", "+55 11 99999-0000 x", "a\nb", "1234567890"),
    ],
)
def test_what_looks_like_a_secret_or_a_person_is_not_said(written: str) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        period(written, TODAY)
    assert written not in str(refused.value)
    assert "…" in refused.value.message


def test_every_word_is_told_to_whoever_writes_another() -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        period("soon", TODAY)
    assert refused.value.advice
    assert [word for word in WORDS if word not in " ".join(refused.value.advice)] == []


@given(st.dates(date(2012, 1, 1), date(2090, 1, 1)), st.integers(1, 100))
def test_months_back_end_today_and_follow_each_other(today: date, count: int) -> None:
    start, end = period(f"{count}m", today)
    assert end == today
    before = start - timedelta(days=1)
    assert (today.year * 12 + today.month) - (before.year * 12 + before.month) == count
    assert before.day == today.day or (before.day < today.day and start.day == 1)


def test_an_hour_without_a_zone_is_refused_with_one() -> None:
    with pytest.raises(InvalidArgumentError, match=r"2026-11-01T10:00:00-03:00"):
        moment("2026-11-01T10:00", TODAY, ends=False)


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
