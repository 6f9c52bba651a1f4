"""What lets someone into a course, for how long, and how they work through it (dossier §8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hotmart.simulator.catalogue import Product
from hotmart.simulator.clock import FOREVER, MINUTE
from hotmart.simulator.sale import Sale, Subscription
from hotmart.simulator.terms import CANCELLED_BY_SOMEONE, RETURNED_STATUSES, SUB_DELAYED, SUB_OVERDUE

ACTIVE: Final = "ACTIVE"
OVERDUE: Final = "OVERDUE"
BLOCKED: Final = "BLOCKED"
BEST_FIRST: Final = (ACTIVE, OVERDUE, BLOCKED)

Grant = Sale | Subscription
"""What lets someone in: a purchase, or a subscription."""


@dataclass(slots=True)
class Enrolment:
    """One student in one product: since when, and by which purchases; none means for nothing."""

    product: Product
    joined: int
    lessons: int
    grants: list[tuple[int, Grant]] = field(default_factory=list["tuple[int, Grant]"])

    @property
    def status(self) -> str:
        """Whether they may come in: the best that one of their purchases allows."""
        found = {_status(grant) for _, grant in self.grants} or {ACTIVE}
        return next(status for status in BEST_FIRST if status in found)

    def stays(self) -> list[tuple[int, int]]:
        """From when to when they could come in; who bought again after a refund has two."""
        found: list[tuple[int, int]] = []
        for start, grant in sorted(self.grants, key=lambda it: it[0]):
            end = _end(grant) or FOREVER
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return found or [(self.joined, FOREVER)]

    def time_inside(self, now: int) -> int:
        """For how long they could come in by now."""
        return sum(min(end, now) - start for start, end in self.stays() if start < now)

    def moment(self, inside: int) -> int:
        """When they had been able to come in for so long."""
        for start, end in self.stays():
            if inside <= end - start:
                return start + inside
            inside -= end - start
        raise ValueError("they never could come in for so long")


@dataclass(slots=True)
class Pace:
    """How one student works through one product, in the time they can come in: `first` is the first visit."""

    first: int
    gap: int
    stop: int
    grain: int

    def completed(self, lesson: int) -> int:
        """When this lesson, counted from 0, is completed."""
        return self.first + 10 * MINUTE + lesson * self.gap + self.grain * (lesson + 1) % self.gap

    def done_by(self, inside: int) -> int:
        """How many lessons are completed by then."""
        sure = min(self.stop, max(0, (inside - self.first - 10 * MINUTE) // self.gap))
        return sure + (sure < self.stop and self.completed(sure) <= inside)


def _status(grant: Grant) -> str:
    if isinstance(grant, Sale):
        return BLOCKED if grant.status in RETURNED_STATUSES else ACTIVE
    if grant.status in CANCELLED_BY_SOMEONE:
        return BLOCKED
    return OVERDUE if grant.status in (SUB_DELAYED, SUB_OVERDUE) else ACTIVE


def _end(grant: Grant) -> int:
    """When a purchase stopped opening the door; 0 while it does."""
    if isinstance(grant, Sale):
        return grant.returned if grant.status in RETURNED_STATUSES else 0
    return grant.ended
