"""A boleto printed anew (dossier §4.7)."""

from __future__ import annotations

from typing import Any

import pytest

from hotmart.simulator.clock import DAY
from simulator.visitor import SALES, SUBSCRIPTIONS, Visitor


@pytest.fixture(scope="module")
def account() -> Visitor:
    return Visitor(sales=4_000, months=12)


def sales(visitor: Visitor, **query: Any) -> list[Any]:
    window = {"start_date": visitor.now - 60 * DAY, "end_date": visitor.now}
    return [row["purchase"] for row in visitor.all(f"{SALES}/history", **window, **query)]


def pending(visitor: Visitor) -> list[str]:
    """Boletos of one's own products that wait to be paid."""
    waiting = sales(
        visitor,
        transaction_status="PRINTED_BILLET",
        payment_type="BILLET",
        commission_as="PRODUCER",
    )
    return [purchase["transaction"] for purchase in waiting]


def status_of(visitor: Visitor, code: str) -> str:
    return str(visitor.get(f"{SALES}/history", transaction=code).items[0]["purchase"]["status"])


def test_a_pending_boleto_is_printed_anew_each_time(account: Visitor) -> None:
    code = pending(account)[0]
    replies = [account.put(f"{SALES}/{code}/billet") for _ in range(2)]
    assert [reply.status for reply in replies] == [200, 200]
    assert [set(reply.json) for reply in replies] == [{"billet_url"}, {"billet_url"}]
    assert replies[0].json["billet_url"] != replies[1].json["billet_url"]
    assert code in replies[0].json["billet_url"]
    assert status_of(account, code) == "PRINTED_BILLET"


@pytest.mark.slow
def test_a_new_boleto_is_good_for_longer() -> None:
    """Of two equal accounts, only the one that printed again has these boletos still pending."""
    left, right = Visitor(sales=4_000, months=12), Visitor(sales=4_000, months=12)
    codes = pending(left)
    for visitor in (left, right):
        visitor.simulator.advance(1)
    for code in pending(left):
        assert left.put(f"{SALES}/{code}/billet").status == 200
    assert left.truth["writes"]["boletos_reprinted"]
    for visitor in (left, right):
        visitor.simulator.advance(5)
    pairs = {(status_of(left, code), status_of(right, code)) for code in codes}
    assert ("PRINTED_BILLET", "EXPIRED") in pairs
    assert (
        not {("EXPIRED", "PRINTED_BILLET"), ("EXPIRED", "APPROVED"), ("PRINTED_BILLET", "APPROVED")} & pairs
    )
    for visitor in (left, right):
        visitor.simulator.advance(10)
    assert all(status_of(left, code) == status_of(right, code) for code in codes)


def test_the_charge_of_a_subscription_shows_the_new_due_date() -> None:
    account = Visitor(sales=6_000, months=12, daily_lag=False)
    rows = account.all(
        f"{SUBSCRIPTIONS}/transactions",
        purchase_status="PRINTED_BILLET",
        purchase_payment_type="BILLET",
        transaction_date=account.now - 10 * DAY,
    )
    purchase = rows[0]["purchase"]
    url = account.put(f"{SALES}/{purchase['transaction']}/billet").json["billet_url"]
    (after,) = account.get(f"{SUBSCRIPTIONS}/transactions", transaction=purchase["transaction"]).items
    payment = after["purchase"]["payment"]
    assert payment["billet_reprint_code"] == url
    assert payment["billet_expiration_date"] == account.now + 3 * DAY
    assert after["last_update"] == account.now
    assert after["purchase"]["order_date"] == purchase["order_date"]


def test_only_a_pending_boleto_of_ones_own_is_printed_anew(account: Visitor) -> None:
    def refused(code: str) -> tuple[int, str]:
        reply = account.put(f"{SALES}/{code}/billet")
        return reply.status, reply.json["error"]

    paid = sales(account, payment_type="BILLET", commission_as="PRODUCER")[0]
    pix = sales(account, payment_type="PIX", transaction_status="EXPIRED", commission_as="PRODUCER")[0]
    others = sales(account, payment_type="BILLET", commission_as="AFFILIATE")[0]
    assert refused(paid["transaction"]) == (400, "invalid_parameter")
    assert refused(pix["transaction"]) == (400, "invalid_parameter")
    assert refused(others["transaction"]) == (403, "unauthorized_client")
    assert refused("HP0") == (404, "purchase_not_found")
