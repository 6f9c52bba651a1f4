"""The account as it is now, and the agenda of everything that will happen to it.

Events are lived in order of time, each drawn from numbers of its own, so a world does not depend on
the steps in which its clock was moved.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from heapq import heappop, heappush

from hotmart.simulator import renewals
from hotmart.simulator.catalogue import catalogue
from hotmart.simulator.chance import stream
from hotmart.simulator.clock import DAY, HOUR, midnight, millis, months_after
from hotmart.simulator.club import Club
from hotmart.simulator.coupons import Coupons
from hotmart.simulator.fates import Chance, refund
from hotmart.simulator.index import Index
from hotmart.simulator.links import Links
from hotmart.simulator.market import Market
from hotmart.simulator.sale import Fate, Sale, Subscription
from hotmart.simulator.settings import Settings
from hotmart.simulator.terms import PROTESTED
from hotmart.simulator.yesterday import Yesterday

OPENING: int = 15 * HOUR  # a simulator starts in the middle of a day, so that "yesterday" differs from now


@dataclass(slots=True)
class Happenings:
    """What happened while the clock moved."""

    since: int
    new_sales: int = 0
    new_subscriptions: int = 0
    status_changes: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    old_sales: set[Sale] = field(default_factory=set[Sale])


class World:
    """A Hotmart account. `now` moves only by `advance_to`."""

    def __init__(self, settings: Settings, *, orders: float | None = None) -> None:
        self.settings = settings
        self.began = millis(settings.start)
        self.now = self.began
        self.catalogue = catalogue(settings.seed, self.began, earns_twice=settings.earns_twice)
        self.coupons = Coupons(settings.seed, self.catalogue)
        self.club = Club(settings.seed, self.catalogue)
        self.sales: list[Sale] = []
        self.order_dates = array("q")
        self.by_code: dict[str, Sale] = {}
        self.subscriptions: list[Subscription] = []
        self.by_subscriber: dict[str, Subscription] = {}
        self.recurring: list[Sale] = []
        self.recurring_dates = array("q")
        self.negotiations: list[Sale] = []
        self.links = Links(settings.seed, self.began)
        self.sales_yesterday = Yesterday[Sale]()
        self.subscriptions_yesterday = Yesterday[Subscription]()
        self._agenda: list[tuple[int, int, Sale | Subscription | None]] = []
        self._scheduled = 0
        self._today = False
        self._happenings = Happenings(0)
        self._index: Index | None = None
        if orders is None:
            orders = settings.sales / transactions_per_order(settings.start, settings.months)
        self.market = Market(settings.seed, self.catalogue, settings.start, settings.months, orders)
        self._push(self.began, None)
        self.advance_to(millis(months_after(settings.start, settings.months)) - DAY + OPENING)

    @property
    def index(self) -> Index:
        """The ways into the sales, built anew after something changed."""
        if self._index is None:
            self._index = Index(self.sales, self.order_dates)
        return self._index

    @property
    def today(self) -> int:
        """The first millisecond of the current day."""
        return midnight(self.now)

    def advance_to(self, moment: int) -> Happenings:
        """Let the world live until this moment."""
        if moment < self.now:
            raise ValueError("the clock of a world never goes back")
        self._happenings = Happenings(self.now)
        if midnight(moment) > self.today or not self.sales:
            self._today = False
            self._live_until(midnight(moment) - 1)
            self.sales_yesterday.forget()
            self.subscriptions_yesterday.forget()
        self._today = True
        self._live_until(moment)
        self.now = moment
        self._index = None
        return self._happenings

    def ask_refund(self, sale: Sale) -> None:
        """The seller gives a sale back: protested now, refunded in a day or more (dossier §4.6)."""
        fate = refund(self.now, self.chance("refund", sale.code))
        self.retarget(sale, ((self.now, PROTESTED), *fate))
        self._live_until(self.now)
        self._index = None

    @contextmanager
    def changing(self, *things: Sale | Subscription) -> Generator[None, None, None]:
        """While someone changes these from outside: yesterday keeps what they were, and what is due
        at once happens at once."""
        for thing in things:
            if isinstance(thing, Subscription):
                self.subscriptions_yesterday.remember(thing)
            else:
                self.sales_yesterday.remember(thing)
        yield
        self._live_until(self.now)
        self._index = None

    def schedule(self, thing: Sale | Subscription, at: int) -> None:
        """Let the thing's next event happen then, and whatever was due before not at all."""
        thing.due = at
        self._push(at, thing)

    def retarget(self, sale: Sale, fate: Fate) -> None:
        """Give a sale another future."""
        sale.fate, sale.step = fate, 0
        self.schedule(sale, fate[0][0])

    def chance(self, *path: str | int) -> Chance:
        """The random numbers of one moment of the world."""
        return stream(self.settings.seed, *path).random

    def _push(self, at: int, thing: Sale | Subscription | None) -> None:
        self._scheduled += 1
        heappush(self._agenda, (at, self._scheduled, thing))

    def _live_until(self, moment: int) -> None:
        agenda = self._agenda
        while agenda and agenda[0][0] <= moment:
            at, _, thing = heappop(agenda)
            if thing is None:
                self._dawn(at)
            elif thing.due != at:
                continue  # its future was changed since
            elif type(thing) is Sale:
                self._live_sale(thing, at)
            elif isinstance(thing, Subscription):
                self._live_subscription(thing, at)

    def _dawn(self, at: int) -> None:
        for thing in self.market.orders_of(at):
            self._push(thing.due, thing)
        self._push(at + DAY, None)

    def _live_sale(self, sale: Sale, at: int) -> None:
        before = sale.status
        subscription = sale.subscription
        if self._today and subscription is not None:
            self.sales_yesterday.remember(sale)
            self.subscriptions_yesterday.remember(subscription)
        sale.become(sale.fate[sale.step][1], at)
        sale.step += 1
        if sale.step < len(sale.fate):
            self.schedule(sale, sale.fate[sale.step][0])
        else:
            sale.fate, sale.due = (), 0
        if before:
            self._note_change(sale, before)
        else:
            self._bear(sale)
        if subscription is not None:
            renewals.heard(subscription, sale, before, at, self)

    def _live_subscription(self, subscription: Subscription, at: int) -> None:
        if self._today:
            self.subscriptions_yesterday.remember(subscription)
        if not subscription.born:
            subscription.born = True
            self.subscriptions.append(subscription)
            self.by_subscriber[subscription.code] = subscription
            self._happenings.new_subscriptions += 1
        renewals.act(subscription, at, self)

    def _bear(self, sale: Sale) -> None:
        self.coupons.redeem(sale)
        self.sales.append(sale)
        self.order_dates.append(sale.ordered)
        self.by_code[sale.code] = sale
        if sale.subscription is not None:
            sale.subscription.sales.append(sale)
            self.recurring.append(sale)
            self.recurring_dates.append(sale.ordered)
        self._happenings.new_sales += 1

    def _note_change(self, sale: Sale, before: str) -> None:
        happenings = self._happenings
        happenings.status_changes[before, sale.status] += 1
        if sale.ordered <= happenings.since:
            happenings.old_sales.add(sale)


@lru_cache(maxsize=32)
def transactions_per_order(start: date, months: int) -> float:
    """How many transactions an order becomes by renewals and bumps, seen on a small world."""
    orders = 1_200
    pilot = World(Settings(seed=0, start=start, months=months), orders=orders)
    return max(1.0, len(pilot.sales) / orders)
