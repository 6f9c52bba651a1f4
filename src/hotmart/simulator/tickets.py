"""The tickets of an event: who holds them, who came, and when each changed last (dossier §9).

A ticket's life is a short list of dates, drawn from its own numbers and from what became of its
purchase, so that what is true of it now is what has happened by now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hotmart.simulator.catalogue import Offer, Product
from hotmart.simulator.chance import Weighted, number, spread, stream
from hotmart.simulator.clock import DAY, HOUR, MINUTE, midnight
from hotmart.simulator.fates import Chance
from hotmart.simulator.people import BRAZIL, Person, person
from hotmart.simulator.sale import Sale
from hotmart.simulator.terms import RETURNED_STATUSES
from hotmart.simulator.world import World

SOLD: Final = "SOLD"
INVITE: Final = "INVITE"
INVITE_CANCELED: Final = "INVITE_CANCELED"
TICKET_STATUSES: Final = frozenset(
    {SOLD, INVITE, INVITE_CANCELED, "REFUNDED", "CHARGEBACK", "EXCLUDED", "AVAILABLE", "RESERVED"}
)
PENDING: Final = "PENDING"
PARTIAL: Final = "PARTIAL"
CONCLUDED: Final = "CONCLUDED"
CHECKINS: Final = frozenset({PENDING, PARTIAL, CONCLUDED})
PAID: Final = "PAID"
FREE: Final = "FREE"

HELD_EVERY: Final = 105 * DAY
LASTS: Final = DAY + 10 * HOUR  # a first day and a second one
OPENS_AT: Final = 12 * HOUR  # nine in the morning in São Paulo
_LATEST_BEFORE: Final = 2 * HOUR  # when a ticket can still be had for the edition that comes
_INVITED_EVERY: Final = 9 * DAY
_FIRST_INVITED: Final = 910_000_000  # their numbers, far from those of buyers
_FIRST_HOLDER: Final = 920_000_000
_HOLDERS: Final = Weighted((52, "buyer"), (28, "another"), (20, "nobody"))
_VISITS: Final = Weighted((70, 2), (14, 1), (16, 0))  # on how many of the two days they come


@dataclass(slots=True)
class Ticket:
    """One ticket as it is now. Its holder is None until someone is named."""

    id: int
    code: str
    lot: Offer
    type: str
    status: str
    sale: Sale | None
    holder: Person | None = None
    checkin: str = PENDING
    updated: int = 0

    @property
    def blocked(self) -> bool:
        """Whether it lets nobody in."""
        return self.status not in (SOLD, INVITE)


@dataclass(slots=True)
class _Seat:
    """What is fixed of a ticket: since when, its lot, and the purchase or the guest it is for."""

    at: int
    key: str
    lot: Offer
    whose: Sale | Person


def edition(began: int, at: int) -> tuple[int, int]:
    """The first edition of the event that begins after this moment: when it begins and ends."""
    start = midnight(began) + OPENS_AT
    start += max(1, (at - start) // HELD_EVERY + 1) * HELD_EVERY
    return start, start + LASTS


def tickets(world: World, product: Product) -> list[Ticket]:
    """Every ticket of the event, the oldest first: whatever is issued later is at the end."""
    return world.index.keep(("tickets", product), lambda: _tickets(world, product))


def _tickets(world: World, product: Product) -> list[Ticket]:
    seats = [*_sold(world, product), *_invited(world, product)]
    seats.sort(key=lambda seat: (seat.at, seat.key))
    return [_ticket(world, ordinal, seat) for ordinal, seat in enumerate(seats, start=1)]


def lot_number(lot: Offer) -> int:
    """The number of a lot: lots are the prices of the event, in order."""
    return 3_001 + lot.product.offers.index(lot)


def _sold(world: World, product: Product) -> Iterator[_Seat]:
    for sale in world.sales:
        if sale.approved and sale.offer.product is product:
            yield _Seat(sale.approved, sale.code, sale.offer, sale)


def _invited(world: World, product: Product) -> Iterator[_Seat]:
    for index in range((world.now - world.began) // _INVITED_EVERY + 1):
        rng = stream(world.settings.seed, "invited", index)
        at = world.began + index * _INVITED_EVERY + int(rng.random() * _INVITED_EVERY)
        guest = person(_FIRST_INVITED + index, rng.getrandbits, BRAZIL)
        if at <= world.now:
            yield _Seat(at, f"invite {index}", product.offers[0], guest)


def _ticket(world: World, ordinal: int, seat: _Seat) -> Ticket:
    seed, now = world.settings.seed, world.now
    sale = seat.whose if isinstance(seat.whose, Sale) else None
    rng = stream(seed, "ticket", seat.key)
    kind, status = (FREE, INVITE) if sale is None else (PAID, SOLD)
    code = f"QR-{number(seed, 'qr', seat.key):016X}"
    identity = 10_000_000 + spread(ordinal, 6_180_339, 10**7)
    ticket = Ticket(identity, code, seat.lot, kind, status, sale, updated=seat.at)
    for at, event in _life(seat, edition(world.began, seat.at + _LATEST_BEFORE)[0], rng.random):
        if at > now:
            break
        ticket.updated = at
        if event in CHECKINS:
            ticket.checkin = event
        elif event in TICKET_STATUSES:
            ticket.status = event
            break  # nothing happens to a ticket that was taken back
        else:
            ticket.holder = _holder(event, seat, ordinal, seed)
    return ticket


def _life(seat: _Seat, opening: int, chance: Chance) -> Sequence[tuple[int, str]]:
    """What happens to a ticket, in order of time."""
    whose = seat.whose
    who, visits, patience = _HOLDERS.pick(chance()), _VISITS.pick(chance()), chance()
    first_day, second_day = (opening + day * DAY + int(chance() * 5 * HOUR) for day in range(2))
    life: list[tuple[int, str]] = []
    if isinstance(whose, Person):
        who = "guest"
        if chance() < 0.12:
            life.append((seat.at + int(patience * 9 * DAY) + 1, INVITE_CANCELED))
    elif whose.status in RETURNED_STATUSES:
        life.append((whose.returned, whose.status))
    if who != "nobody":
        named = seat.at + MINUTE + int(patience * min(20 * DAY, opening - seat.at - HOUR))
        life.append((named, who))
        if visits:
            life.append((first_day, PARTIAL))
        if visits == 2:
            life.append((second_day, CONCLUDED))
    return sorted(life)


def _holder(who: str, seat: _Seat, ordinal: int, seed: int) -> Person:
    if isinstance(seat.whose, Person):
        return seat.whose
    if who == "buyer":
        return seat.whose.buyer
    return person(_FIRST_HOLDER + ordinal, stream(seed, "holder", seat.key).getrandbits, BRAZIL)
