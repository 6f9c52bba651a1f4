"""Codes in words, and days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from hotmart.api.choices import PaymentType
from hotmart.console.naming import PAYMENTS, called, period
from hotmart.language import speaking


@pytest.mark.parametrize("payment", [str(one.value) for one in PaymentType])
def test_every_way_to_pay_has_words_in_both_languages(payment: str) -> None:
    assert payment in PAYMENTS
    with speaking("pt"):
        assert called("payment", payment) != payment


def test_what_nobody_has_put_into_words_stays_as_it_is() -> None:
    assert called("payment", "SHELLS") == "SHELLS"
    assert called("country", "Atlantis") == "Atlantis"


def test_weeks_begin_as_duckdb_counts_them() -> None:
    with speaking("pt"):
        assert [called("weekday", day) for day in (0, 1, 6)] == ["Domingo", "Segunda", "Sábado"]


@pytest.mark.parametrize(
    ("start", "end", "en", "pt"),
    [
        (date(2024, 7, 1), date(2024, 7, 31), "1–31 July 2024", "1 a 31 de julho de 2024"),
        (date(2024, 7, 1), date(2024, 7, 1), "1 July 2024", "1 de julho de 2024"),
        (date(2024, 6, 9), date(2024, 7, 1), "9 June – 1 July 2024", "9 de junho a 1 de julho de 2024"),
        (
            date(2023, 6, 9),
            date(2024, 7, 1),
            "9 June 2023 – 1 July 2024",
            "9 de junho de 2023 a 1 de julho de 2024",
        ),
    ],
)
def test_a_period_is_told_no_longer_than_it_must_be(start: date, end: date, en: str, pt: str) -> None:
    assert period(start, end) == (en, pt)
