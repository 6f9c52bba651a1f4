from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.api.choices import SaleStatus
from hotmart.api.contract_models import BulkOutcome
from hotmart.api.sale_models import Address, Buyer, CommissionAmount, Purchase, Sale
from hotmart.glossary import WORDS
from hotmart.model import Money
from hotmart.reading import read
from hotmart.request import Request
from hotmart.words import Instant, from_wire, milliseconds

stamps = st.integers(min_value=10**11, max_value=253_402_300_799_999)


@given(stamps)
def test_a_moment_survives_the_wire_to_the_millisecond(stamp: int) -> None:
    moment = Instant.from_wire(stamp)
    assert moment.ms == stamp
    assert type(moment) is Instant
    assert moment.tzinfo is UTC


@given(st.integers(min_value=2_315, max_value=5_865_695))
def test_a_moment_told_by_the_day_is_read_like_any_other(half_days: int) -> None:
    for stamp in (half_days * 43_200_000, half_days * 43_200_000 + 1):
        assert from_wire(Instant, stamp) == from_wire(Instant, stamp) == Instant.from_wire(stamp)


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_a_stamp_too_small_for_milliseconds_is_in_seconds(stamp: int) -> None:
    assert Instant.from_wire(stamp) == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=stamp)


@given(st.datetimes(min_value=datetime(1974, 1, 1), max_value=datetime(9998, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001  # the zone is added below
def test_the_zone_of_a_datetime_does_not_matter(naive: datetime, hours: int) -> None:
    here = naive.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert milliseconds(here) == milliseconds(here.astimezone(UTC))
    assert timedelta(0) <= here - Instant.from_wire(milliseconds(here)) < timedelta(milliseconds=1)


def test_a_date_is_its_first_midnight_in_utc() -> None:
    assert milliseconds(date(2026, 1, 1)) == 1767225600000


@pytest.mark.parametrize("value", ["2026-01-01", True, None, [], 1.5, 10**20, float("nan"), float("inf")])
def test_what_is_no_moment_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not a moment"):
        from_wire(Instant, value)


def test_a_moment_written_with_a_point_is_still_a_moment() -> None:
    assert from_wire(Instant, 1767225600000.0) == Instant(2026, 1, 1, tzinfo=UTC)


def test_an_open_enum_welcomes_a_value_it_does_not_know() -> None:
    status = msgspec.json.decode(b'"ON_THE_MOON"', type=SaleStatus)
    assert status == "ON_THE_MOON"
    assert isinstance(status, SaleStatus)
    assert not status.known
    assert SaleStatus.APPROVED.known
    assert pickle.loads(pickle.dumps(status)) == status  # noqa: S301  # our own bytes
    assert copy.deepcopy(status) == status
    assert len(SaleStatus) == 17


def test_an_enum_is_only_open_to_text() -> None:
    with pytest.raises(ValueError, match="3"):
        SaleStatus(3)  # type: ignore[arg-type]  # the point


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**16), max_value=10**16))
def test_money_is_exact(amount: Decimal) -> None:
    body = b'{"value":%s,"currency_code":"BRL"}' % str(amount).encode()
    assert msgspec.json.decode(body, type=Money).value == amount


def test_a_model_shows_no_personal_data() -> None:
    buyer = Buyer(name="Rita Fontes", email="rita@example.org", ucode="5b0e")
    assert repr(buyer) == "Buyer(name='…', email='…', ucode='5b0e')"
    assert buyer.__rich_repr__() == [("name", "…"), ("email", "…"), ("ucode", "5b0e")]
    assert repr(Address(city="Recife", country="Brasil", complement="")) == (
        "Address(city='…', country='Brasil', complement='')"
    )


def test_a_model_shows_only_what_is_there() -> None:
    assert repr(Purchase(transaction="HP1")) == "Purchase(transaction='HP1')"


@pytest.mark.parametrize("key", ["currency_code", "currency_value"])
def test_both_spellings_of_a_commission_s_currency_are_read(key: str) -> None:
    amount = msgspec.json.decode(b'{"value":1,"%s":"BRL"}' % key.encode(), type=CommissionAmount)
    assert amount == CommissionAmount(value=Decimal(1), currency_code="BRL")


def test_every_word_is_said_in_both_languages() -> None:
    for name, word in WORDS.items():
        assert word.en, name
        assert word.pt, name
        assert word.en != word.pt, name
        assert name not in word.aliases


def test_a_moment_shows_itself_in_a_word() -> None:
    assert repr(Instant.from_wire(1767225600123)) == "Instant(2026-01-01T00:00:00.123+00:00)"


def test_a_row_remembers_every_field_hotmart_sent_and_a_dump_holds_them() -> None:
    sent = b'{"purchase":{"transaction":"HP1","order_date":1767225600123,"novo":{"a":[1.10]}},"extra":null}'
    sale = read(Request(method="GET", path="/"), sent, Sale)
    assert sale.raw == {
        "purchase": {"transaction": "HP1", "order_date": 1767225600123, "novo": {"a": [Decimal("1.10")]}},
        "extra": None,
    }
    dumped = sale.model_dump()
    assert dumped["purchase"]["order_date"] == Instant.from_wire(1767225600123)
    assert dumped["purchase"]["novo"] == {"a": [Decimal("1.10")]}
    assert (dumped["buyer"], "extra" in dumped) == (None, True)
    assert "buyer" not in sale.model_dump(exclude_none=True)
    assert json.loads(sale.model_dump_json())["purchase"]["order_date"] == 1767225600123
    assert "1.10" in sale.model_dump_json(indent=2)


def test_a_row_made_by_hand_says_what_it_holds() -> None:
    sale = Sale(purchase=Purchase(transaction="HP1"))
    assert sale.raw["purchase"]["transaction"] == "HP1"
    assert sale.model_dump(exclude_none=True) == {"purchase": {"transaction": "HP1"}}


def test_lists_of_things_are_dumped_thing_by_thing() -> None:
    sent = b'{"success_subscriptions":[{"subscriber_code":"A","new":1},{"subscriber_code":"B"}]}'
    outcome = read(Request(method="POST", path="/"), sent, BulkOutcome)
    assert outcome.fail_subscriptions == []
    assert outcome.model_dump(exclude_none=True) == {
        "success_subscriptions": [{"subscriber_code": "A", "new": 1}, {"subscriber_code": "B"}],
        "fail_subscriptions": [],
    }


def test_a_moment_is_its_milliseconds_as_a_number() -> None:
    assert int(Instant.from_wire(1767225600123)) == 1767225600123
    assert milliseconds(1767225600123) == 1767225600123


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))])  # noqa: S301  # our own bytes
def test_a_copy_of_a_row_remembers_what_was_sent_and_not_the_page(copied: Callable[[Sale], Sale]) -> None:
    sent = b'{"purchase":{"transaction":"HP1"},"new":1}'
    sale = copied(read(Request(method="GET", path="/"), sent, Sale))
    assert sale == Sale(purchase=Purchase(transaction="HP1"))
    assert sale.raw == {"purchase": {"transaction": "HP1"}, "new": 1}
