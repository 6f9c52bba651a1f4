"""Every stream of a run takes its stages to the end, whatever was chosen for it and whatever happens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hotmart.errors import ConfigurationError
from hotmart.request import Request
from hotmart.streams.known import STREAMS
from hotmart.streams.policy import Policy
from hotmart.streams.remaking import remade
from hotmart.streams.stream import Stream
from hotmart.streams.windows import DAY
from hotmart.sync.report import Report, Verdict
from hotmart.warehouse.store import Warehouse
from sync import scripted
from sync.scripted import NOON_MS, Account, Shop, refusal, sale

OLD = 150  # the number of a sale that is more than a year old


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse.duckdb", patience=0)


class Till(Shop):
    """A shop that tells the price of each sale as well: nothing for one that was refunded."""

    def __init__(self) -> None:
        super().__init__([sale(number, NOON_MS - number * 3 * DAY) for number in range(200)])

    def __call__(self, request: Request) -> bytes:
        page = json.loads(super().__call__(request))
        if request.path.endswith("/price/details"):
            page["items"] = [self._price(one["purchase"]) for one in page["items"]]
        return json.dumps(page).encode()

    def _price(self, purchase: dict[str, Any]) -> dict[str, Any]:
        value = 5 if purchase["status"] == "APPROVED" else 0
        return {"transaction": purchase["transaction"], "total": {"value": value, "currency_code": "BRL"}}

    def refund(self, number: int) -> None:
        self.sales[number] = sale(number, NOON_MS - number * 3 * DAY, "REFUNDED")


def sync(
    account: Account,
    warehouse: Warehouse,
    *names: str,
    day: float = 0,
    streams: Mapping[str, Stream] = STREAMS,
) -> Report:
    assert account.server_time
    account.server_time += timedelta(days=day)
    return scripted.sync(account, warehouse, names, streams=streams)


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("history", [None, 0, DAY])
def test_what_belongs_to_a_sale_that_changed_is_read_again_however_long_versions_are_kept(
    warehouse: Warehouse, history: int | None
) -> None:
    shop = Till()
    streams = remade(STREAMS.values(), lambda one: replace(one, policy=Policy(history=history)))
    sync(Account(shop), warehouse, "sales_price_details", streams=streams)
    shop.refund(OLD)
    sync(Account(shop), warehouse, "sales_history", day=1, streams=streams)
    sync(Account(shop), warehouse, "sales_history", day=3, streams=streams)
    report = sync(Account(shop), warehouse, "sales_price_details", day=4, streams=streams)
    assert report.verdict is Verdict.PROVED
    found = warehouse.rows(f"SELECT total_value FROM sales_price_details WHERE transaction LIKE '%{OLD}'")
    assert found == [(Decimal(0),)]


@pytest.mark.slow
@pytest.mark.oldest
def test_an_old_sale_that_vanished_goes_to_history_as_soon_as_its_count_tells(warehouse: Warehouse) -> None:
    shop = Till()
    sync(Account(shop), warehouse, "sales_history")
    del shop.sales[OLD]
    report = sync(Account(shop), warehouse, "sales_history", day=1)
    assert report.verdict is Verdict.PROVED
    assert report.streams["sales_history"].merged.gone == 1
    assert warehouse.rows("SELECT purchase_transaction, _gone FROM sales_history_history") == [
        (f"HP{OLD:010}", True)
    ]
    assert sync(Account(shop), warehouse, "sales_history", day=2).streams["sales_history"].merged.gone == 0


class Products(Account):
    """Products of which none is a subscription, so that Hotmart refuses to list their plans."""

    def _reply(self, request: Request) -> bytes:
        if request.path.endswith("/plans"):
            raise refusal(request, 400)
        items = [{"id": number, "ucode": f"u{number}"} for number in range(3)]
        return json.dumps({"items": items, "page_info": {}}).encode()


@pytest.mark.slow
@pytest.mark.oldest
def test_a_product_that_was_said_to_have_no_plans_is_not_asked_about_on_every_run(
    warehouse: Warehouse,
) -> None:
    asked: list[int] = []
    for day in (0, 0.5, 2):
        account = Products(Shop([]))
        sync(account, warehouse, "product_plans", day=day)
        asked.append(sum(request.path.endswith("/plans") for request in account.asked))
    assert asked == [3, 0, 3]


@pytest.mark.slow
@pytest.mark.oldest
def test_an_empty_page_without_a_total_takes_no_row_away_until_it_is_said_twice(warehouse: Warehouse) -> None:
    class Slipping(Till):
        slips = 0

        def __call__(self, request: Request) -> bytes:
            if self.slips and dict(request.query)["max_results"] == "500":
                self.slips -= 1
                return b'{"items": [], "page_info": {}}'
            return super().__call__(request)

    shop = Slipping()
    sync(Account(shop), warehouse, "sales_history")
    shop.slips = 1
    report = sync(Account(shop), warehouse, "sales_history", day=0.001)
    assert report.streams["sales_history"].merged.gone == 0
    assert warehouse.rows("SELECT count(*) FROM sales_history") == [(200,)]


class Priced(Account):
    """A few products, each with an offer."""

    price = 10

    def _reply(self, request: Request) -> bytes:
        if request.path.endswith("/products"):
            items: list[dict[str, Any]] = [{"id": number, "ucode": f"u{number}"} for number in range(3)]
        else:
            items = [{"code": "an offer", "price": {"value": self.price, "currency_code": "BRL"}}]
        return json.dumps({"items": items, "page_info": {}}).encode()


@pytest.mark.slow
@pytest.mark.oldest
def test_a_table_that_is_given_another_name_keeps_its_rows_and_its_history(warehouse: Warehouse) -> None:
    named = remade(STREAMS.values(), lambda one: replace(one, table=f"mine_{one.name}"))
    sync(Priced(Shop([])), warehouse, "product_offers")
    account = Priced(Shop([]))
    account.price = 20
    sync(account, warehouse, "product_offers", day=2)
    for streams, prefix in ((named, "mine_"), (STREAMS, "")):
        sync(Priced(Shop([])), warehouse, "product_offers", day=0.1, streams=streams)
        found = warehouse.rows(f"SELECT price_value FROM {prefix}product_offers")
        assert found == [(Decimal(20),)] * 3
        assert len(warehouse.rows(f"FROM {prefix}product_offers_history")) == 3
        tables = warehouse.rows(
            "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE '%product_offers%'"
        )
        assert tables == [(2,)]


def test_a_name_that_another_table_has_is_refused_before_anything_is_read(warehouse: Warehouse) -> None:
    sync(Priced(Shop([])), warehouse, "product_offers")
    named = remade(
        STREAMS.values(), lambda one: replace(one, table="products") if one.name == "product_offers" else one
    )
    account = Priced(Shop([]))
    with pytest.raises(ConfigurationError, match="product_offers cannot be named products"):
        sync(account, warehouse, "product_offers", streams=named)
    assert account.asked == []


def transformed(sql: str) -> dict[str, Stream]:
    """The streams, the rows of products going by that name as this SELECT gives them."""

    def with_view(one: Stream) -> Stream:
        shown = f"CREATE OR REPLACE VIEW products AS WITH this AS (FROM products_source) {sql}"
        return replace(one, table="products_source", view=shown) if one.name == "products" else one

    return remade(STREAMS.values(), with_view)


def test_a_transformation_that_cannot_be_is_a_gap_of_its_own_and_stops_no_other_stream(
    warehouse: Warehouse,
) -> None:
    streams = transformed("SELECT nothing_of_the_kind FROM this")
    report = sync(Priced(Shop([])), warehouse, "product_offers", streams=streams)
    assert report.streams["products"].verdict is Verdict.INCOMPLETE
    assert "nothing_of_the_kind" in report.streams["products"].gaps[0].why.en
    assert report.streams["product_offers"].verdict is Verdict.READ_WHOLE
    assert len(warehouse.rows("SELECT * FROM _verdicts")) == 2


@pytest.mark.slow
@pytest.mark.oldest
def test_rows_that_were_landed_before_they_were_to_be_transformed_are_transformed_too(
    warehouse: Warehouse,
) -> None:
    sync(Priced(Shop([])), warehouse, "products")
    sync(Priced(Shop([])), warehouse, "products", streams=transformed("SELECT id, 2 AS two FROM this"))
    assert sorted(warehouse.rows("SELECT * FROM products")) == [(0, 2), (1, 2), (2, 2)]
    sync(Priced(Shop([])), warehouse, "products")
    assert warehouse.rows("SELECT count(DISTINCT ucode) FROM products") == [(3,)]


class Subscribed(Account):
    """Subscriptions of a day ago, each with one purchase that is not settled yet."""

    codes: tuple[str, ...] = ("S1", "S2")

    def _reply(self, request: Request) -> bytes:
        query, since = dict(request.query), NOON_MS - DAY
        if request.path.endswith("/products"):
            return b'{"items": [], "page_info": {}}'
        if request.path.endswith("/purchases"):
            code = request.path.split("/")[-2]
            if code not in self.codes:
                raise refusal(request, 404)
            return json.dumps([{"transaction": f"HP{code}", "status": "APPROVED"}]).encode()
        inside = int(query["accession_date"]) <= since <= int(query["end_accession_date"])
        wanted = inside and ("status", "ACTIVE") in request.query
        items = [
            {"subscriber_code": code, "status": "ACTIVE", "accession_date": since}
            for code in (self.codes if wanted else ())
        ]
        return json.dumps({"items": items, "page_info": {"total_results": len(items)}}).encode()


@pytest.mark.slow
@pytest.mark.oldest
def test_a_parent_that_vanished_is_not_asked_about_and_its_children_go_with_it(warehouse: Warehouse) -> None:
    sync(Subscribed(Shop([])), warehouse, "subscription_purchases")
    account = Subscribed(Shop([]))
    account.codes = ("S1",)
    report = sync(account, warehouse, "subscription_purchases", day=0.1)
    assert report.verdict is Verdict.PROVED
    assert warehouse.rows("SELECT transaction FROM subscription_purchases") == [("HPS1",)]
    assert warehouse.rows("SELECT transaction, _gone FROM subscription_purchases_history") == [("HPS2", True)]
