"""The streams: each is an operation of the catalogue and what is known about how its rows change.

Facts only (dossier §15.2). How a stream is planned, pulled, landed and proved follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hotmart.api import operation
from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.operations import Listing
from hotmart.request import Request
from hotmart.sync.coverage import EVERY_RUN, LADDER, Rung
from hotmart.warehouse.layout import Layout


@dataclass(frozen=True)
class Sweep:
    """States whose old rows are read again on every run, because rows still come and go there."""

    parameter: str
    values: tuple[str, ...]
    column: str
    """Where the warehouse holds that state."""
    together: bool = True
    """Whether one question may name all values; only some parameters are known to repeat (dossier §3.8)."""


@dataclass(frozen=True)
class Parent:
    """The stream whose every row is asked about: its column goes into the operation's path."""

    stream: str
    column: str
    argument: str
    owner: str
    """The column that names the parent in the child's rows."""
    refusal_means_none: bool = False
    """Whether a 400 is how Hotmart says that there are none (dossier §6.3)."""


@dataclass(frozen=True)
class Stream:
    """An operation of the catalogue, and how its rows change."""

    name: str
    operation_id: str
    en: str
    pt: str
    exploded: str | None = None
    ladder: tuple[Rung, ...] = LADDER
    statuses: tuple[str, ...] = ()
    """All states, always asked for: by default Hotmart leaves most of them out (dossier §4.0)."""
    fewer_statuses: tuple[str, ...] = ()
    """What to ask for instead where Hotmart refuses some of them."""
    sweeps: tuple[Sweep, ...] = ()
    left_by: str | None = None
    """The parameter, and column, to ask again for rows that left a swept state, where no count tells it."""
    counts_by: str | None = None
    """The column that tells the state of a row, for the proof by counts."""
    dated_by: str | None = None
    """The stream that knows the dates of this one's rows, joined by transaction, when they carry none."""
    sized_like: str | None = None
    """The stream whose counts tell how dense this one is, where Hotmart does not count it."""
    parent: Parent | None = None

    @cached_property
    def layout(self) -> Layout:
        """How its items lie in the warehouse."""
        listing = self._listing()
        owner = (self.parent.owner,) if self.parent else ()
        return Layout(self.name, listing.item, listing.key, self.exploded, owner)

    @property
    def windowed(self) -> bool:
        return self.window is not None

    @property
    def window(self) -> tuple[str, str] | None:
        """The parameters that bound a window, both inclusive."""
        return self._listing().window

    @property
    def status(self) -> str | None:
        """The parameter that names states."""
        return self._listing().statuses

    @property
    def counted(self) -> bool:
        """Whether Hotmart tells `total_results`."""
        return self._listing().counted

    def request(self, owner: str | None = None) -> Request:
        """The request for its first page, of all rows, or of those of one parent."""
        return self._listing().request(**({self.parent.argument: owner} if self.parent else {}))

    def owners(self, owner: str | None) -> dict[str, str]:
        """What to write into every row about the parent asked."""
        return {self.parent.owner: owner} if self.parent and owner is not None else {}

    def _listing(self) -> Listing[..., Any]:
        found = operation(self.operation_id)
        if not isinstance(found, Listing):
            raise TypeError(f"{self.operation_id} is not a listing")
        return found

    @property
    def time_column(self) -> str:
        """The column of the time that the windows filter."""
        dated = STREAMS[self.dated_by] if self.dated_by else self
        return (dated._listing().time or "").replace(".", "_")

    @property
    def needs(self) -> tuple[str, ...]:
        """The streams that must be synced for this one to be right."""
        found = (self.dated_by, self.sized_like, self.parent.stream if self.parent else None)
        return tuple(dict.fromkeys(name for name in found if name))


ALL_SALES = tuple(SaleStatus)
PRICED_SALES = tuple(
    status
    for status in SaleStatus
    if status not in (SaleStatus.NO_FUNDS, SaleStatus.PRE_ORDER, SaleStatus.PROCESSING_TRANSACTION)
)
LATE_SALES = Sweep(
    "transaction_status",
    (SaleStatus.PROTESTED, SaleStatus.REFUNDED, SaleStatus.PARTIALLY_REFUNDED, SaleStatus.CHARGEBACK),
    "purchase_status",
)
LIVE_SUBSCRIPTIONS = (
    SubscriptionStatus.STARTED,
    SubscriptionStatus.INACTIVE,
    SubscriptionStatus.ACTIVE,
    SubscriptionStatus.DELAYED,
)

_ALL = (
    Stream(
        "sales_history",
        "sales.history",
        "Every sale, one row per transaction.",
        "Todas as vendas, uma linha por transação.",
        statuses=ALL_SALES,
        sweeps=(LATE_SALES,),
        counts_by="purchase_status",
    ),
    Stream(
        "sales_participants",
        "sales.participants",
        "Who took part in each sale, one row per person.",
        "Quem participou de cada venda, uma linha por pessoa.",
        exploded="users",
        statuses=ALL_SALES,
        dated_by="sales_history",
    ),
    Stream(
        "sales_commissions",
        "sales.commissions",
        "How each sale is shared, one row per share.",
        "Como cada venda é repartida, uma linha por parte.",
        exploded="commissions",
        statuses=ALL_SALES,
        dated_by="sales_history",
    ),
    Stream(
        "sales_price_details",
        "sales.price_details",
        "What the price of each sale is made of, one row per transaction.",
        "De que é feito o preço de cada venda, uma linha por transação.",
        statuses=ALL_SALES,
        fewer_statuses=PRICED_SALES,
        dated_by="sales_history",
    ),
    Stream(
        "subscriptions",
        "subscriptions.list",
        "Every subscription, one row per subscriber code.",
        "Todas as assinaturas, uma linha por código de assinante.",
        statuses=tuple(SubscriptionStatus),
        sweeps=(Sweep("status", LIVE_SUBSCRIPTIONS, "status"),),
        counts_by="status",
    ),
    Stream(
        "subscription_summaries",
        "subscriptions.summary",
        "How each subscription fares, rebuilt daily by Hotmart.",
        "Como vai cada assinatura, refeito diariamente pela Hotmart.",
        ladder=EVERY_RUN,
        sized_like="subscriptions",
    ),
    Stream(
        "subscription_transactions",
        "subscriptions.transactions",
        "Every charge of every subscription, up to a day old.",
        "Todas as cobranças de todas as assinaturas, com até um dia de atraso.",
        sweeps=(
            Sweep("subscription_status", LIVE_SUBSCRIPTIONS, "status", together=False),
            Sweep("purchase_status", LATE_SALES.values, "purchase_status", together=False),
        ),
        left_by="subscriber_code",
        sized_like="sales_history",
    ),
    Stream(
        "products",
        "products.list",
        "The products this account created.",
        "Os produtos criados por esta conta.",
    ),
    Stream(
        "product_offers",
        "products.offers",
        "The offers of each product.",
        "As ofertas de cada produto.",
        parent=Parent("products", "ucode", "ucode", "product_ucode"),
    ),
    Stream(
        "product_plans",
        "products.plans",
        "The plans of each subscription product.",
        "Os planos de cada produto de assinatura.",
        parent=Parent("products", "ucode", "ucode", "product_ucode", refusal_means_none=True),
    ),
)
STREAMS: dict[str, Stream] = {stream.name: stream for stream in _ALL}


def with_needs(names: list[str]) -> list[Stream]:
    """These streams and what they stand on, in the order they are declared."""
    wanted: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting.extend(STREAMS[name].needs)
    return [stream for stream in _ALL if stream.name in wanted]
