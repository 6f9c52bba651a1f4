"""The events desk: `/events/api/v1/{event_id}/...` (dossier §9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hotmart.simulator.answers import events as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.catalogue import Product
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.desks.products import product_numbered
from hotmart.simulator.paging import Offset
from hotmart.simulator.params import Params
from hotmart.simulator.refusals import not_found
from hotmart.simulator.tickets import (
    CHECKINS,
    FREE,
    PAID,
    TICKET_STATUSES,
    Ticket,
    edition,
    lot_number,
    tickets,
)

TOKENS: Final = Offset()
ALL: Final = "ALL"

Filter = Callable[[Ticket], bool]


def info(call: Call) -> Answer:
    """`{event_id}/info`: when the event is held next, and its lots."""
    start, end = edition(call.world.began, call.world.now)
    return call.one(rows.info(call.hand, _event(call), start, end))


def participants(call: Call) -> Answer:
    """`{event_id}/participants`: every ticket, assigned or not."""
    event, params, world = _event(call), call.params, call.world
    matches = _filters(params, since=0 if call.settings.last_update_inclusive else 1)
    found = world.index.keep(
        ("tickets", event, params.question),
        lambda: [ticket for ticket in tickets(world, event) if all(match(ticket) for match in matches)],
    )
    account = world.catalogue.account
    return call.page(found, lambda ticket: rows.ticket(call.hand, ticket, account), TOKENS, counted=True)


def _event(call: Call) -> Product:
    """The account's own event; its id is the product's, and no other product is one."""
    product = product_numbered(call, "event_id")
    if product.format != "ETICKET":
        raise not_found()
    return product


def _filters(params: Params, since: int) -> list[Filter]:
    """The filters that were given; `since` is how long after `last_update` a change must be to count."""
    numbers: dict[str, Callable[[int], Filter]] = {
        "last_update": lambda value: lambda ticket: ticket.updated >= value + since,
        "id_lot": lambda value: lambda ticket: lot_number(ticket.lot) == value,
        "id_eticket": lambda value: lambda ticket: ticket.id == value,
    }
    texts: dict[str, Callable[[str], Filter]] = {
        "buyer_email": lambda value: (
            lambda ticket: ticket.sale is not None and ticket.sale.buyer.email == value.casefold()
        ),
        "participant_email": lambda value: (
            lambda ticket: ticket.holder is not None and ticket.holder.email == value.casefold()
        ),
        "ticket_qr_code": lambda value: lambda ticket: ticket.code == value,
    }
    found: list[Filter] = []
    for name, by_number in numbers.items():
        if (number := params.integer(name)) is not None:
            found.append(by_number(number))
    for name, by_text in texts.items():
        if (text := params.text(name)) is not None:
            found.append(by_text(text))
    return [*found, *_choices(params)]


def _choices(params: Params) -> list[Filter]:
    status = params.choices("ticket_status", TICKET_STATUSES)
    kind = params.choice("ticket_type", (PAID, FREE, ALL))
    checkin = params.choice("checkin_status", (*CHECKINS, ALL))
    found: list[Filter] = []
    if status is not None:
        found.append(lambda ticket: ticket.status in status)
    if kind not in (None, ALL):
        found.append(lambda ticket: ticket.type == kind)
    if checkin not in (None, ALL):
        found.append(lambda ticket: ticket.checkin == checkin)
    return found
