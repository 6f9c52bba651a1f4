"""An independent crawl of a Hotmart: plain HTTP, month by month, every row of every stream.

It shares no code with the package and knows the API only from its documentation (the dossier). Items
become flat rows by one simple rule: a field is its path joined by `_`, a list is rows of its own.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from http.client import HTTPConnection
from operator import attrgetter
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

Row = dict[str, Any]
Params = dict[str, Any]

PAYMENTS = "/payments/api/v1"
PRODUCTS = "/products/api/v1/products"
COUPONS = "/products/api/v1/coupon/product"
CLUB = "/club/api/v1"
EVENTS = "/events/api/v1"
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
    "subscription_purchases": ("subscriber_code", "transaction"),
    "products": ("id",),
    "product_offers": ("product_ucode", "code"),
    "product_plans": ("product_ucode", "code"),
    "coupons": ("product_id", "id"),
    "club_modules": ("subdomain", "module_id"),
    "club_pages": ("subdomain", "module_id", "page_id"),
    "club_students": ("subdomain", "user_id"),
    "club_lessons": ("subdomain", "user_id", "page_id"),
    "event_info": ("event_id",),
    "event_participants": ("event_id", "eticket_id"),
    "account": ("ucode",),
}
EXPLODED = {"sales_participants": "users", "sales_commissions": "commissions"}
"""The streams whose rows are the elements of a list."""


class RefusedError(Exception):
    """Hotmart answered something other than 200."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"HTTP {status}: {body[:200]!r}")
        self.status = status


class Crawl:
    """Everything a Hotmart tells of the time between two moments when it is asked for everything.

    The members areas have to be named: Hotmart has no list of them.
    """

    def __init__(
        self,
        api_url: str,
        auth_url: str,
        basic: str,
        between: tuple[datetime, datetime],
        subdomains: Collection[str] = (),
    ) -> None:
        self._connection = HTTPConnection(urlsplit(api_url).netloc, timeout=60)
        self._token = self._log_in(urlsplit(auth_url).path, basic)
        self._months = list(months(*between))
        self._subdomains = subdomains

    def tables(self, streams: Collection[str] = ()) -> dict[str, list[Row]]:
        """The rows of every table, or of those of some streams."""
        tables: dict[str, list[Row]] = defaultdict(list)
        for stream in streams or KEYS:
            for item in self.items(stream):
                for table, row in rows(stream, item):
                    tables[table].append(row)
        return dict(tables)

    def items(self, stream: str) -> Iterable[Row]:
        """Every item of a stream, under the names of whatever it belongs to."""
        if stream in SALES:
            return self._sales(SALES[stream])
        if stream in SUBSCRIPTIONS:
            return self._dated(*SUBSCRIPTIONS[stream])
        return READERS[stream](self)

    @cached_property
    def products(self) -> list[Row]:
        """The products of the account."""
        return list(self.pages(PRODUCTS))

    @cached_property
    def subscribers(self) -> list[str]:
        """The codes of all subscriptions."""
        return [item["subscriber_code"] for item in self.items("subscriptions")]

    @cached_property
    def modules(self) -> list[Row]:
        """The modules of every members area, the regular ones and the extra ones."""
        return [
            {"subdomain": subdomain} | module
            for subdomain in self._subdomains
            for extra in ("false", "true")
            for module in self.get(f"{CLUB}/modules", {"subdomain": subdomain, "is_extra": extra})
        ]

    @cached_property
    def students(self) -> list[Row]:
        """The students of every members area."""
        return [
            {"subdomain": subdomain} | student
            for subdomain in self._subdomains
            for student in self.pages(f"{CLUB}/users", {"subdomain": subdomain})
        ]

    def offers(self) -> Iterator[Row]:
        """The offers of each product."""
        for product in self.products:
            for item in self.pages(f"{PRODUCTS}/{quote(product['ucode'])}/offers"):
                yield {"product_ucode": product["ucode"]} | item

    def plans(self) -> Iterator[Row]:
        """The plans of each product; that it has none is a 400."""
        for product in self.products:
            try:
                for item in self.pages(f"{PRODUCTS}/{quote(product['ucode'])}/plans"):
                    yield {"product_ucode": product["ucode"]} | item
            except RefusedError as refused:
                if refused.status != 400:
                    raise

    def coupons(self) -> Iterator[Row]:
        """The coupons of each product."""
        for product in self.products:
            for item in self.pages(f"{COUPONS}/{product['id']}"):
                yield {"product_id": product["id"]} | item

    def purchases(self) -> Iterator[Row]:
        """The purchases of each subscription."""
        for code in self.subscribers:
            for item in self.get(f"{PAYMENTS}/subscriptions/{code}/purchases"):
                yield {"subscriber_code": code} | item

    def club_pages(self) -> Iterator[Row]:
        """The pages of each module."""
        for module in self.modules:
            area, module_id = module["subdomain"], module["module_id"]
            for item in self.get(f"{CLUB}/modules/{module_id}/pages", {"subdomain": area}):
                yield {"subdomain": area, "module_id": module_id} | item

    def lessons(self) -> Iterator[Row]:
        """The lessons of each student."""
        for student in self.students:
            area, user_id = student["subdomain"], student["user_id"]
            for item in self.get(f"{CLUB}/users/{user_id}/lessons", {"subdomain": area})["lessons"]:
                yield {"subdomain": area, "user_id": user_id} | item

    def events(self) -> Iterator[Row]:
        """The next edition of each event."""
        for event in self._events():
            yield {"event_id": event} | self.get(f"{EVENTS}/{event}/info")

    def tickets(self) -> Iterator[Row]:
        """The tickets of each event."""
        for event in self._events():
            for item in self.pages(f"{EVENTS}/{event}/participants"):
                yield {"event_id": event} | item

    def account(self) -> Iterator[Row]:
        """The account itself."""
        yield self.get("/user/api/v1/me")

    def _events(self) -> list[int]:
        """The numbers of the events: those of the products that are tickets."""
        return [product["id"] for product in self.products if product["format"] == "ETICKET"]

    def _dated(self, path: str, first: str, last: str) -> Iterator[Row]:
        for start, end in self._months:
            yield from self.pages(path, {first: start, last: end})

    def _sales(self, path: str) -> Iterator[Row]:
        """The sales of every month: of all statuses, or of those that a resource knows."""
        for start, end in self._months:
            window = {"start_date": start, "end_date": end}
            try:
                yield from self.pages(path, window | {"transaction_status": STATUSES})
            except RefusedError as refused:
                if refused.status != 400:
                    raise
                yield from self.pages(path, window | {"transaction_status": PRICED})

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

    def get(self, path: str, params: Params | None = None) -> Any:
        """The document that answers, its numbers exact."""
        query = urlencode(params or {}, doseq=True)
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


READERS: dict[str, Callable[[Crawl], Iterable[Row]]] = {
    "subscription_purchases": Crawl.purchases,
    "products": attrgetter("products"),
    "product_offers": Crawl.offers,
    "product_plans": Crawl.plans,
    "coupons": Crawl.coupons,
    "club_modules": attrgetter("modules"),
    "club_pages": Crawl.club_pages,
    "club_students": attrgetter("students"),
    "club_lessons": Crawl.lessons,
    "event_info": Crawl.events,
    "event_participants": Crawl.tickets,
    "account": Crawl.account,
}
"""How the streams are read that have no dates."""


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
    yield from listed(stream, key, {name: each for name, each in lists.items() if name != wrapped})
    if wrapped is None:
        yield stream, scalars
        return
    for element in lists.get(wrapped) or [{}]:
        own, inner = flat(element)
        yield stream, scalars | own
        yield from listed(stream, key, inner)


def listed(table: str, key: Row, lists: dict[str, list[Row]]) -> Iterator[tuple[str, Row]]:
    """The rows of the lists of one row, and of the lists in them."""
    for name, elements in lists.items():
        for element in elements:
            own, inner = flat(element)
            yield f"{table}_{name}", key | own
            yield from listed(f"{table}_{name}", key, inner)


def flat(item: Row, before: str = "") -> tuple[Row, dict[str, list[Row]]]:
    """The scalars of an item under their paths, and its lists of objects under theirs.

    A list of plain values is a scalar.
    """
    scalars: Row = {}
    lists: dict[str, list[Row]] = {}
    for name, value in item.items():
        path = before + name
        if isinstance(value, dict):
            inner, inner_lists = flat(value, f"{path}_")
            scalars |= inner
            lists |= inner_lists
        elif isinstance(value, list) and (not value or isinstance(value[0], dict)):
            lists[path] = value
        elif value is not None:
            scalars[path] = value
    return scalars, lists
