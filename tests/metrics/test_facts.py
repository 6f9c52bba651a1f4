"""What is decided once for all metrics: whose share is ours, what has begun, what has ended, what is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from hotmart.metrics.bases import BASES, Table, Tables
from hotmart.metrics.catalogue import chosen
from hotmart.metrics.question import Question, fitting
from hotmart.metrics.statement import statement

Rows = Sequence[Mapping[str, Any]]
YEAR = Question(date(2026, 1, 1), date(2026, 12, 31))
KNOWN_TO = datetime(2027, 1, 1, tzinfo=UTC)


def figures(
    name: str, tables: Mapping[str, Rows], question: Question = YEAR, own: tuple[str, ...] = ()
) -> list[tuple[Any, ...]]:
    """What a metric comes to over tables of these rows."""
    (metric,) = chosen([name])
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        held = {stream: _table(con, stream, rows) for stream, rows in tables.items()}
        sql = statement(metric, fitting(question, metric), Tables(held, own), KNOWN_TO)
        return con.execute(sql).fetchall()


def _table(con: duckdb.DuckDBPyConnection, stream: str, rows: Rows) -> Table:
    kinds = {column: kind for one in BASES.values() if one.stream + one.child == stream
             for column, kind in one.columns.values()} | {"account": "VARCHAR"}  # fmt: skip
    columns = list(dict.fromkeys(name for row in rows for name in row))
    con.execute(f"CREATE TABLE {stream} ({', '.join(f'{name} {kinds[name]}' for name in columns)})")
    for row in rows:
        con.execute(f"INSERT INTO {stream} VALUES ({', '.join('?' * len(columns))})",
                    [row.get(name) for name in columns])  # fmt: skip
    return Table(stream, frozenset(columns))


def sale(transaction: str = "HP1", **told: Any) -> dict[str, Any]:
    """One of 100 reais that is paid."""
    return {
        "purchase_transaction": transaction,
        "purchase_order_date": datetime(2026, 3, 1, tzinfo=UTC),
        "purchase_status": "COMPLETE",
        "purchase_price_value": Decimal(100),
        "purchase_price_currency_code": "BRL",
        "purchase_commission_as": "PRODUCER",
    } | told


def share(person: str, role: str, value: int, transaction: str = "HP1", **told: Any) -> dict[str, Any]:
    """What a person earned by a sale."""
    return {
        "transaction": transaction,
        "commission_value": Decimal(value),
        "commission_currency_code": "BRL",
        "exchange_rate_currency_payout": 1,
        "user_ucode": person,
        "source": role,
    } | told


def charge(month: int, **told: Any) -> dict[str, Any]:
    """One of 60 a month, paid on the tenth of a month of 2026."""
    return {
        "purchase_transaction": f"HP{month}{told.get('subscriber_code', '')}",
        "purchase_approved_date": datetime(2026, month, 10, tzinfo=UTC),
        "purchase_status": "COMPLETE",
        "purchase_price_value": Decimal(60),
        "purchase_price_currency": "BRL",
        "purchase_commission_conversion_rate": 1,
        "subscriber_code": "A",
        "subscriber_id": "1",
        "status": "ACTIVE",
        "billing_type": "SUBSCRIPTION",
        "plan_recurrency_period": 30,
        "plan_name": "Mensal",
        "product_name": "Clube",
        "recurrency_number": month,
        "last_update": datetime(2026, month, 10, tzinfo=UTC),
        "adoption_date": datetime(2026, 1, 10, tzinfo=UTC),
        "cancellation_date": None,
    } | told


# --- sales and shares


def test_a_sale_by_which_one_earns_twice_was_paid_once() -> None:
    tables = {
        "sales_history": [sale()],
        "sales_commissions": [share("ME", "PRODUCER", 60), share("ME", "AFFILIATE", 20)],
    }
    assert figures("gross_revenue_paid_out", tables, own=("me",)) == [("BRL", 100)]
    assert figures("net_revenue", tables, own=("me",)) == [("BRL", 80)]


def test_a_sale_that_two_accounts_share_was_paid_once_and_earned_by_both() -> None:
    seen = [sale(account="a"), sale(account="b", purchase_commission_as="COPRODUCER")]
    shares = [
        share(person, role, value, account=account)
        for account in ("a", "b")
        for person, role, value in (("ME", "PRODUCER", 50), ("TOO", "COPRODUCER", 30))
    ]
    tables = {"sales_history": seen, "sales_commissions": shares}
    for own in ((), ("me", "too")):
        assert figures("gross_revenue_paid_out", tables, own=own) == [("BRL", 100)]
        assert figures("net_revenue", tables, own=own) == [("BRL", 80)]


# --- subscriptions


def test_who_switches_the_plan_began_once_and_has_not_ended() -> None:
    switched = [
        charge(1),
        charge(2, plan_name="Ouro", purchase_price_value=Decimal(90)),
        charge(3, plan_name="Ouro"),
    ]
    renamed = [
        charge(month, subscriber_code="B", product_name=name)
        for month, name in ((1, "Clube"), (2, "O Clube"))
    ]
    tables = {"subscription_transactions": [*switched, *renamed]}
    assert figures("new_subscribers", tables) == [(2,)]
    assert figures("cancelled_subscribers", tables) == [(0,)]
    assert figures("churn_rate:panel", tables) == [(0.0,)]


def test_one_that_ends_after_a_switch_ends_once_and_in_its_last_plan() -> None:
    ended = {"status": "CANCELLED_BY_CUSTOMER", "cancellation_date": datetime(2026, 3, 1, tzinfo=UTC)}
    tables = {"subscription_transactions": [charge(1), charge(2, plan_name="Ouro", **ended)]}
    assert figures("cancelled_subscribers", tables) == [(1,)]
    by_plan = figures("cancelled_subscribers", tables, YEAR._replace(by=("plan",)))
    assert dict(by_plan) == {"Mensal": 0, "Ouro": 1}


def test_a_subscription_with_an_end_may_be_late_and_a_smart_instalment_is_none() -> None:
    def late(code: str, cycles: int | None) -> dict[str, Any]:
        return {"subscriber_code": code, "status": "DELAYED", "price_value": Decimal(60),
                "price_currency_code": "BRL", "plan_max_charge_cycles": cycles}  # fmt: skip

    def summary(code: str, billing: str) -> dict[str, Any]:
        return {"subscriber_code": code, "last_recurrency_billing_type": billing}

    tables: dict[str, Rows] = {
        "subscriptions": [late("A", None), late("B", 6), late("C", 12)],
        "subscription_summaries": [
            summary("A", "SUBSCRIPTION"),
            summary("B", "SUBSCRIPTION"),
            summary("C", "SMART_INSTALLMENT"),
        ],
    }
    assert figures("late_subscribers", tables) == [(2,)]
    assert figures("overdue_value", tables) == [("BRL", 120)]


def test_what_is_late_in_two_accounts_is_owed_once() -> None:
    seen = [{"account": account, "subscriber_code": "A", "status": "DELAYED", "price_value": Decimal(60),
             "price_currency_code": "BRL"} for account in ("a", "b")]  # fmt: skip
    unpaid = [{"account": account, "subscriber_code": "A", "number": number}
              for account in ("a", "b") for number in (3, 4)]  # fmt: skip
    tables: dict[str, Rows] = {"subscriptions": seen, "subscription_summaries_unpaid_recurrencies": unpaid}
    assert figures("overdue_value", tables) == [("BRL", 120)]


def test_a_subscription_that_two_accounts_share_is_one() -> None:
    newer = datetime(2026, 12, 1, tzinfo=UTC)
    seen = [
        charge(1, account="a"), charge(2, account="a"),
        charge(1, account="b", last_update=newer), charge(2, account="b"),
    ]  # fmt: skip
    tables = {"subscription_transactions": seen}
    assert figures("mrr:saas", tables) == [("BRL", 60)]
    assert figures("active_subscribers", tables) == [(1,)]
