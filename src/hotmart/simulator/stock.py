"""What the account has beside its sales: coupons, lessons, students and tickets, counted for tests."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hotmart.simulator.catalogue import Product
from hotmart.simulator.students import students
from hotmart.simulator.tickets import tickets
from hotmart.simulator.world import World


def belongings(world: World) -> dict[str, int]:
    """How many rows there are of each at this moment, by the name of the stream that tells of them."""
    club, now, own = world.club, world.now, world.catalogue.own
    modules, events = club.modules(now), _events(world)
    return {
        "coupons": sum(len(world.coupons.of(product)) for product in own),
        "club_modules": len(modules),
        "club_pages": sum(len(club.pages(module, now)) for module in modules),
        "club_students": len(students(world)),
        "club_lessons": sum(
            it.lessons - club.lost(it.product, it.lessons)
            for student in students(world)
            for it in student.enrolments
        ),
        "event_info": len(events),
        "event_participants": sum(len(tickets(world, event)) for event in events),
        "account": 1,
    }


def stock(world: World) -> dict[str, Any]:
    """What became of them, and which products may not write to their buyers."""
    issued = [ticket for event in _events(world) for ticket in tickets(world, event)]
    own = world.catalogue.own
    return {
        "coupons_used": sum(1 for sale in world.sales if sale.coupon is not None and sale.offer.product.own),
        "event_tickets": dict(sorted(Counter(ticket.status for ticket in issued).items())),
        "buyers_not_emailed": [product.id for product in own if not product.emails_buyer],
    }


def _events(world: World) -> list[Product]:
    return [product for product in world.catalogue.own if product.format == "ETICKET"]
