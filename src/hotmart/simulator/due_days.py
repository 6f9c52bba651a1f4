"""When a subscription is charged next: a cycle later, or on the due day its seller chose (dossier §5.9)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from hotmart.simulator.clock import DAY, instant, midnight, millis, months_after, noon
from hotmart.simulator.sale import Subscription


def next_charge(subscription: Subscription, at: int) -> int:
    """Noon of the day of the next charge, never before tomorrow."""
    cycle = subscription.charged + subscription.offer.period * DAY
    if day := _due_day(subscription, subscription.recurrence):
        cycle = _nearest(cycle, day, subscription.charged)
    return noon(max(cycle, at + DAY))


def choose(subscription: Subscription, day: int) -> None:
    """Charge on this day of the month, from one cycle after the next scheduled charge on."""
    chosen = (subscription.recurrence + 1, day)
    kept = (it for it in subscription.due_days if it[0] != chosen[0])
    subscription.due_days = (*kept, chosen)


def shown(subscription: Subscription) -> int:
    """The due day that is in force: the one chosen, or that of the next charge."""
    day = _due_day(subscription, subscription.recurrence)
    return day or instant(subscription.next_charge or subscription.charged).day


def _due_day(subscription: Subscription, recurrence: int) -> int:
    """The day chosen for what follows this recurrence; 0 where none was."""
    days = [day for first, day in subscription.due_days if first <= recurrence]
    return days[-1] if days else 0


def _nearest(cycle: int, day: int, after: int) -> int:
    """The due day nearest to the end of the cycle: a short month ends it early."""
    month = instant(cycle).date().replace(day=1)
    around = (_clipped(months_after(month, shift), day) for shift in (-1, 0, 1))
    return min((at for at in around if at > midnight(after)), key=lambda at: abs(at - cycle))


def _clipped(month: date, day: int) -> int:
    return millis(month.replace(day=min(day, monthrange(month.year, month.month)[1])))
