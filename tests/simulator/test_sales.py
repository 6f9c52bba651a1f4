"""The sales desk (dossier §4)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from hotmart.simulator.clock import DAY
from hotmart.simulator.terms import SALE_STATUSES, UNPRICED_STATUSES
from simulator.visitor import SALES, Visitor, canonical

LISTINGS = ("history", "users", "commissions", "price/details")
ALL = list(SALE_STATUSES)
PRICED = [status for status in SALE_STATUSES if status not in UNPRICED_STATUSES]


def year(visitor: Visitor) -> dict[str, int]:
    return {"start_date": visitor.now - 365 * DAY, "end_date": visitor.now}


def objects(value: Any) -> list[dict[str, Any]]:
    """Every object inside a value."""
    if isinstance(value, list):
        return [found for item in value for found in objects(item)]
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in objects(item))]
    return []


def test_without_a_status_only_approved_and_complete_sales_are_listed(hotmart: Visitor) -> None:
    found = {sale["purchase"]["status"] for sale in hotmart.all(f"{SALES}/history", **year(hotmart))}
    assert found == {"APPROVED", "COMPLETE"}


def test_a_transaction_lifts_the_default_of_status_and_date(hotmart: Visitor) -> None:
    refunded = next(sale for sale in hotmart.all_sales() if sale["purchase"]["status"] == "REFUNDED")
    code = refunded["purchase"]["transaction"]
    for listing in LISTINGS:
        assert len(hotmart.get(f"{SALES}/{listing}", transaction=code).items) == 1
    assert hotmart.get(f"{SALES}/history", transaction=code, transaction_status="APPROVED").items == []
    assert hotmart.get(f"{SALES}/history", transaction="HP0").items == []


def test_repeated_statuses_are_a_union_and_the_parts_make_the_whole(hotmart: Visitor) -> None:
    window = year(hotmart)
    whole = hotmart.get(f"{SALES}/history", **window, transaction_status=ALL).json["page_info"][
        "total_results"
    ]
    parts = [
        hotmart.get(f"{SALES}/history", **window, transaction_status=status).json["page_info"][
            "total_results"
        ]
        for status in ALL
    ]
    pair = hotmart.get(f"{SALES}/history", **window, transaction_status=ALL[:2]).json["page_info"][
        "total_results"
    ]
    assert sum(parts) == whole
    assert pair == parts[0] + parts[1]


@pytest.mark.parametrize(
    "wrong", ["BILLET_PRINTED", "CANCELED", "COMPLETED", "UNDER_ANALYSIS", "DELAYED", "APPROVED,COMPLETE"]
)
def test_one_invalid_status_spoils_the_call(hotmart: Visitor, wrong: str) -> None:
    reply = hotmart.get(f"{SALES}/history", **year(hotmart), transaction_status=["APPROVED", wrong])
    assert (reply.status, reply.json["error"]) == (400, "invalid_parameter")
    assert "error_uri" in reply.json


@pytest.mark.parametrize(
    "query",
    [
        {"payment_type": "BOLETO"},
        {"commission_as": "OWNER"},
        {"start_date": "yesterday"},
        {"start_date": 10, "end_date": 5},
        {"max_results": 0},
        {"max_results": "many"},
        {"product_id": "x1"},
    ],
)
def test_a_parameter_that_makes_no_sense_answers_400(hotmart: Visitor, query: dict[str, Any]) -> None:
    assert hotmart.get(f"{SALES}/history", **query).status == 400


def test_a_year_is_accepted_and_more_is_refused(hotmart: Visitor) -> None:
    def asked(days: int) -> int:
        return hotmart.get(
            f"{SALES}/history", start_date=hotmart.now - days * DAY, end_date=hotmart.now
        ).status

    assert [asked(365), asked(366), asked(367), asked(730)] == [200, 200, 400, 400]


def test_a_lenient_simulator_answers_long_windows_and_prices_every_status() -> None:
    visitor = Visitor(sales=300, strict=False)
    window = {"start_date": visitor.now - 730 * DAY, "end_date": visitor.now, "transaction_status": ALL}
    found = visitor.all(f"{SALES}/price/details", **window)
    assert len(found) == visitor.truth["rows"]["sales_price_details"] == visitor.truth["sales"]["total"]


def test_price_details_refuses_the_statuses_its_page_does_not_list(hotmart: Visitor) -> None:
    assert hotmart.get(f"{SALES}/price/details", transaction_status="NO_FUNDS").status == 400
    assert hotmart.get(f"{SALES}/price/details", transaction_status=PRICED).status == 200


def test_without_dates_the_last_30_days_are_listed(hotmart: Visitor) -> None:
    by_default = hotmart.all(f"{SALES}/history", transaction_status=ALL)
    dates = {"start_date": hotmart.now - 30 * DAY, "end_date": hotmart.now}
    assert by_default
    assert len(by_default) == len(hotmart.all(f"{SALES}/history", **dates, transaction_status=ALL))


def test_both_ends_of_a_window_belong_to_it(hotmart: Visitor) -> None:
    sale = hotmart.all_sales()[100]["purchase"]
    moment = sale["order_date"]

    def found(start: int, end: int) -> list[str]:
        rows = hotmart.get(f"{SALES}/history", start_date=start, end_date=end, transaction_status=ALL).items
        return [row["purchase"]["transaction"] for row in rows]

    assert sale["transaction"] in found(moment, moment)
    assert sale["transaction"] not in found(moment + 1, moment + 1000)
    assert sale["transaction"] not in found(moment - 1000, moment - 1)


@pytest.mark.slow
@pytest.mark.parametrize("listing", ["history", "users", "commissions"])
def test_every_listing_has_every_sale_exactly_once(hotmart: Visitor, listing: str) -> None:
    rows = hotmart.all_sales(listing)
    codes = {row["purchase"]["transaction"] if listing == "history" else row["transaction"] for row in rows}
    assert len(rows) == len(codes) == hotmart.truth["sales"]["total"]


@pytest.mark.slow
def test_no_key_is_null_and_round_money_is_an_integer(hotmart: Visitor) -> None:
    for listing in LISTINGS:
        statuses = PRICED if listing == "price/details" else ALL
        for row in hotmart.all_sales(listing, transaction_status=statuses):
            for found in objects(row):
                assert None not in found.values()
                for value in found.values():
                    assert not isinstance(value, Decimal) or value != value.to_integral_value()


def test_the_order_of_keys_changes_from_call_to_call(hotmart: Visitor) -> None:
    orders = {tuple(json.loads(hotmart.get(f"{SALES}/history").body)["items"][0]) for _ in range(40)}
    assert len(orders) > 3


def test_dates_fees_and_recurrence_are_absent_where_they_do_not_apply(hotmart: Visitor) -> None:
    for sale in hotmart.all_sales():
        purchase = sale["purchase"]
        paid = purchase["status"] in (
            "APPROVED",
            "COMPLETE",
            "PROTESTED",
            "REFUNDED",
            "PARTIALLY_REFUNDED",
            "CHARGEBACK",
        )
        assert ("hotmart_fee" in purchase) == paid
        assert ("approved_date" in purchase) == ("warranty_expire_date" in purchase)
        assert not paid or purchase["approved_date"] >= purchase["order_date"]
        assert purchase.get("warranty_expire_date", 0) % DAY == 0
        assert not purchase["is_subscription"] or purchase["recurrency_number"] >= 1
        assert set(sale) == {"product", "buyer", "producer", "purchase"}


@pytest.mark.slow
def test_every_filter_of_history_keeps_exactly_what_it_names(hotmart: Visitor) -> None:
    sales = hotmart.all_sales()
    named = (sale for sale in sales if "email" in sale["buyer"])
    one = next(sale for sale in named if sale["purchase"].get("tracking", {}).get("source"))
    # Of a sale of somebody else's product only the code of its buyer is told.
    emails = {sale["buyer"]["ucode"]: sale["buyer"]["email"] for sale in sales if "email" in sale["buyer"]}
    filters: dict[str, tuple[Any, Callable[[Any], Any]]] = {
        "product_id": (one["product"]["id"], lambda sale: sale["product"]["id"]),
        "sales_source": (
            one["purchase"]["tracking"]["source"],
            lambda sale: sale["purchase"].get("tracking", {}).get("source"),
        ),
        "buyer_email": (one["buyer"]["email"], lambda sale: emails.get(sale["buyer"].get("ucode"))),
        "payment_type": (
            one["purchase"]["payment"]["type"],
            lambda sale: sale["purchase"]["payment"]["type"],
        ),
        "offer_code": (one["purchase"]["offer"]["code"], lambda sale: sale["purchase"]["offer"]["code"]),
        "commission_as": ("AFFILIATE", lambda sale: sale["purchase"]["commission_as"]),
    }
    for name, (value, read) in filters.items():
        expected = sum(1 for sale in sales if read(sale) == value)
        assert len(hotmart.all_sales(**{name: value})) == expected > 0, name


def test_buyers_of_others_products_are_hidden_unless_settings_say_otherwise(hotmart: Visitor) -> None:
    earned = hotmart.all_sales(commission_as="AFFILIATE")
    assert earned
    assert all(set(sale["buyer"]) == {"ucode"} for sale in earned)
    for row in hotmart.all_sales("users", commission_as="AFFILIATE"):
        buyer = next(user["user"] for user in row["users"] if user["role"] == "BUYER")
        assert buyer["name"] == buyer["email"] == buyer["cellphone"] == ""
    open_book = Visitor(sales=300, affiliates_see_buyers=True)
    assert all("email" in sale["buyer"] for sale in open_book.all_sales(commission_as="AFFILIATE"))


@pytest.mark.slow
def test_nobody_is_real(hotmart: Visitor) -> None:
    for row in hotmart.all_sales("users"):
        for user in (entry["user"] for entry in row["users"]):
            assert user["email"] == "" or user["email"].endswith((".example", "@example.org"))
            for paper in user["documents"]:
                assert not valid(paper["value"])


def valid(document: str) -> bool:
    """Whether the first check digit of a CPF or CNPJ is right."""
    weights = [*range(10, 1, -1)] if len(document) == 11 else [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
    rest = sum((ord(digit) - 48) * weight for digit, weight in zip(document, weights, strict=False)) % 11
    return document[len(weights)] == str(0 if rest < 2 else 11 - rest)


def test_a_price_adds_up(hotmart: Visitor) -> None:
    totals = {sale["purchase"]["transaction"]: sale["purchase"]["price"] for sale in hotmart.all_sales()}
    for row in hotmart.all_sales("price/details", transaction_status=PRICED):
        parts = sum(row[part]["value"] for part in ("base", "vat", "fee") if part in row)
        assert row["total"]["value"] == parts
        assert row["total"] == totals[row["transaction"]]


@pytest.mark.slow
def test_commissions_and_hotmarts_fee_make_up_the_price_without_interest(hotmart: Visitor) -> None:
    fees = {
        sale["purchase"]["transaction"]: sale["purchase"].get("hotmart_fee") for sale in hotmart.all_sales()
    }
    checked = 0
    for row in hotmart.all_sales("commissions", transaction_status=["APPROVED", "COMPLETE"]):
        fee = fees[row["transaction"]]
        assert fee is not None
        assert {entry["commission"]["currency_code"] for entry in row["commissions"]} == {
            fee["currency_code"]
        }
        assert sum(entry["commission"]["value"] for entry in row["commissions"]) == fee["base"] - fee["total"]
        checked += 1
    assert checked


@pytest.mark.parametrize("earns_twice", [False, True])
def test_summary_sums_the_accounts_commission_by_currency(*, earns_twice: bool) -> None:
    hotmart = Visitor(sales=1_500, earns_twice=earns_twice)
    me = hotmart.get("/user/api/v1/me").json["ucode"]
    window = year(hotmart) | {"transaction_status": ALL, "max_results": 500}
    expected: Counter[str] = Counter()
    count: Counter[str] = Counter()
    several = set[tuple[str, ...]]()
    for row in hotmart.all(f"{SALES}/commissions", **window):
        own = [entry for entry in row["commissions"] if entry["user"]["ucode"] == me]
        several.add(tuple(sorted(entry["source"] for entry in own)))
        for entry in own:
            expected[entry["commission"]["currency_code"]] += entry["commission"]["value"]
        count[own[0]["commission"]["currency_code"]] += 1
    assert {("ADDON", "PRODUCER"), ("AFFILIATE", "PRODUCER")}.issubset(several) is earns_twice
    summary = hotmart.get(f"{SALES}/summary", **window)
    assert {
        row["total_value"]["currency_code"]: row["total_value"]["value"] for row in summary.items
    } == expected
    assert {row["total_value"]["currency_code"]: row["total_items"] for row in summary.items} == count
    assert {"BRL", "USD", "EUR"} == set(expected)
    assert summary.json["page_info"]["total_results"] == 3


def test_a_fault_counts_always_the_same_sales_otherwise_than_their_commissions(hotmart: Visitor) -> None:
    window = year(hotmart) | {"transaction_status": ALL}
    codes = [sale["purchase"]["transaction"] for sale in hotmart.all_sales()][:60]

    def told() -> dict[str, Decimal]:
        single = {code: hotmart.get(f"{SALES}/summary", transaction=code).items for code in codes}
        whole = {"": hotmart.get(f"{SALES}/summary", **window).items}
        return {
            f"{code} {row['total_value']['currency_code']}": row["total_value"]["value"]
            for code, rows in (single | whole).items()
            for row in rows
        }

    right = told()
    hotmart.simulator.fail("odd_sum:0.2@sales/summary")
    wrong = told()
    hotmart.simulator.fail()
    odd = {name for name in right if right[name] != wrong[name]}
    assert wrong.keys() == right.keys()
    assert all(wrong[name] > right[name] for name in odd)
    assert " BRL" in odd
    assert 3 < len(odd) < 30
    assert told() == right


@pytest.mark.parametrize(("rule", "kept"), [("zeroed", False), ("kept", True)])
def test_what_becomes_of_commissions_after_a_refund_is_a_setting(rule: str, *, kept: bool) -> None:
    visitor = Visitor(sales=600, commissions_after_refund=rule)
    values = [
        entry["commission"]["value"]
        for row in visitor.all_sales("commissions", transaction_status=["REFUNDED", "CHARGEBACK"])
        for entry in row["commissions"]
    ]
    assert values
    assert any(values) == kept


def test_select_keeps_only_the_named_attributes(hotmart: Visitor) -> None:
    reply = hotmart.get(f"{SALES}/history", select="purchase.transaction,purchase.price.value,nonsense")
    assert set(reply.items[0]) == {"purchase"}
    assert set(reply.items[0]["purchase"]) == {"transaction", "price"}
    assert set(reply.items[0]["purchase"]["price"]) == {"value"}
    assert "total_results" in reply.json["page_info"]
    assert set(map(canonical, hotmart.get(f"{SALES}/history", select="nonsense").items)) == {"{}"}
    users = hotmart.get(f"{SALES}/users", select="users.role").items[0]
    assert {frozenset(user) for user in users["users"]} == {frozenset({"role"})}


def refundable(visitor: Visitor) -> str:
    recent = visitor.all(f"{SALES}/history", transaction_status="APPROVED", commission_as="PRODUCER")
    return str(recent[-1]["purchase"]["transaction"])


def status_of(visitor: Visitor, code: str) -> str:
    return str(visitor.get(f"{SALES}/history", transaction=code).items[0]["purchase"]["status"])


def test_a_refund_is_asked_once_and_comes_later() -> None:
    visitor = Visitor(sales=800)
    code = refundable(visitor)
    before = visitor.get(f"{SALES}/history", transaction=code).items[0]["purchase"]
    reply = visitor.put(f"{SALES}/{code}/refund")
    assert (reply.status, reply.body) == (200, b"{}")
    assert status_of(visitor, code) == "PROTESTED"
    again = visitor.put(f"{SALES}/{code}/refund")
    assert (again.status, again.json["error"]) == (400, "refund_request_already_exists")
    visitor.simulator.advance(5)
    assert status_of(visitor, code) == "REFUNDED"
    after = visitor.get(f"{SALES}/history", transaction=code).items[0]["purchase"]
    assert after["order_date"] == before["order_date"]
    assert after["approved_date"] == before["approved_date"]


def test_what_cannot_be_refunded_is_refused() -> None:
    visitor = Visitor(sales=1500)
    sales = visitor.all_sales()
    assert visitor.put(f"{SALES}/HP1/refund").json["error"] == "purchase_not_found"
    expired = next(sale["purchase"] for sale in sales if sale["purchase"]["status"] == "EXPIRED")
    assert visitor.put(f"{SALES}/{expired['transaction']}/refund").status == 400
    old = next(sale["purchase"] for sale in sales if sale["purchase"]["status"] == "COMPLETE")
    assert visitor.put(f"{SALES}/{old['transaction']}/refund").status == 400
    others = next(sale["purchase"] for sale in sales if sale["purchase"]["commission_as"] != "PRODUCER")
    assert visitor.put(f"{SALES}/{others['transaction']}/refund").status == 403
