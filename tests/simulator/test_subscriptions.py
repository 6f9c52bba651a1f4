"""The subscriptions desk (dossier §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from hotmart.simulator.clock import DAY
from hotmart.simulator.terms import CANCELLED_BY_SOMEONE, SUBSCRIPTION_STATUSES
from simulator.visitor import SUBSCRIPTIONS, Visitor, canonical


def everything(visitor: Visitor, path: str = "", **query: Any) -> list[Any]:
    first, last = (
        ("transaction_date", "end_transaction_date")
        if path == "/transactions"
        else ("accession_date", "end_accession_date")
    )
    return visitor.all(
        SUBSCRIPTIONS + path, **{first: visitor.truth["began"], last: visitor.now + DAY}, **query
    )


def test_every_subscription_is_listed_once_with_its_status(hotmart: Visitor) -> None:
    rows = everything(hotmart)
    truth = hotmart.truth["subscriptions"]
    assert len({row["subscriber_code"] for row in rows}) == len(rows) == truth["total"]
    assert Counter(row["status"] for row in rows) == truth["by_status"]
    assert set(truth["by_status"]) <= set(SUBSCRIPTION_STATUSES)


def test_an_unfiltered_call_lists_only_accessions_of_the_last_30_days(hotmart: Visitor) -> None:
    rows = hotmart.all(SUBSCRIPTIONS)
    assert 0 < len(rows) < hotmart.truth["subscriptions"]["total"]
    assert all(row["accession_date"] >= hotmart.now - 30 * DAY for row in rows)


def test_another_filter_lifts_that_default_or_not_as_settings_say(hotmart: Visitor) -> None:
    active = hotmart.all(SUBSCRIPTIONS, status="ACTIVE")
    assert len(active) == hotmart.truth["subscriptions"]["by_status"]["ACTIVE"]
    stern = Visitor(sales=1000, status_lifts_accession=False)
    assert (
        len(stern.all(SUBSCRIPTIONS, status="ACTIVE")) < stern.truth["subscriptions"]["by_status"]["ACTIVE"]
    )


def test_an_invalid_status_answers_400(hotmart: Visitor) -> None:
    assert hotmart.get(SUBSCRIPTIONS, status=["ACTIVE", "CANCELLED_BY_BUYER"]).status == 400
    assert hotmart.get(f"{SUBSCRIPTIONS}/transactions", purchase_status="UNDER_ANALISYS").status == 400
    assert hotmart.get(f"{SUBSCRIPTIONS}/transactions", purchase_status="UNDER_ANALYSIS").status == 200


def test_every_filter_keeps_exactly_what_it_names(hotmart: Visitor) -> None:
    rows = everything(hotmart)
    one = rows[len(rows) // 2]
    filters: dict[str, tuple[Any, Callable[[Any], Any]]] = {
        "product_id": (one["product"]["id"], lambda row: row["product"]["id"]),
        "plan": (one["plan"]["name"], lambda row: row["plan"]["name"]),
        "plan_id": (one["plan"]["id"], lambda row: row["plan"]["id"]),
        "subscriber_code": (one["subscriber_code"], lambda row: row["subscriber_code"]),
        "subscriber_email": (one["subscriber"]["email"], lambda row: row["subscriber"]["email"]),
        "trial": ("true", lambda row: str(row["trial"]).lower()),
    }
    for name, (value, read) in filters.items():
        expected = [row["subscriber_code"] for row in rows if read(row) == value]
        assert [row["subscriber_code"] for row in everything(hotmart, **{name: value})] == expected != [], (
            name
        )


def test_the_windows_of_cancelation_and_next_charge_complete_half_a_pair(hotmart: Visitor) -> None:
    rows = everything(hotmart)
    recent = hotmart.all(SUBSCRIPTIONS, end_cancelation_date=hotmart.now)
    expected = [
        row for row in rows if hotmart.now - 30 * DAY <= row.get("end_accession_date", 0) <= hotmart.now
    ]
    assert len(recent) == len(expected) > 0
    coming = hotmart.all(SUBSCRIPTIONS, end_date_next_charge=hotmart.now + 9 * DAY)
    due = [row for row in rows if hotmart.now <= row.get("date_next_charge", 0) <= hotmart.now + 9 * DAY]
    assert len(coming) == len(due) > 0


def test_only_cancelled_subscriptions_have_an_end(hotmart: Visitor) -> None:
    for row in everything(hotmart):
        assert ("end_accession_date" in row) == (row["status"] in CANCELLED_BY_SOMEONE)
        assert row.get("date_next_charge", DAY // 2) % DAY == DAY // 2
        assert row["accession_date"] >= row["request_date"]


def test_purchases_are_a_bare_array_and_agree_with_the_transactions(hotmart: Visitor) -> None:
    charges = everything(hotmart, "/transactions")
    by_code: dict[str, set[str]] = {}
    for row in charges:
        by_code.setdefault(row["subscriber_code"], set()).add(row["purchase"]["transaction"])
    code = max(by_code, key=lambda code: len(by_code[code]))
    purchases = hotmart.get(f"{SUBSCRIPTIONS}/{code}/purchases").json
    assert isinstance(purchases, list)
    assert {row["transaction"] for row in purchases} >= by_code[code]
    assert [row["recurrency_number"] for row in purchases] == sorted(
        row["recurrency_number"] for row in purchases
    )
    assert hotmart.get(f"{SUBSCRIPTIONS}/NOBODY00/purchases").status == 404


def test_transactions_have_a_row_for_each_commission_currency(hotmart: Visitor) -> None:
    rows = everything(hotmart, "/transactions")
    assert len(rows) == hotmart.truth["rows"]["subscription_transactions"]
    keys = {(row["purchase"]["transaction"], row["purchase"]["commission"]["currency"]) for row in rows}
    assert len(keys) == len(rows)
    assert 0 < len(rows) - len({transaction for transaction, _ in keys}) < len(rows) / 50


def test_transactions_tell_what_the_sales_do_not(hotmart: Visitor) -> None:
    rows = everything(hotmart, "/transactions")
    for row in rows:
        status, payment = row["purchase"]["status"], row["purchase"]["payment"]
        returned = status in ("REFUNDED", "CHARGEBACK", "PARTIALLY_REFUNDED")
        assert ("refund_chargeback_date" in payment) == returned
        if status in ("REFUNDED", "CHARGEBACK"):
            assert row["purchase"]["commission"]["original_paid_value"] == 0
        assert row["last_update"] >= row["purchase"]["order_date"]
        assert ("scheduled_retry" in row["recurrency"]) == row["recurrency"]["has_retry"]
    assert {"DELAYED", "APPROVED", "COMPLETE"} <= {row["purchase"]["status"] for row in rows}
    assert {row["billing_type"] for row in rows} == {"SUBSCRIPTION", "SMART_INSTALLMENT"}


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/summary", "/transactions"])
def test_the_daily_resources_tell_of_yesterday_only(path: str) -> None:
    visitor = Visitor(sales=1500)
    before = everything(visitor, path)
    visitor.simulator.advance(0.3)  # from 15:00 to 22:12 of the same day
    later = everything(visitor, path)
    assert [canonical(row) for row in later] == [canonical(row) for row in before]
    visitor.simulator.advance(0.1)  # past midnight
    assert [canonical(row) for row in everything(visitor, path)] != [canonical(row) for row in before]


@pytest.mark.slow
def test_yesterdays_rows_are_what_a_prompt_simulator_said_at_midnight() -> None:
    late, prompt = Visitor(sales=1500), Visitor(sales=1500, daily_lag=False)
    late.simulator.advance(20)
    prompt.simulator.advance(20 - 15 / 24 - 1 / 86_400_000)  # the last millisecond of the day before
    for path in ("/summary", "/transactions"):
        known, true = everything(late, path), everything(prompt, path)
        for row in [*known, *true]:
            row.pop("lifetime", None)
            row.get("recurrency", {}).pop("payment_delays_days", None)
        assert list(map(canonical, known)) == list(map(canonical, true))


def test_lifetime_grows_by_a_day_a_day_while_active() -> None:
    visitor = Visitor(sales=800)
    before = {row["subscriber_code"]: row for row in everything(visitor, "/summary")}
    visitor.simulator.advance(1)
    grown = [
        row["lifetime"] - before[row["subscriber_code"]]["lifetime"]
        for row in everything(visitor, "/summary")
        if row["status"] == "ACTIVE" and before.get(row["subscriber_code"], {}).get("status") == "ACTIVE"
    ]
    assert set(grown) == {1}


def test_summary_lists_debts_only_of_those_who_owe(hotmart: Visitor) -> None:
    rows = everything(hotmart, "/summary")
    assert any("unpaid_recurrencies" in row for row in rows)
    for row in rows:
        assert row.get("unpaid_recurrencies") != []
        assert row["status"] != "DELAYED" or row["unpaid_recurrencies"]


@pytest.mark.slow
def test_the_delay_of_a_debt_grows_daily_until_the_subscription_ends() -> None:
    visitor = Visitor(sales=4_000)

    def delays(*statuses: str) -> dict[str, int]:
        return {
            row["purchase"]["transaction"]: row["recurrency"]["payment_delays_days"]
            for row in everything(visitor, "/transactions")
            if row["status"] in statuses and row["purchase"]["status"] == "DELAYED"
        }

    owed, over = delays("DELAYED"), delays(*CANCELLED_BY_SOMEONE, "OVERDUE")
    visitor.simulator.advance(1)
    grown = {code: days - owed[code] for code, days in delays("DELAYED").items() if code in owed}
    assert 1 in grown.values()
    assert set(grown.values()) <= {0, 1}
    later = delays(*CANCELLED_BY_SOMEONE, "OVERDUE")
    assert {code: later[code] for code in over} == over
