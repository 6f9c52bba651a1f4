"""Levels and movements of subscriptions, charge by charge: the mistakes that others make are none here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from hotmart.metrics.bases import Table, Tables
from hotmart.metrics.facts import with_facts

pytestmark = pytest.mark.slow

COLUMNS = {
    "purchase_transaction": "VARCHAR",
    "purchase_approved_date": "TIMESTAMPTZ",
    "purchase_status": "VARCHAR",
    "purchase_price_value": "DECIMAL(18,4)",
    "purchase_price_currency": "VARCHAR",
    "purchase_commission_conversion_rate": "DECIMAL(24,10)",
    "purchase_commission_currency": "VARCHAR",
    "subscriber_code": "VARCHAR",
    "subscriber_id": "BIGINT",
    "status": "VARCHAR",
    "billing_type": "VARCHAR",
    "adoption_date": "TIMESTAMPTZ",
    "cancellation_date": "TIMESTAMPTZ",
    "plan_recurrency_period": "BIGINT",
    "plan_name": "VARCHAR",
    "recurrency_number": "BIGINT",
    "recurrency_transaction_type": "VARCHAR",
}
TABLES = Tables({"subscription_transactions": Table("subscription_transactions", frozenset(COLUMNS))})
BEGAN = datetime(2026, 1, 10, 12, tzinfo=UTC)


def day(number: int) -> datetime:
    return BEGAN + timedelta(days=number)


def charge(paid: int | None, **told: Any) -> dict[str, Any]:
    """A charge of 60 a month, paid so many days after the first, by a subscription that runs."""
    usual = {
        "purchase_transaction": f"HP{paid}{told.get('subscriber_code', '')}",
        "purchase_approved_date": None if paid is None else day(paid),
        "purchase_status": "COMPLETE",
        "purchase_price_value": Decimal(60),
        "purchase_price_currency": "BRL",
        "purchase_commission_conversion_rate": 1,
        "purchase_commission_currency": "BRL",
        "subscriber_code": "A",
        "subscriber_id": 1,
        "status": "ACTIVE",
        "billing_type": "SUBSCRIPTION",
        "adoption_date": BEGAN,
        "cancellation_date": None,
        "plan_recurrency_period": 30,
        "plan_name": "Mensal",
        "recurrency_number": 1,
        "recurrency_transaction_type": "AUTOMATIC",
    }
    return usual | told


def asked(
    charges: Sequence[dict[str, Any]], fact: str, select: str, zone: str = "UTC"
) -> list[tuple[Any, ...]]:
    with duckdb.connect() as con:
        con.execute(f"SET TimeZone = '{zone}'")
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        con.execute(f"CREATE TABLE subscription_transactions ({columns})")
        for one in charges:
            con.execute(
                f"INSERT INTO subscription_transactions VALUES ({', '.join('?' * len(one))})", [*one.values()]
            )
        return con.execute(f"{with_facts(fact, TABLES)} {select}").fetchall()


def movements(*charges: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Each movement, on which day it was, and what it changed."""
    moved = f"date_diff('day', TIMESTAMPTZ '{BEGAN.isoformat()}', moved_at)"
    select = f"SELECT movement, {moved}, delta FROM movements ORDER BY moved_at, movement"
    return asked(charges, "movements", select)


def test_a_subscription_that_is_paid_every_month_is_new_once() -> None:
    assert movements(charge(0), charge(30), charge(61, recurrency_number=3)) == [("new", 0, 60)]


@pytest.mark.parametrize(
    ("days", "monthly"), [(30, "2000"), (90, "666.6667"), (360, "166.6667"), (365, "166.6667")]
)
def test_a_month_of_a_longer_plan_is_its_part(days: int, monthly: str) -> None:
    told = charge(0, purchase_price_value=Decimal(2000), plan_recurrency_period=days)
    assert movements(told) == [("new", 0, Decimal(monthly))]


def test_a_trial_that_nobody_paid_begins_nothing_and_is_no_churn() -> None:
    unpaid = charge(
        None, purchase_status="CANCELLED", status="CANCELLED_BY_CUSTOMER", cancellation_date=day(7)
    )
    assert movements(unpaid) == []


def test_smart_instalments_are_no_subscriptions() -> None:
    assert (
        movements(charge(0, billing_type="SMART_INSTALLMENT"), charge(30, billing_type="SMART_RECOVERY"))
        == []
    )


@pytest.mark.parametrize("late", [30, 37, 45, 59])
def test_who_pays_late_was_never_lost(late: int) -> None:
    assert movements(charge(0), charge(late)) == [("new", 0, 60)]


def test_who_pays_again_after_a_gap_was_lost_and_has_come_back() -> None:
    assert movements(charge(0), charge(90)) == [("new", 0, 60), ("churn", 30, -60), ("reactivation", 90, 60)]


@pytest.mark.parametrize("status", ["CANCELLED_BY_CUSTOMER", "CANCELED_BY_VENDOR", "cancelled_by_seller"])
def test_a_cancelled_subscription_ends_when_it_was_cancelled_however_that_is_spelled(status: str) -> None:
    told = charge(0, status=status, cancellation_date=day(12))
    assert movements(told) == [("new", 0, 60), ("churn", 12, -60)]


@pytest.mark.parametrize("status", ["OVERDUE", "INACTIVE", "EXPIRED"])
def test_one_whose_time_is_over_ends_with_what_was_paid(status: str) -> None:
    assert movements(charge(0, status=status)) == [("new", 0, 60), ("churn", 30, -60)]


@pytest.mark.parametrize("status", ["DELAYED", "ACTIVE", "STARTED", "SOMETHING_NEW"])
def test_one_that_is_late_is_still_there(status: str) -> None:
    assert movements(charge(0, status=status)) == [("new", 0, 60)]


def test_a_switch_of_plan_is_an_expansion_or_a_contraction() -> None:
    dearer = charge(30, purchase_price_value=Decimal(90), plan_name="Ouro")
    cheaper = charge(60, purchase_price_value=Decimal(20), plan_name="Bronze")
    assert movements(charge(0), dearer, cheaper) == [
        ("new", 0, 60),
        ("expansion", 30, 30),
        ("contraction", 60, -70),
    ]


def test_a_price_that_moves_with_the_exchange_rate_moves_nothing() -> None:
    converted = {"purchase_price_currency": "COP", "purchase_commission_conversion_rate": Decimal("0.0013")}
    prices = [Decimal(44_000), Decimal(46_500), Decimal(43_100)]
    charges = [charge(30 * n, purchase_price_value=price, **converted) for n, price in enumerate(prices)]
    assert movements(*charges) == [("new", 0, 44_000)]
    switched = charge(90, purchase_price_value=Decimal(90_000), plan_name="Ouro", **converted)
    assert movements(*charges, switched)[1:] == [("expansion", 90, 46_000)]


def test_a_negotiation_that_pays_two_recurrences_doubles_nothing() -> None:
    negotiated = charge(40, purchase_price_value=Decimal(110), recurrency_transaction_type="NEGOTIATION")
    assert movements(charge(0), negotiated, charge(61)) == [("new", 0, 60)]


def test_one_that_was_paid_before_the_copy_begins_is_as_old_as_it_says() -> None:
    assert movements(charge(300, recurrency_number=11)) == [("new", 0, 60)]


def test_a_customer_is_lost_with_the_last_subscription() -> None:
    ended = {"status": "CANCELLED_BY_ADMIN"}
    one = charge(0, cancellation_date=day(40), **ended)
    other = charge(10, subscriber_code="B", adoption_date=day(10), cancellation_date=day(20), **ended)
    assert movements(one, other) == [
        ("new", 0, 60),
        ("expansion", 10, 60),
        ("contraction", 20, -60),
        ("churn", 40, -60),
    ]


def test_currencies_are_never_added_up() -> None:
    dollars = charge(5, subscriber_code="B", purchase_price_currency="USD", purchase_price_value=Decimal(10))
    found = asked([charge(0), dollars], "movements", "SELECT currency, delta FROM movements ORDER BY 1")
    assert found == [("BRL", 60), ("USD", 10)]


def test_a_charge_told_twice_for_its_two_currencies_is_one() -> None:
    twice = [charge(0), charge(0, purchase_price_currency="USD", purchase_price_value=Decimal(11))]
    assert len(asked(twice, "charges", "SELECT * FROM charges")) == 1


def test_who_goes_on_in_another_currency_is_neither_lost_nor_back() -> None:
    dollars = {"purchase_price_currency": "USD", "purchase_price_value": Decimal(10)}
    switched = charge(30, plan_name="Gold", recurrency_number=2, **dollars)
    assert movements(charge(0), switched) == [("new", 0, 60), ("contraction", 30, -60), ("expansion", 30, 10)]
    ended = {"status": "CANCELLED_BY_ADMIN", "cancellation_date": day(20)}
    second = charge(5, subscriber_code="B", adoption_date=day(5), **dollars, **ended)
    assert movements(charge(0), second) == [("new", 0, 60), ("expansion", 5, 10), ("contraction", 20, -10)]


@pytest.mark.parametrize("first", [0, 1])
def test_of_a_charge_told_in_two_currencies_at_once_that_counts_which_needs_no_conversion(first: int) -> None:
    told = {"purchase_commission_currency": "USD", "purchase_commission_conversion_rate": Decimal("0.19")}
    rows = [charge(0), charge(0, **told)]
    found = asked([rows[first], rows[1 - first]], "charges", "SELECT net_currency FROM charges")
    assert found == [("BRL",)]


@pytest.mark.parametrize("zone", ["UTC", "America/Sao_Paulo"])
def test_a_subscription_ends_at_the_same_moment_in_every_time_zone(zone: str) -> None:
    paid = datetime(2018, 10, 20, 12, tzinfo=UTC)  # clocks there went forward on 4 November
    ended = charge(0, purchase_approved_date=paid, status="OVERDUE")
    ((moment,),) = asked([ended], "levels", "SELECT epoch(ends_at) FROM levels", zone)
    assert moment == (paid + timedelta(days=30)).timestamp()


@pytest.mark.parametrize(
    ("told", "paid"),
    [
        ("COMPLETED", True),
        ("complete", True),
        ("APPROVED", True),
        ("CANCELED", False),
        ("BILLET_PRINTED", False),
    ],
)
def test_a_status_is_known_in_every_spelling(told: str, paid: bool) -> None:
    found = asked([charge(0, purchase_status=told)], "charges", "SELECT is_paid FROM charges")
    assert found == [(paid,)]
