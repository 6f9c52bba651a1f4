"""What the account has beside its sales: coupons, lessons, students and tickets, counted for tests."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .students import students
from .tickets import tickets
from .world import World


def stock(world: World) -> dict[str, Any]:
    """How many there are of each at this moment, and which products may not write to their buyers."""
    own = world.catalogue.own
    events = [product for product in own if product.format == "ETICKET"]
    issued = [ticket for event in events for ticket in tickets(world, event)]
    return {
        "coupons": sum(len(world.coupons.of(product)) for product in own),
        "coupons_used": sum(1 for sale in world.sales if sale.coupon is not None and sale.offer.product.own),
        "club_modules": len(world.club.modules),
        "club_pages": sum(len(module.pages) for module in world.club.modules),
        "club_students": len(students(world)),
        "event_tickets": dict(sorted(Counter(ticket.status for ticket in issued).items())),
        "buyers_not_emailed": [product.id for product in own if not product.emails_buyer],
    }
