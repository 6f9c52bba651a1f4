"""Debts settled by agreement (dossier §10)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hotmart.simulator import Settings
from hotmart.simulator.clock import DAY
from hotmart.simulator.negotiation import owed
from hotmart.simulator.terms import APPROVED, OVERDUE, WAITING_PAYMENT
from hotmart.simulator.world import World
from papers import usual
from simulator.visitor import SALES, SUBSCRIPTIONS, Reply, Visitor

NEGOTIATE = "/payments/api/v1/installments/negotiate"
CPF = "123.456.789-00"  # its check digits are wrong on purpose


def account(*, paid: float) -> Visitor:
    return Visitor(sales=4_000, months=12, daily_lag=False, negotiations_paid=paid)


def debtors(visitor: Visitor, currency: str = "BRL") -> list[Any]:
    """Late subscriptions whose last charge is not being tried at this moment."""
    rows = visitor.all(
        f"{SUBSCRIPTIONS}/summary", accession_date=visitor.truth["began"], end_accession_date=visitor.now
    )
    found: list[Any] = []
    for row in rows:
        if row["status"] != "DELAYED" or "unpaid_recurrencies" not in row:
            continue
        charges = visitor.get(f"{SUBSCRIPTIONS}/{row['subscriber_code']}/purchases").json
        if charges[-1]["status"] == "OVERDUE" and charges[-1]["price"]["currency_code"] == currency:
            found.append(row)
    return found


def negotiate(visitor: Visitor, row: Any, **more: Any) -> Reply:
    numbers = [debt["number"] for debt in row["unpaid_recurrencies"]]
    body = {"subscription_id": row["subscription_id"], "recurrences": numbers, "payment_type": "PIX"}
    return visitor.post(NEGOTIATE, body | more)


def history(visitor: Visitor, code: str) -> Any:
    return visitor.get(f"{SALES}/history", transaction=code).items[0]["purchase"]


def summary(visitor: Visitor, code: str) -> Any:
    window = {"accession_date": visitor.truth["began"]}
    return visitor.get(f"{SUBSCRIPTIONS}/summary", subscriber_code=code, **window).items[0]


def test_a_charge_that_is_being_tried_is_no_debt_yet() -> None:
    world = World(Settings(sales=1_000, months=12))
    it = next(one for one in world.subscriptions if one.unpaid)
    ((number, _), *_) = it.unpaid
    charge = next(one for one in it.sales if one.recurrence == number)
    charge.status, charge.fate = OVERDUE, ((world.now + DAY, APPROVED),)
    assert owed(it, [number]) == [charge], "it may yet be paid late, and is not tried before"
    charge.status = WAITING_PAYMENT
    assert owed(it, [number]) == []


@pytest.mark.slow
def test_a_negotiation_is_a_new_transaction_that_waits_to_be_paid() -> None:
    visitor = account(paid=1)
    row = debtors(visitor)[0]
    reply = negotiate(visitor, row)
    assert reply.status == 200
    assert set(reply.json) == {"subscription_id", "transaction", "payment"}
    payment = reply.json["payment"]
    assert set(payment) == {"type", "expiration_date", "pix_code", "pix_qrcode"}
    assert payment["expiration_date"] == visitor.now + 2 * DAY
    purchase = history(visitor, reply.json["transaction"])
    assert (purchase["status"], purchase["order_date"]) == ("WAITING_PAYMENT", visitor.now)
    assert purchase["payment"]["type"] == "PIX"
    charges = visitor.get(f"{SUBSCRIPTIONS}/{row['subscriber_code']}/purchases").json
    assert charges[-1]["transaction"] == reply.json["transaction"]
    (charge,) = visitor.get(f"{SUBSCRIPTIONS}/transactions", transaction=reply.json["transaction"]).items
    assert charge["recurrency"]["transaction_type"] == "NEGOTIATION"
    assert charge["recurrency"]["number_list"] == ", ".join(
        str(debt["number"]) for debt in row["unpaid_recurrencies"]
    )
    assert charge["is_paid_negotiation"] is False


@pytest.mark.slow
def test_a_paid_negotiation_settles_the_debt() -> None:
    visitor = account(paid=1)
    row = debtors(visitor)[0]
    code = negotiate(visitor, row).json["transaction"]
    visitor.simulator.advance(3)
    assert history(visitor, code)["status"] == "APPROVED"
    after = summary(visitor, row["subscriber_code"])
    assert "unpaid_recurrencies" not in after
    assert (after["status"], after["last_recurrency"]["status"]) == ("ACTIVE", "PAID")
    assert after["date_next_charge"] > visitor.now
    (charge,) = visitor.get(f"{SUBSCRIPTIONS}/transactions", transaction=code).items
    assert charge["is_paid_negotiation"] is True
    assert charge["has_unpaid_recurrency"] is False
    assert visitor.truth["writes"]["negotiations"] == {"total": 1, "by_status": {"APPROVED": 1}}


def test_while_a_negotiation_waits_nothing_else_is_tried() -> None:
    visitor = account(paid=0)
    rows = debtors(visitor)
    assert len(rows) > 3

    def charges() -> list[int]:
        codes = [row["subscriber_code"] for row in rows]
        return [len(visitor.get(f"{SUBSCRIPTIONS}/{code}/purchases").json) for code in codes]

    for row in rows:
        negotiate(visitor, row, payment_type="BILLET", document=CPF)
    before = charges()
    visitor.simulator.advance(2.99)
    assert charges() == before
    visitor.simulator.advance(2)
    assert charges() != before


@pytest.mark.slow
def test_an_unpaid_negotiation_expires_and_the_charge_is_tried_again() -> None:
    visitor = account(paid=0)
    rows = debtors(visitor)
    codes = [negotiate(visitor, row).json["transaction"] for row in rows]
    before = {row["subscriber_code"]: summary(visitor, row["subscriber_code"]) for row in rows}
    visitor.simulator.advance(2)
    assert {history(visitor, code)["status"] for code in codes} == {"EXPIRED"}
    visitor.simulator.advance(40)
    for row in rows:
        after = summary(visitor, row["subscriber_code"])
        assert after["status"] != "DELAYED" or after["last_recurrency"] != before[row["subscriber_code"]]


def test_a_boleto_needs_a_document_and_has_a_barcode() -> None:
    visitor = account(paid=1)
    row = debtors(visitor)[0]
    assert negotiate(visitor, row, payment_type="BILLET").status == 400
    assert negotiate(visitor, row, payment_type="BILLET", document="123").status == 400
    payment = negotiate(visitor, row, payment_type="BILLET", document=CPF).json["payment"]
    assert set(payment) == {"type", "expiration_date", "billet_url", "billet_barcode"}
    assert payment["expiration_date"] == visitor.now + 3 * DAY
    assert len(payment["billet_barcode"]) == 47


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["12345678900", "00ABC000000100"])
def test_a_boleto_takes_a_document_of_either_kind_in_any_spelling(paper: str) -> None:
    visitor = account(paid=1)
    row = debtors(visitor)[0]
    for spelling in usual(paper):
        assert negotiate(visitor, row, payment_type="BILLET", document=spelling).status == 200


def test_a_discount_is_taken_off_the_debt_exactly() -> None:
    visitor = account(paid=1)
    row = debtors(visitor)[0]
    whole = history(visitor, negotiate(visitor, row).json["transaction"])["price"]["value"]
    discount = {"type": "CUSTOM", "value": 10.01}
    less = history(visitor, negotiate(visitor, row, discount=discount).json["transaction"])["price"]["value"]
    assert less == whole - Decimal("10.01")
    for wrong in (0, -1, float(whole), 0.001, "10"):
        assert negotiate(visitor, row, discount={"type": "CUSTOM", "value": wrong}).status == 400
    assert negotiate(visitor, row, discount={"type": "HALF", "value": 1}).status == 400
    assert negotiate(visitor, row, discount={"value": 1}).status == 400


@pytest.mark.slow
def test_a_second_negotiation_takes_the_place_of_the_first() -> None:
    visitor = account(paid=1)
    row = debtors(visitor)[0]
    first, second = (negotiate(visitor, row).json["transaction"] for _ in range(2))
    assert first != second
    assert [history(visitor, code)["status"] for code in (first, second)] == ["CANCELLED", "WAITING_PAYMENT"]
    visitor.simulator.advance(3)
    assert [history(visitor, code)["status"] for code in (first, second)] == ["CANCELLED", "APPROVED"]


@pytest.mark.slow
def test_a_debt_can_be_settled_after_the_subscription_was_cancelled() -> None:
    visitor = account(paid=1)
    row = debtors(visitor)[0]
    visitor.post(f"{SUBSCRIPTIONS}/{row['subscriber_code']}/cancel")
    code = negotiate(visitor, row).json["transaction"]
    visitor.simulator.advance(3)
    assert history(visitor, code)["status"] == "APPROVED"
    after = summary(visitor, row["subscriber_code"])
    assert after["status"] == "CANCELLED_BY_SELLER"
    assert "unpaid_recurrencies" not in after


@pytest.mark.parametrize(
    "wrong",
    [
        {"subscription_id": None},
        {"subscription_id": "1"},
        {"recurrences": None},
        {"recurrences": []},
        {"recurrences": [1, 1]},
        {"recurrences": [1, 2, 3, 4, 5, 6]},
        {"recurrences": [999]},
        {"payment_type": "BOLETO"},
        {"payment_type": None},
    ],
)
def test_what_cannot_be_negotiated_answers_400(late: tuple[Visitor, Any], wrong: dict[str, Any]) -> None:
    visitor, row = late
    reply = negotiate(visitor, row, **wrong)
    assert (reply.status, reply.json["error"]) == (400, "invalid_parameter")


def test_an_unknown_subscription_is_not_found(late: tuple[Visitor, Any]) -> None:
    visitor, row = late
    assert negotiate(visitor, row, subscription_id=1).status == 404


@pytest.fixture(scope="module")
def late() -> tuple[Visitor, Any]:
    visitor = account(paid=1)
    return visitor, debtors(visitor)[0]
