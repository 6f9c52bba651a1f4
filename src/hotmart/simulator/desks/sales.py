"""The sales desk: `/payments/api/v1/sales/...` (dossier §4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Final

from hotmart.simulator import boletos
from hotmart.simulator.answers import participants
from hotmart.simulator.answers import sales as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.clock import DAY, MINUTE
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.paging import Offset
from hotmart.simulator.refusals import Refused, invalid_parameter, not_found, not_yours
from hotmart.simulator.sale import Sale
from hotmart.simulator.settings import Settings
from hotmart.simulator.terms import (
    AFFILIATE,
    APPROVED,
    COMMISSION_AS,
    COMPLETE,
    DEFAULT_STATUSES,
    PAYMENT_TYPES,
    PROTESTED,
    REFUNDED,
    SALE_STATUSES,
    UNPRICED_STATUSES,
)

TOKENS: Final = Offset()
# A window of 12 months is accepted, whatever the leap year (dossier §4.0).
LONGEST_SPAN: Final = 366 * DAY + MINUTE
DEFAULT_SPAN: Final = 30 * DAY
REFUND_DAYS_OF_AFFILIATES: Final = 30
PRICED_STATUSES: Final = tuple(status for status in SALE_STATUSES if status not in UNPRICED_STATUSES)

Write = Callable[[Hand, Sale, Settings], str]
Filter = Callable[[Sale], bool]


def history(call: Call) -> Answer:
    """`sales/history`."""
    filters = ("sales_source", "buyer_name", "buyer_email", "payment_type", "offer_code", "commission_as")
    return _listing(call, rows.history, filters)


def users(call: Call) -> Answer:
    """`sales/users`, the participants."""
    filters = ("buyer_email", "buyer_name", "sales_source", "affiliate_name", "commission_as")
    return _listing(call, participants.users, filters)


def commissions(call: Call) -> Answer:
    """`sales/commissions`."""
    return _listing(call, rows.commissions, ("commission_as",))


def price_details(call: Call) -> Answer:
    """`sales/price/details`, whose page knows 14 of the 17 statuses."""
    accepted = PRICED_STATUSES if call.settings.strict else SALE_STATUSES
    return _listing(call, rows.price_details, ("payment_type",), accepted)


def summary(call: Call) -> Answer:
    """`sales/summary`: a report by currency, not a list of sales."""
    filters = ("sales_source", "affiliate_name", "payment_type", "offer_code")
    found = _select(call, filters, SALE_STATUSES)
    sales = call.world.sales
    summed = (sales[position] for position in found)
    written = rows.summary(call.hand, summed, call.settings, call.odd_cents)
    return call.page(written, str, TOKENS, counted=True)


def refund(call: Call) -> Answer:
    """`PUT sales/{transaction}/refund`: it moves money, and a second time it is refused (dossier §4.6)."""
    world = call.world
    sale = _own_sale(call)
    if sale.status in (PROTESTED, REFUNDED):
        raise Refused(400, "refund_request_already_exists", "There is already a refund request.")
    if sale.status not in (APPROVED, COMPLETE) or world.now > _refundable_until(sale):
        raise invalid_parameter()
    world.ask_refund(sale)
    return call.one("{}")


def billet(call: Call) -> Answer:
    """`PUT sales/{transaction}/billet`: another boleto, with a new due date (dossier §4.7).

    Its errors are unconfirmed: they are those of the refund.
    """
    sale = _own_sale(call)
    if not boletos.is_pending(sale):
        raise invalid_parameter()
    with call.world.changing(sale):
        boletos.print_again(sale, call.world.now, call.world)
    return call.one(f'{{"billet_url":"{boletos.url(sale)}"}}')


def _own_sale(call: Call) -> Sale:
    sale = call.world.by_code.get(call.path["transaction"])
    if sale is None:
        raise not_found("purchase_not_found")
    if not sale.offer.product.own:
        raise not_yours()
    return sale


def span(call: Call) -> int | None:
    """How long a window the call asks for, in milliseconds."""
    start, end = call.params.window("start_date", "end_date")
    return None if start is None or end is None else end - start


def _refundable_until(sale: Sale) -> int:
    days = REFUND_DAYS_OF_AFFILIATES if sale.affiliate else 7
    return max(sale.warranty, sale.approved + days * DAY)


def _listing(
    call: Call, write: Write, filters: Sequence[str], accepted: Collection[str] = SALE_STATUSES
) -> Answer:
    found = _select(call, filters, accepted)
    sales, hand, settings = call.world.sales, call.hand, call.settings
    return call.page(found, lambda position: write(hand, sales[position], settings), TOKENS, counted=True)


def _select(call: Call, filters: Sequence[str], accepted: Collection[str]) -> Sequence[int]:
    params, world = call.params, call.world
    statuses = params.choices("transaction_status", accepted)
    window = _window(call)
    wanted = _filters(call, filters)
    code = params.text("transaction")
    if statuses is None:
        statuses = frozenset(SALE_STATUSES if code else DEFAULT_STATUSES)
    if code is not None:
        return _only(call, code, window, statuses, list(wanted.values()))
    matches = list(wanted.values())
    return world.index.select(
        window or (world.now - DEFAULT_SPAN, world.now),
        statuses,
        tuple(wanted) or None,
        (lambda sale: all(match(sale) for match in matches)) if matches else None,
    )


def _window(call: Call) -> tuple[int, int] | None:
    start, end = call.params.window("start_date", "end_date")
    if start is None and end is None:
        return None
    if start is None and end is not None:
        start = end - DEFAULT_SPAN
    if end is None:
        end = call.world.now
    window = (start or 0, end)
    if call.settings.strict and window[1] - window[0] > LONGEST_SPAN:
        raise invalid_parameter()
    return window


def _only(
    call: Call,
    code: str,
    window: tuple[int, int] | None,
    statuses: Collection[str],
    matches: Sequence[Filter],
) -> Sequence[int]:
    world = call.world
    sale = world.by_code.get(code)
    if sale is None or sale.status not in statuses or not all(match(sale) for match in matches):
        return ()
    if window is not None and not window[0] <= sale.ordered <= window[1]:
        return ()
    at_that_moment = world.index.select((sale.ordered, sale.ordered), SALE_STATUSES)
    return [position for position in at_that_moment if world.sales[position] is sale]


def _filters(call: Call, names: Sequence[str]) -> dict[Hashable, Filter]:
    """The filters that were given, each under the name and value it is remembered by."""
    params = call.params
    product_id = params.integer("product_id")
    found: dict[Hashable, Filter] = {}
    if product_id is not None:
        found["product_id", product_id] = lambda sale: sale.offer.product.id == product_id
    for name in names:
        value = params.choice(name, _CHOICES[name]) if name in _CHOICES else params.text(name)
        if value is not None:
            found[name, value] = _FILTERS[name](value)
    return found


_CHOICES: Final[dict[str, Collection[str]]] = {"payment_type": PAYMENT_TYPES, "commission_as": COMMISSION_AS}
_FILTERS: Final[dict[str, Callable[[str], Filter]]] = {
    "payment_type": lambda value: lambda sale: sale.way.type == value,
    "commission_as": lambda value: lambda sale: sale.offer.product.role == value,
    "sales_source": lambda value: lambda sale: sale.tracking is not None and sale.tracking.source == value,
    "buyer_name": lambda value: lambda sale: sale.buyer.name.casefold() == value.casefold(),
    "buyer_email": lambda value: lambda sale: sale.buyer.email == value.casefold(),
    "offer_code": lambda value: lambda sale: sale.offer.code == value,
    "affiliate_name": lambda value: (
        lambda sale: (
            sale.offer.product.role != AFFILIATE
            and sale.affiliate is not None
            and sale.affiliate.name == value
        )
    ),
}
