"""Halving names the sales for which Hotmart's sum differs, all of them and no other, with few calls."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from math import ceil, log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.request import Request
from hotmart.streams.known import STREAMS
from hotmart.streams.stream import Stream
from hotmart.streams.windows import Window
from hotmart.sync.counts import Counts, Earning, Share
from hotmart.sync.explaining import MOST, Explainer
from hotmart.sync.sums import Sums, minus, plus
from hotmart.warehouse.ledger.differences import Difference, Kind
from hotmart.warehouse.store import Warehouse
from sync.scripted import Scripted

COMMISSIONS = STREAMS["sales_commissions"]
YEAR = Window(0, 1_000_000)
MONEY = st.decimals(1, 1_000, places=2)
CURRENCIES = st.sampled_from(["BRL", "USD", "EUR"])


@dataclass
class Books:
    """What the warehouse has the account earn by each sale, and what Hotmart's sums say of it beyond that."""

    sales: list[Earning]
    beyond: Mapping[str, Sums] = field(default_factory=dict[str, Sums])
    ghosts: Sums = field(default_factory=dict[str, Decimal])
    """What Hotmart counts at one moment by no sale."""
    ghosts_at: int = 500_000
    listed: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """The commissions that Hotmart lists otherwise by now."""

    def told(self, window: Window, transaction: str = "") -> Sums:
        sums: Sums = {}
        for sale in self.sales:
            if window.start <= sale.at < window.end and transaction in ("", sale.transaction):
                sums = plus(plus(sums, sale.sums), self.beyond.get(sale.transaction, {}))
        here = window.start <= self.ghosts_at < window.end and not transaction
        return plus(sums, self.ghosts) if here else sums

    def answer(self, request: Request) -> bytes:
        query = dict(request.query)
        if request.path.endswith("/commissions"):
            return self._listing(query["transaction"])
        window = Window(int(query["start_date"]), int(query["end_date"]) + 1)
        rows = [
            {"total_value": {"value": float(value), "currency_code": currency}}
            for currency, value in self.told(window, query.get("transaction", "")).items()
        ]
        return json.dumps({"items": rows}).encode()

    def _listing(self, transaction: str) -> bytes:
        value = self.listed.get(transaction, self.held(transaction))
        entry = {"commission": {"value": float(value)}, "source": "PRODUCER"}
        return json.dumps({"items": [{"commissions": [entry]}]}).encode()

    def held(self, transaction: str) -> Decimal:
        (sale,) = (one for one in self.sales if one.transaction == transaction)
        return sum(sale.sums.values(), Decimal())


class Held(Counts):
    """A warehouse that holds these books."""

    def __init__(self, books: Books) -> None:
        super().__init__(Warehouse(Path("nowhere.duckdb")))
        self._books = books

    def earnings(self, stream: Stream, window: Window) -> list[Earning]:
        return [one for one in self._books.sales if window.start <= one.at < window.end]

    def shares(self, stream: Stream, transactions: Collection[str]) -> dict[str, list[Share]]:
        return {one: [Share("PRODUCER", self._books.held(one), "BRL", ours=True)] for one in transactions}


@dataclass
class Found:
    """What an explanation came to, and what it cost."""

    differences: list[Difference]
    calls: int

    @property
    def named(self) -> set[str | None]:
        return {one.transaction for one in self.differences}

    @property
    def kinds(self) -> set[Kind]:
        return {one.kind for one in self.differences}

    @property
    def by(self) -> Sums:
        sums: Sums = {}
        for one in self.differences:
            sums = plus(sums, {one.currency: one.by})
        return {currency: value for currency, value in sums.items() if value}


def explained(books: Books, *known: Difference, most: int = MOST) -> Found:
    client = Scripted(books.answer)
    explainer = Explainer(client, Held(books), COMMISSIONS, most)
    return Found(asyncio.run(explainer.explain(YEAR, books.told(YEAR), known)), client.calls)


@st.composite
def books(draw: st.DrawFn, *, signs: tuple[int, ...] = (1,), at_least: int = 0) -> Books:
    """Sales, of which some at one moment, and some for which Hotmart's sum differs."""
    times = draw(st.lists(st.integers(0, YEAR.end - 1), min_size=1, max_size=60).map(sorted))
    sales = [Earning(at, f"HP{number}", {draw(CURRENCIES): draw(MONEY)}) for number, at in enumerate(times)]
    odd = (
        draw(st.sets(st.sampled_from(sales).map(lambda one: one.transaction), min_size=at_least, max_size=5))
        if sales
        else set()
    )
    return Books(
        sales, {one: {draw(CURRENCIES): draw(MONEY) * draw(st.sampled_from(signs))} for one in sorted(odd)}
    )


@pytest.mark.slow
@given(books())
def test_exactly_the_sales_that_differ_are_named_with_both_figures(books: Books) -> None:
    found = explained(books)
    assert found.named == books.beyond.keys()
    assert {(one.transaction, one.currency): one.by for one in found.differences} == {
        (name, currency): value for name, sums in books.beyond.items() for currency, value in sums.items()
    }
    assert found.kinds <= {Kind.SALE}


@pytest.mark.slow
@given(books())
def test_it_takes_a_call_for_each_halving_and_two_for_each_sale(books: Books) -> None:
    apart = {one.at: one for one in books.sales}
    books.sales = sorted(apart.values())
    books.beyond = {one.transaction: books.beyond.get(one.transaction, {}) for one in books.sales}
    odd = sum(bool(sums) for sums in books.beyond.values())
    assert explained(books).calls <= odd * (ceil(log2(len(books.sales) + 1)) + 2)


@pytest.mark.slow
@given(books(signs=(1, -1)))
def test_what_is_named_makes_up_all_by_which_the_sums_differ_and_each_differs_by_itself(books: Books) -> None:
    found = explained(books)
    ours: Sums = {}
    for sale in books.sales:
        ours = plus(ours, sale.sums)
    whole = minus(books.told(YEAR), ours)
    assert found.by == {currency: value for currency, value in whole.items() if value}
    assert found.named <= books.beyond.keys()


@pytest.mark.slow
@given(books(at_least=1))
def test_what_is_known_is_not_looked_for_again(books: Books) -> None:
    found = explained(books)
    again = explained(books, *found.differences)
    assert (again.calls, again.differences) == (0, found.differences)


@pytest.mark.slow
@given(books(at_least=1), st.data())
def test_what_was_mended_is_let_go_and_the_rest_stays_known(books: Books, data: st.DataObject) -> None:
    known = explained(books).differences
    mended = data.draw(st.sampled_from(sorted(books.beyond)))
    books.beyond = {name: sums for name, sums in books.beyond.items() if name != mended}
    assert explained(books, *known).named == books.beyond.keys()


@pytest.mark.slow
@given(books(at_least=1), st.integers(0, 12))
def test_where_the_calls_end_the_rest_is_told_and_looked_into_the_next_time(books: Books, most: int) -> None:
    full = explained(books)
    found = explained(books, most=most)
    assert found.calls <= most + 1  # the list of commissions of the last sale that was named
    assert found.by == full.by
    assert Kind.OPEN in found.kinds or found.named == full.named
    assert explained(books, *found.differences).named == full.named


@pytest.mark.slow
@given(books(), MONEY)
def test_no_sale_is_named_for_what_hotmart_counts_by_none(books: Books, ghost: Decimal) -> None:
    books.ghosts = {"BRL": ghost}
    found = explained(books)
    assert found.named == {*books.beyond, None}
    (period,) = (one for one in found.differences if one.kind is Kind.PERIOD)
    assert period.start <= books.ghosts_at < period.end
    assert (period.currency, period.by) == ("BRL", ghost)


def test_a_sale_of_which_hotmart_lists_something_else_by_now_is_told_apart() -> None:
    sales = [Earning(at, f"HP{at}", {"BRL": Decimal(10)}) for at in range(8)]
    beyond = {"HP3": {"BRL": Decimal(-10)}, "HP5": {"BRL": Decimal(1)}}
    found = explained(Books(sales, beyond, listed={"HP3": Decimal()}))
    assert {one.transaction: one.kind for one in found.differences} == {"HP3": Kind.STALE, "HP5": Kind.SALE}


def test_each_difference_says_when_it_was_found() -> None:
    sale = Earning(5, "HP5", {"BRL": Decimal(10)})
    (one,) = explained(Books([sale], {"HP5": {"BRL": Decimal(1)}})).differences
    assert (one.hotmart, one.warehouse) == (Decimal(11), Decimal(10))
    assert (one.start, one.end) == (5, 6)
    assert (datetime.now(UTC) - one.explained_at).total_seconds() < 60
