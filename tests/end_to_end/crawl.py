"""An independent crawl of a Hotmart: plain HTTP, month by month, every row of every stream.

It shares no code with the package and knows the API only from its documentation (the dossier). Items
become flat rows by one simple rule: a field is its path joined by `_`, a list is rows of its own.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

Row = dict[str, Any]
Params = dict[str, Any]

PAYMENTS = "/payments/api/v1"
PRODUCTS = "/products/api/v1/products"
STATUSES = [
    "APPROVED", "BLOCKED", "CANCELLED", "CHARGEBACK", "COMPLETE", "EXPIRED", "NO_FUNDS", "OVERDUE",
    "PARTIALLY_REFUNDED", "PRE_ORDER", "PRINTED_BILLET", "PROCESSING_TRANSACTION", "PROTESTED", "REFUNDED",
    "STARTED", "UNDER_ANALISYS", "WAITING_PAYMENT",
]  # fmt: skip
PRICED = [one for one in STATUSES if one not in ("NO_FUNDS", "PRE_ORDER", "PROCESSING_TRANSACTION")]

SALES = {
    "sales_history": f"{PAYMENTS}/sales/history",
    "sales_participants": f"{PAYMENTS}/sales/users",
    "sales_commissions": f"{PAYMENTS}/sales/commissions",
    "sales_price_details": f"{PAYMENTS}/sales/price/details",
}
SUBSCRIPTIONS = {
    "subscriptions": (f"{PAYMENTS}/subscriptions", "accession_date", "end_accession_date"),
    "subscription_summaries": (
        f"{PAYMENTS}/subscriptions/summary",
        "accession_date",
        "end_accession_date",
    ),
    "subscription_transactions": (
        f"{PAYMENTS}/subscriptions/transactions",
        "transaction_date",
        "end_transaction_date",
    ),
}
KEYS = {
    "sales_history": ("purchase_transaction",),
    "sales_participants": ("transaction",),
    "sales_commissions": ("transaction",),
    "sales_price_details": ("transaction",),
    "subscriptions": ("subscriber_code",),
    "subscription_summaries": ("subscriber_code",),
    "subscription_transactions": ("purchase_transaction", "purchase_commission_currency"),
    "products": ("id",),
    "product_offers": ("product_ucode", "code"),
    "product_plans": ("product_ucode", "code"),
}
EXPLODED = {"sales_participants": "users", "sales_commissions": "commissions"}
"""The streams whose rows are the elements of a list."""


class RefusedError(Exception):
    """Hotmart answered something other than 200."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"HTTP {status}: {body[:200]!r}")
        self.status = status


class Crawl:
    """Everything a Hotmart tells when it is asked for everything."""

    def __init__(self, api_url: str, auth_url: str, basic: str) -> None:
        self._connection = HTTPConnection(urlsplit(api_url).netloc, timeout=60)
        self._token = self._log_in(urlsplit(auth_url).path, basic)

    def tables(self, began: datetime, until: datetime, streams: Collection[str] = ()) -> dict[str, list[Row]]:
        """The rows of every table, or of those of some streams, between these moments."""
        tables: dict[str, list[Row]] = defaultdict(list)
        for stream, item in self.items(list(months(began, until)), streams or KEYS):
            for table, row in rows(stream, item):
                tables[table].append(row)
        return dict(tables)

    def items(
        self, windows: Sequence[tuple[int, int]], streams: Collection[str]
    ) -> Iterator[tuple[str, Row]]:
        """Every item of these streams, with the name of its stream."""
        for stream in SALES.keys() & streams:
            for start, end in windows:
                for item in self._sales(SALES[stream], {"start_date": start, "end_date": end}):
                    yield stream, item
        for stream in SUBSCRIPTIONS.keys() & streams:
            path, first, last = SUBSCRIPTIONS[stream]
            for start, end in windows:
                for item in self.pages(path, {first: start, last: end}):
                    yield stream, item
        if "products" in streams:
            yield from self._products()

    def _products(self) -> Iterator[tuple[str, Row]]:
        """The products, and the offers and plans of each."""
        for product in list(self.pages(PRODUCTS)):
            yield "products", product
            path = f"{PRODUCTS}/{quote(product['ucode'])}"
            for item in self.pages(f"{path}/offers"):
                yield "product_offers", {"product_ucode": product["ucode"]} | item
            for item in self._plans(f"{path}/plans"):
                yield "product_plans", {"product_ucode": product["ucode"]} | item

    def _sales(self, path: str, window: Params) -> Iterator[Row]:
        """The sales of a window: all statuses, or those that a resource knows."""
        try:
            yield from self.pages(path, window | {"transaction_status": STATUSES})
        except RefusedError as refused:
            if refused.status != 400:
                raise
            yield from self.pages(path, window | {"transaction_status": PRICED})

    def _plans(self, path: str) -> Iterator[Row]:
        """The plans of a product; that it has none is a 400."""
        try:
            yield from self.pages(path)
        except RefusedError as refused:
            if refused.status != 400:
                raise

    def pages(self, path: str, params: Params | None = None) -> Iterator[Row]:
        """The items of every page."""
        asked: Params = {"max_results": 500} | (params or {})
        while True:
            page = self.get(path, asked)
            yield from page["items"]
            token = page["page_info"].get("next_page_token")
            if not token:
                return
            asked["page_token"] = token

    def get(self, path: str, params: Params) -> Any:
        """The document that answers, its numbers exact."""
        query = urlencode(params, doseq=True)
        body = self._ask("GET", f"{path}?{query}", {"Authorization": f"Bearer {self._token}"})
        return json.loads(body, parse_float=Decimal)

    def _log_in(self, path: str, basic: str) -> str:
        pair = base64.b64decode(basic).decode().split(":", 1)
        query = urlencode(
            {"grant_type": "client_credentials", "client_id": pair[0], "client_secret": pair[1]}
        )
        body = self._ask("POST", f"{path}?{query}", {"Authorization": f"Basic {basic}"})
        return str(json.loads(body)["access_token"])

    def _ask(self, method: str, target: str, headers: dict[str, str]) -> bytes:
        self._connection.request(method, target, headers=headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RefusedError(answer.status, body)
        return body

    def close(self) -> None:
        self._connection.close()


def months(began: datetime, until: datetime) -> Iterator[tuple[int, int]]:
    """The first and last millisecond of every month from one moment to another."""
    first = datetime(began.year, began.month, 1, tzinfo=UTC)
    while first <= until:
        year, month = divmod(first.year * 12 + first.month, 12)
        following = first.replace(year=year, month=month + 1)
        yield round(first.timestamp() * 1000), round(following.timestamp() * 1000) - 1
        first = following


def rows(stream: str, item: Row) -> Iterator[tuple[str, Row]]:
    """The rows an item becomes, each with its table."""
    scalars, lists = flat(item)
    key = {name: scalars[name] for name in KEYS[stream]}
    wrapped = EXPLODED.get(stream)
    for name, elements in lists.items():
        if name != wrapped:
            for element in elements:
                yield f"{stream}_{name}", key | flat(element)[0]
    if wrapped is None:
        yield stream, scalars
        return
    for element in lists.get(wrapped) or [{}]:
        own, inner = flat(element)
        yield stream, scalars | own
        for name, elements in inner.items():
            for each in elements:
                yield f"{stream}_{name}", key | flat(each)[0]


def flat(item: Row, before: str = "") -> tuple[Row, dict[str, list[Row]]]:
    """The scalars of an item under their paths, and its lists of objects under theirs."""
    scalars: Row = {}
    lists: dict[str, list[Row]] = {}
    for name, value in item.items():
        path = before + name
        if isinstance(value, dict):
            inner, inner_lists = flat(value, f"{path}_")
            scalars |= inner
            lists |= inner_lists
        elif isinstance(value, list):
            lists[path] = value
        elif value is not None:
            scalars[path] = value
    return scalars, lists
