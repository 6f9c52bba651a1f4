"""The coupons desk, and what a coupon does to the orders that come after it (dossier §7)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator.clock import DAY
from hotmart.simulator.terms import SALE_STATUSES, UNPRICED_STATUSES
from simulator.visitor import PRODUCTS, SALES, Visitor, canonical

API = "/products/api/v1"
PRICED = [status for status in SALE_STATUSES if status not in UNPRICED_STATUSES]


@pytest.fixture
def account() -> Visitor:
    return Visitor(sales=600, months=6)


def a_product(account: Visitor, *, subscription: bool = False) -> int:
    """The product that is ordered most, of those that are subscriptions or not."""
    own: set[int] = {it["id"] for it in account.all(PRODUCTS) if it["is_subscription"] == subscription}
    sold = [sale["product"]["id"] for sale in account.all_sales() if sale["product"]["id"] in own]
    return max(own, key=sold.count)


def create(account: Visitor, product: int, **body: Any) -> int:
    return account.post(f"{API}/product/{product}/coupon", {"offer_ids": [], **body}).status


def listed(account: Visitor, product: int, **query: Any) -> list[dict[str, Any]]:
    return account.all(f"{API}/coupon/product/{product}", **query)


def used(account: Visitor) -> dict[str, dict[str, Any]]:
    """Transactions whose price tells of a coupon."""
    rows = account.all_sales("price/details", transaction_status=PRICED)
    return {row["transaction"]: row for row in rows if "coupon" in row}


def test_a_coupon_is_listed_once_it_is_made(account: Visitor) -> None:
    product = a_product(account)
    before = listed(account, product)
    assert {it["coupon_code"] for it in before} == {"BEMVINDA10", "VERAO15", "AMIGA20"}
    end = account.now + 30 * DAY
    reply = account.post(
        f"{API}/product/{product}/coupon", {"code": "NATAL", "discount": 0.25, "end_date": end}
    )
    assert (reply.status, reply.json) == (200, {})
    (made,) = listed(account, product, code="natal")
    assert made.pop("id") not in {it["id"] for it in before}
    assert made.pop("time_zone")["id"] == "America/Sao_Paulo"
    assert made == {
        "coupon_code": "NATAL",
        "discount": Decimal("0.25"),
        "active": True,
        "status": "valid",
        "start_date": account.now,
        "end_date": end,
    }
    assert len(listed(account, product)) == 4


def test_a_page_has_20_coupons_and_no_total(account: Visitor) -> None:
    product = a_product(account)
    for number in range(30):
        assert create(account, product, code=f"LOTE-{number}", discount=0.1) == 200
    page = account.get(f"{API}/coupon/product/{product}").json
    assert (len(page["items"]), page["page_info"]["results_per_page"]) == (20, 20)
    assert "total_results" not in page["page_info"]
    rest = account.get(f"{API}/coupon/product/{product}", page_token=page["page_info"]["next_page_token"])
    assert len({it["id"] for it in [*page["items"], *rest.items]}) == 33
    assert account.get(f"{API}/coupon/product/{product}", select="id").items[0].keys() == {"id"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        {"discount": 0.1},
        {"code": "SEM"},
        {"code": "", "discount": 0.1},
        {"code": "X" * 26, "discount": 0.1},
        {"code": 'A"B', "discount": 0.1},
        {"code": "ZERO", "discount": 0},
        {"code": "MENOS", "discount": -0.1},
        {"code": "TUDO", "discount": 0.99},
        {"code": "DEZ", "discount": 10},
        {"code": "DEZ", "discount": "0.1"},
        {"code": "FIM", "discount": 0.1, "start_date": 2_000, "end_date": 1_000},
        {"code": "FIM", "discount": 0.1, "end_date": 1_000},
        {"code": "QUEM", "discount": 0.1, "affiliate": "zeca"},
        {"code": "QUAL", "discount": 0.1, "offer_ids": ["a"]},
    ],
)
def test_an_unfit_coupon_answers_400_and_is_not_made(hotmart: Visitor, body: dict[str, Any]) -> None:
    product = a_product(hotmart)
    reply = hotmart.post(f"{API}/product/{product}/coupon", body)
    assert (reply.status, reply.json["error"]) == (400, "invalid_parameter")
    assert len(listed(hotmart, product)) == 3


def test_a_simulator_may_insist_on_a_list_of_offers() -> None:
    strict = Visitor(sales=0, months=1, coupons_need_offers=True)
    path = f"{API}/product/{strict.all(PRODUCTS)[0]['id']}/coupon"
    assert strict.post(path, {"code": "SEM", "discount": 0.1}).status == 400
    assert strict.post(path, {"code": "SEM", "discount": 0.1, "offer_ids": []}).status == 200


def test_a_live_code_cannot_be_given_twice_but_an_overdue_one_can(account: Visitor) -> None:
    product = a_product(account)
    fortnight = account.now + 14 * DAY
    assert create(account, product, code="OFERTA", discount=0.1, end_date=fortnight) == 200
    assert create(account, product, code="oferta", discount=0.2) == 400
    assert create(account, product, code="VERAO15", discount=0.2) == 400
    account.simulator.advance(15)
    assert [it["status"] for it in listed(account, product, code="OFERTA")] == ["overdue"]
    assert create(account, product, code="oferta", discount=0.2) == 200
    assert [it["active"] for it in listed(account, product, code="OFERTA")] == [False, True]


def test_a_coupon_that_begins_later_is_not_valid_yet(account: Visitor) -> None:
    product = a_product(account)
    assert create(account, product, code="DEPOIS", discount=0.5, start_date=account.now + 10 * DAY) == 200
    (coming,) = listed(account, product, code="DEPOIS")
    assert (coming["status"], coming["active"]) == ("scheduled", False)
    account.simulator.advance(9)
    assert not [row for row in used(account).values() if row["coupon"]["code"] == "DEPOIS"]
    account.simulator.advance(40)
    assert [row for row in used(account).values() if row["coupon"]["code"] == "DEPOIS"]


def test_coupons_are_for_the_accounts_own_products_only(account: Visitor) -> None:
    own = {product["id"] for product in account.all(PRODUCTS)}
    others = {sale["product"]["id"] for sale in account.all_sales()} - own
    for product in [*others, 1, "abc"]:
        assert account.get(f"{API}/coupon/product/{product}").status == 404
        reply = account.post(f"{API}/product/{product}/coupon", {"code": "A", "discount": 0.1})
        assert (reply.status, reply.json["error"]) == (404, "not_found")


def test_orders_that_use_a_coupon_cost_less(account: Visitor) -> None:
    product, since = a_product(account), account.now
    twin = Visitor(sales=600, months=6)
    assert create(account, product, code="METADE", discount=0.5) == 200
    for it in (account, twin):
        it.simulator.advance(60)
    lowered = {code: row for code, row in used(account).items() if row["coupon"]["code"] == "METADE"}
    full = {row["transaction"]: row for row in twin.all_sales("price/details", transaction_status=PRICED)}
    orders = {
        sale["purchase"]["transaction"]: sale["purchase"]
        for sale in account.all_sales()
        if sale["product"]["id"] == product and sale["purchase"]["order_date"] > since
    }
    assert 0.1 * len(orders) < len(lowered) < 0.6 * len(orders)
    assert lowered.keys() <= orders.keys()
    for code, row in lowered.items():
        assert row["coupon"]["value"] == Decimal("0.5")
        assert abs(row["base"]["value"] * 2 - full[code]["base"]["value"]) <= Decimal("0.02")
        assert orders[code]["price"]["value"] == row["total"]["value"]
    for row in account.get(f"{SALES}/commissions", transaction=next(iter(lowered))).items:
        shared = sum(share["commission"]["value"] for share in row["commissions"])
        assert shared < lowered[row["transaction"]]["base"]["value"] or row["commissions"] == []


def test_an_account_that_makes_no_coupon_sells_the_same_as_ever(account: Visitor) -> None:
    before = account.truth["sales"]
    assert before == Visitor(sales=600, months=6).truth["sales"]
    product = a_product(account)
    create(account, product, code="UMA", discount=0.1)
    assert account.truth["sales"] == before


def test_a_coupon_changes_its_own_products_prices_and_nothing_else(account: Visitor) -> None:
    twin = Visitor(sales=600, months=6)
    create(account, product := a_product(account), code="SO-ESTE", discount=0.3)
    for it in (account, twin):
        it.simulator.advance(90)
    ours, theirs = account.all_sales(), twin.all_sales()
    assert [sale["purchase"]["transaction"] for sale in ours] == [
        sale["purchase"]["transaction"] for sale in theirs
    ]
    changed = [mine for mine, other in zip(ours, theirs, strict=True) if canonical(mine) != canonical(other)]
    assert changed
    assert {sale["product"]["id"] for sale in changed} == {product}


def test_the_steps_of_the_clock_do_not_matter_to_coupons() -> None:
    one, other = Visitor(sales=600, months=6), Visitor(sales=600, months=6)
    for it in (one, other):
        create(it, a_product(it), code="PASSO", discount=0.2, end_date=it.now + 30 * DAY)
    one.simulator.advance(60)
    for days in (0.25, 0.5, 10, 0.001, 40, 9.249):
        other.simulator.advance(days)
    assert {code: canonical(row) for code, row in used(one).items()} == {
        code: canonical(row) for code, row in used(other).items()
    }


def test_a_coupon_of_an_affiliate_is_used_only_by_the_buyers_they_bring(account: Visitor) -> None:
    product = a_product(account)
    assert create(account, product, code="PARCEIRA", discount=0.2, affiliate=3) == 200
    account.simulator.advance(200)
    users = {
        row["transaction"]: {user["user"]["name"] for user in row["users"] if user["role"] == "AFFILIATE"}
        for row in account.all_sales("users")
    }
    found = [users[code] for code, row in used(account).items() if row["coupon"]["code"] == "PARCEIRA"]
    assert found
    assert {name for names in found for name in names} == {found[0].copy().pop()}
    assert all(len(names) == 1 for names in found)


def test_a_coupon_of_some_offers_lowers_no_other(account: Visitor) -> None:
    product = a_product(account, subscription=True)
    plans = {
        it["plan"]["id"]: it["plan"]["name"]
        for it in account.all("/payments/api/v1/subscriptions", product_id=product, status="ACTIVE")
    }
    assert len(plans) > 1
    chosen = next(identity for identity, name in plans.items() if name == "Mensal")
    assert create(account, product, code="PLANO", discount=0.4, offer_ids=[chosen]) == 200
    account.simulator.advance(120)
    sales = {sale["purchase"]["transaction"]: sale["purchase"] for sale in account.all_sales()}
    lowered = [sales[code] for code, row in used(account).items() if row["coupon"]["code"] == "PLANO"]
    assert len({sale["offer"]["code"] for sale in lowered}) == 1
    assert {sale["recurrency_number"] for sale in lowered} == {1}


def test_a_deleted_coupon_is_gone_for_good(account: Visitor) -> None:
    product = a_product(account)
    create(account, product, code="ADEUS", discount=0.5)
    account.simulator.advance(30)
    before = used(account)
    assert [row for row in before.values() if row["coupon"]["code"] == "ADEUS"]
    for coupon in listed(account, product):
        reply = account.delete(f"{API}/coupon/{coupon['id']}")
        assert (reply.status, reply.json) == (200, {})
        reply = account.delete(f"{API}/coupon/{coupon['id']}")
        assert (reply.status, reply.json["error"]) == (404, "not_found")
    assert listed(account, product) == []
    deleted = account.now
    account.simulator.advance(60)
    after = used(account)
    assert all(canonical(after[code]) == canonical(row) for code, row in before.items() if code in after)
    orders = {sale["purchase"]["transaction"]: sale["purchase"]["order_date"] for sale in account.all_sales()}
    later = [row for code, row in after.items() if orders[code] > deleted]
    assert {row["product"]["id"] for row in later} - {product}
    assert product not in {row["product"]["id"] for row in later}
    assert create(account, product, code="ADEUS", discount=0.1) == 200


@pytest.mark.parametrize("identity", ["0", "abc", "9" * 30])
def test_an_unknown_coupon_cannot_be_deleted(hotmart: Visitor, identity: str) -> None:
    assert hotmart.delete(f"{API}/coupon/{identity}").status == 404


@cache
def busy() -> Visitor:
    return Visitor(sales=300, months=3)


CODES = st.text(st.sampled_from("abcXYZ019-_.%ãÉ"), min_size=1, max_size=25)
ACTIONS = st.lists(
    st.one_of(st.tuples(st.just("create"), CODES), st.tuples(st.just("delete"), st.integers(0, 9).map(str))),
    max_size=12,
)


@pytest.mark.slow
@given(actions=ACTIONS)
def test_no_sequence_of_writes_leaves_two_live_coupons_of_one_code(actions: list[tuple[str, str]]) -> None:
    hotmart = busy()
    product = next(it["id"] for it in hotmart.all(PRODUCTS, format="TEMPLATES"))
    for action, value in actions:
        if action == "create":
            taken = value.casefold() in {it["coupon_code"].casefold() for it in listed(hotmart, product)}
            assert create(hotmart, product, code=value, discount=0.1) == (400 if taken else 200)
        elif coupons := listed(hotmart, product):
            gone = coupons[int(value) % len(coupons)]
            assert hotmart.delete(f"{API}/coupon/{gone['id']}").status == 200
            assert gone not in listed(hotmart, product)
    codes = [it["coupon_code"].casefold() for it in listed(hotmart, product)]
    assert len(codes) == len(set(codes))
