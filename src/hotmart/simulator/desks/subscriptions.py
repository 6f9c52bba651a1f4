"""The subscriptions desk: `/payments/api/v1/subscriptions...` (dossier §5)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Final

from hotmart.simulator.answers import subscriptions as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.clock import DAY, FOREVER
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.market import price_of
from hotmart.simulator.paging import Opaque
from hotmart.simulator.params import Params
from hotmart.simulator.refusals import existing
from hotmart.simulator.sale import Price, Sale, Subscription
from hotmart.simulator.terms import (
    BILLING_TYPES,
    CANCELLED_BY_SOMEONE,
    PAYMENT_TYPES,
    PURCHASE_STATUS_OF,
    PURCHASE_STATUSES,
    RECURRENCE_STATUS_OF,
    RECURRENCE_STATUSES,
    SUBSCRIPTION_STATUSES,
)

DEFAULT_SPAN: Final = 30 * DAY

Charge = tuple[Sale, Subscription, bool]
"""A charge, its subscription, and whether this is its second row, in dollars."""


def subscriptions(call: Call) -> Answer:
    """`subscriptions`."""
    found = call.world.index.keep(("list", call.params.question), lambda: _subscriptions(call))
    return call.page(
        found,
        lambda it: rows.subscription(call.hand, it, _current_price(it)),
        Opaque(call.settings.seed),
        counted=True,
    )


def summary(call: Call) -> Answer:
    """`subscriptions/summary`: rebuilt once a day, so it tells of yesterday."""
    found = call.world.index.keep(("summary", call.params.question), lambda: _summarised(call))
    as_of = _as_of(call)

    def write(it: Subscription) -> str:
        latest = _known_sale(call, it.latest) if it.latest else None
        return rows.summary(call.hand, it, latest, as_of)

    return call.page(found, write, Opaque(call.settings.seed), counted=False)


def transactions(call: Call) -> Answer:
    """`subscriptions/transactions`: every charge of every subscription, up to a day late."""
    found = call.world.index.keep(("charges", call.params.question), lambda: _charges(call))
    as_of = _as_of(call)

    def write(charge: Charge) -> str:
        sale, it, in_dollars = charge
        offer = it.offer if call.settings.plan_of_a_charge == "now" else sale.offer
        return rows.transaction(call.hand, sale, it, offer, as_of, in_dollars=in_dollars)

    return call.page(found, write, Opaque(call.settings.seed), counted=False)


def purchases(call: Call) -> Answer:
    """`subscriptions/{subscriber_code}/purchases`: a bare array, oldest first."""
    it = existing(call.world.by_subscriber.get(call.path["subscriber_code"]))
    return call.array([rows.purchase(call.hand, sale, call.world.now) for sale in it.sales])


def span(call: Call) -> int | None:
    """How long a window the call asks for, in milliseconds."""
    for first, last in (
        ("transaction_date", "end_transaction_date"),
        ("accession_date", "end_accession_date"),
    ):
        start, end = call.params.window(first, last)
        if start is not None and end is not None:
            return end - start
    return None


Filter = Callable[[Subscription], bool]


def _subscriptions(call: Call) -> list[Subscription]:
    params = call.params
    wanted = [*_accession(call), *_dates(call), *_of_subscriber(params), *_of_plan(params)]
    if (statuses := params.choices("status", SUBSCRIPTION_STATUSES)) is not None:
        wanted.append(lambda it: it.status in statuses)
    if (trial := params.flag("trial")) is not None:
        wanted.append(lambda it: bool(it.trial) is trial)
    return [it for it in call.world.subscriptions if all(match(it) for match in wanted)]


def _summarised(call: Call) -> list[Subscription]:
    as_of = _as_of(call)
    wanted = [*_accession(call), *_of_subscriber(call.params)]
    start, end = call.params.window("date_next_charge", "end_date_next_charge")
    if start is not None or end is not None:
        first, last = start or 1, FOREVER if end is None else end
        wanted.append(lambda it: first <= it.next_charge <= last)
    known = (_known(call, it) for it in call.world.subscriptions if it.requested < as_of)
    return [it for it in known if all(match(it) for match in wanted)]


def _as_of(call: Call) -> int:
    return call.world.today if call.settings.daily_lag else call.world.now + 1


def _known(call: Call, it: Subscription) -> Subscription:
    return call.world.subscriptions_yesterday.of(it) if call.settings.daily_lag else it


def _known_sale(call: Call, sale: Sale) -> Sale:
    return call.world.sales_yesterday.of(sale) if call.settings.daily_lag else sale


def _current_price(it: Subscription) -> Price:
    """What a charge costs: that of the latest, unless it was negotiated or of another plan."""
    latest = it.latest
    if latest is not None and latest.offer is it.offer and not latest.negotiated:
        return latest.price
    return price_of(it.offer, it.currency, it.affiliate, it.charged or it.requested)


_NARROWING: Final = (
    "status",
    "subscriber_code",
    "subscriber_email",
    "transaction",
    "cancelation_date",
    "end_cancelation_date",
    "date_next_charge",
    "end_date_next_charge",
)


def _narrowed(params: Params) -> bool:
    return any(params.text(name) is not None for name in _NARROWING)


def _accession(call: Call) -> list[Filter]:
    """The accession window: of the last 30 days, unless it is given or lifted by another filter."""
    start, end = call.params.window("accession_date", "end_accession_date")
    if start is None and end is None:
        if call.settings.status_lifts_accession and _narrowed(call.params):
            return []
        start = call.world.now - DEFAULT_SPAN
    if start is None and end is not None:
        start = min(call.world.now, end) - DEFAULT_SPAN
    first, last = start or 0, FOREVER if end is None else end
    return [lambda it: first <= (it.accession or it.requested) <= last]


def _dates(call: Call) -> list[Filter]:
    """The other two windows; the default of each completes a half-given pair (dossier §5.1)."""
    now = call.world.now
    found: list[Filter] = []
    start, end = call.params.window("cancelation_date", "end_cancelation_date")
    if start is not None or end is not None:
        since, until = now - DEFAULT_SPAN if start is None else start, now if end is None else end
        found.append(lambda it: it.status in CANCELLED_BY_SOMEONE and since <= it.ended <= until)
    start, end = call.params.window("date_next_charge", "end_date_next_charge")
    if start is not None or end is not None:
        first, last = now if start is None else start, now if end is None else end
        found.append(lambda it: first <= it.next_charge <= last)
    return found


def _of_subscriber(params: Params) -> list[Filter]:
    found: list[Filter] = []
    if (product_id := params.integer("product_id")) is not None:
        found.append(lambda it: it.offer.product.id == product_id)
    if (code := params.text("subscriber_code")) is not None:
        found.append(lambda it: it.code == code)
    if (email := params.text("subscriber_email")) is not None:
        found.append(lambda it: it.buyer.email == email)
    if (name := params.text("subscriber_name")) is not None:
        found.append(lambda it: it.buyer.name.casefold() == name.casefold())
    return found


def _of_plan(params: Params) -> list[Filter]:
    found: list[Filter] = []
    if (plans := params.texts("plan")) is not None:
        found.append(lambda it: it.offer.name in plans)
    if (plan_id := params.integer("plan_id")) is not None:
        found.append(lambda it: it.offer.plan_id == plan_id)
    if (transaction := params.text("transaction")) is not None:
        found.append(lambda it: any(sale.code == transaction for sale in it.sales))
    return found


def _charges(call: Call) -> list[Charge]:
    world, params = call.world, call.params
    start, end = params.window("transaction_date", "end_transaction_date")
    if start is None and params.text("transaction") is None:
        start = (world.now if end is None else end) - DEFAULT_SPAN
    first, last = start or 0, FOREVER if end is None else end
    begin = bisect_left(world.recurring_dates, first)
    end = bisect_right(world.recurring_dates, min(last, _as_of(call) - 1))
    of_subscription = [*_of_subscriber(params), *_of_contract(params)]
    of_sale = _of_charge(params)
    found: list[Charge] = []
    for charged in world.recurring[begin:end]:
        sale = _known_sale(call, charged)
        if charged.subscription is None or not all(match(sale) for match in of_sale):
            continue
        it = _known(call, charged.subscription)
        if all(match(it) for match in of_subscription):
            found.append((sale, it, False))
            if rows.changed_currency(sale):
                found.append((sale, it, True))
    return found


def _of_contract(params: Params) -> list[Filter]:
    found: list[Filter] = []
    if (status := params.choice("subscription_status", SUBSCRIPTION_STATUSES)) is not None:
        found.append(lambda it: it.status == status)
    if (billing := params.choice("billing_type", BILLING_TYPES)) is not None:
        found.append(lambda it: it.offer.billing == billing)
    if (offer := params.text("offer_code")) is not None:
        found.append(lambda it: it.offer.code == offer)
    return found


def _of_charge(params: Params) -> list[Callable[[Sale], bool]]:
    found: list[Callable[[Sale], bool]] = []
    if (code := params.text("transaction")) is not None:
        found.append(lambda sale: sale.code == code)
    if (status := params.choice("purchase_status", PURCHASE_STATUSES)) is not None:
        found.append(lambda sale: PURCHASE_STATUS_OF[sale.status] == status)
    if (recurrence := params.choice("recurrency_status", RECURRENCE_STATUSES)) is not None:
        found.append(lambda sale: RECURRENCE_STATUS_OF.get(sale.status, "NOT_PAID") == recurrence)
    if (payment := params.choice("purchase_payment_type", PAYMENT_TYPES)) is not None:
        found.append(lambda sale: sale.way.type == payment)
    return found
