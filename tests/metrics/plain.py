"""The same figures once more, in plain Python over what Hotmart answers: no SQL, no warehouse, no sync.

Subscriptions are asked here at moments, "what was this one worth just before then", and not as stretches of
time, so that a mistake in the one is none in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hotmart.api.choices import SaleStatus
from hotmart.client import Hotmart

PAID = {"APPROVED", "COMPLETE"}
WAS_PAID = PAID | {"PROTESTED", "REFUNDED", "PARTIALLY_REFUNDED", "CHARGEBACK"}
WAITING = {
    "PRINTED_BILLET",
    "WAITING_PAYMENT",
    "STARTED",
    "PROCESSING_TRANSACTION",
    "UNDER_ANALISYS",
    "PRE_ORDER",
}
ENDED = ("CANCELLED", "OVERDUE", "INACTIVE")
BEGINNING = date(2011, 1, 1)
DAYS = {"WEEKLY": 7, "MONTHLY": 30, "BIMONTHLY": 60, "QUARTERLY": 90, "BIANNUAL": 180, "ANNUAL": 360}
MONTHS = {30: 1, 90: 3, 180: 6, 360: 12, 60: 2}


class Sale(NamedTuple):
    code: str
    ordered: datetime
    status: str
    price: Decimal
    currency: str
    payment: str
    product: str
    buyer: str
    country: str | None
    own: list[tuple[str, Decimal]]
    """This account's shares, each with its currency."""
    shares: list[tuple[str, str, str, Decimal]]
    """Everybody's: person, role, currency and value."""
    rate: Decimal


class Plan(NamedTuple):
    name: str
    offer: str | None
    days: int


class Charge(NamedTuple):
    code: str
    customer: str
    paid: datetime | None
    status: str
    price: Decimal
    currency: str
    net: Decimal
    net_currency: str
    plan: Plan
    number: int
    adopted: datetime
    cancelled: datetime | None
    state: str
    billing: str
    kind: str
    converted: bool
    delay: int
    undone: datetime | None

    @property
    def days(self) -> int:
        return self.plan.days

    @property
    def terms(self) -> tuple[Any, ...]:
        """What has to be the same for a converted price to be the same."""
        return self.currency, self.plan


class Plain:
    """All that an account has, read once."""

    def __init__(self, client: Hotmart, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        every: dict[str, Any] = {"start_date": BEGINNING, "transaction_status": [*SaleStatus]}
        me = str(client.user.me().ucode).lower()
        commissions = {one.transaction: one for one in client.sales.commissions(**every)}
        people = {one.transaction: one for one in client.sales.participants(**every)}
        self.sales = [
            _sale(one, commissions.get(one.purchase.transaction), people.get(one.purchase.transaction), me)
            for one in client.sales.history(**every)
        ]
        self.offers = {
            one.purchase.transaction: one.purchase.offer.code
            for one in client.sales.history(**every)
            if one.purchase.offer
        }
        self.plans = {
            one.code: Plan(one.name or "", one.code, DAYS[str(one.periodicity)])
            for product in client.products.list()
            if product.is_subscription and product.ucode
            for one in client.products.plans(product.ucode)
        }
        told = client.subscriptions.transactions(transaction_date=BEGINNING)
        self.charges = [_charge(one, self.plan_of(one)) for one in told]
        self.now = client_now(self)

    def plan_of(self, one: Any) -> Plan:
        """The plan that a charge was of, by its sale: what is told with it may be the plan of now."""
        told = Plan(one.plan.name, one.plan.offer.key if one.plan.offer else None, one.plan.recurrency_period)
        return self.plans.get(self.offers.get(one.purchase.transaction) or "", told)

    # --- days

    def at(self, day: date) -> datetime:
        """The first moment of a day there."""
        return datetime.combine(day, time(), self.zone)

    def within(self, start: date, end: date) -> Callable[[datetime | None], bool]:
        first, after = self.at(start), self.at(end + timedelta(days=1))
        return lambda moment: moment is not None and first <= moment < after

    def ordered(self, start: date, end: date) -> list[Sale]:
        falls = self.within(start, end)
        return [one for one in self.sales if falls(one.ordered)]

    # --- subscriptions

    @cached_property
    def paid(self) -> dict[str, list[Charge]]:
        """The paid charges of every subscription, in order."""
        found: defaultdict[str, list[Charge]] = defaultdict(list)
        for one in self.charges:
            if one.billing == "SUBSCRIPTION" and one.status in WAS_PAID and one.paid and one.price > 0:
                found[one.code].append(one)
        return {
            code: sorted(several, key=lambda one: one.paid or self.now) for code, several in found.items()
        }

    def worth(self, code: str, moment: datetime) -> tuple[Decimal, Decimal]:
        """What a month of a subscription was worth just before a moment: its price, and its commission."""
        charges = self.paid[code]
        begun = [one for one in charges if one.paid and one.paid < moment]
        if not begun:
            first = charges[0]
            early = first.number > 1 and first.adopted < moment
            return _monthly(self._agreed(charges, 0), charges[0]) if early else (Decimal(0), Decimal(0))
        last = len(begun) - 1
        covered = max(one.paid + timedelta(days=one.days) for one in begun if one.paid)
        if last + 1 < len(charges):
            following = charges[last + 1].paid
            assert following
            lapsed = following > covered + timedelta(days=30) and covered < moment
            return (
                (Decimal(0), Decimal(0)) if lapsed else _monthly(self._agreed(charges, last), charges[last])
            )
        if charges[last].state.startswith(ENDED):
            ended = max(charges[last].cancelled or covered, charges[last].paid or covered)
            if ended < moment:
                return Decimal(0), Decimal(0)
        return _monthly(self._agreed(charges, last), charges[last])

    def _agreed(self, charges: list[Charge], last: int) -> tuple[Decimal, Decimal]:
        """The price and the commission that hold since the last usual charge."""
        usual = [one for one in charges[: last + 1] if one.kind not in ("NEGOTIATION", "ANTICIPATION")]
        held = usual[-1] if usual else charges[last]
        price = held.price
        if held.converted:
            price = next(one for one in charges if one.terms == held.terms).price
        return price, held.net

    def mrr(self, moment: datetime) -> dict[str, Decimal]:
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        for code, charges in self.paid.items():
            found[charges[0].currency] += self.worth(code, moment)[0]
        return {currency: value for currency, value in found.items() if value}

    def net_mrr(self, moment: datetime) -> dict[str, Decimal]:
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        for code, charges in self.paid.items():
            found[charges[0].net_currency] += self.worth(code, moment)[1]
        return {currency: value for currency, value in found.items() if value}

    def active(self, moment: datetime) -> set[str]:
        return {code for code in self.paid if self.worth(code, moment)[0]}

    def plan_at(self, code: str, moment: datetime) -> str:
        """The plan that was charged last before a moment."""
        charges = self.paid[code]
        return [charges[0], *(one for one in charges if one.paid and one.paid < moment)][-1].plan.name

    def customers(self, moment: datetime) -> set[str]:
        return {self.paid[code][0].customer for code in self.active(moment)}

    def movements(self, start: date, end: date) -> dict[tuple[str, str], Decimal]:
        """The sum of each kind of movement in each currency."""
        found: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        first, after = self.at(start), min(self.at(end + timedelta(days=1)), self.now)
        owned: defaultdict[str, list[str]] = defaultdict(list)
        for code, charges in self.paid.items():
            owned[charges[0].customer].append(code)
        for codes in owned.values():
            was_there = False
            for moment in self._moments(codes):
                before, then = self._worth_of(codes, moment), self._worth_of(codes, moment + TICK)
                for currency in before.keys() | then.keys():
                    change = then.get(currency, Decimal(0)) - before.get(currency, Decimal(0))
                    if change and first <= moment < after:
                        found[_kind(before, then, change, was_there=was_there), currency] += change
                was_there = was_there or bool(then)
        return dict(found)

    def _worth_of(self, codes: Iterable[str], moment: datetime) -> dict[str, Decimal]:
        """What several of them are worth, by currency."""
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        for code in codes:
            found[self.paid[code][0].currency] += self.worth(code, moment)[0]
        return {currency: value for currency, value in found.items() if value}

    def _moments(self, codes: Iterable[str]) -> list[datetime]:
        """Every moment at which anything may change."""
        found: set[datetime] = set()
        for code in codes:
            charges = self.paid[code]
            found |= {charges[0].adopted, *(one.cancelled for one in charges if one.cancelled)}
            covered = charges[0].paid
            for one in charges:
                assert one.paid
                assert covered
                covered = max(covered, one.paid + timedelta(days=one.days))
                found |= {one.paid, covered}
        return sorted(found)


TICK = timedelta(microseconds=1)


def client_now(plain: Plain) -> datetime:
    """A moment after all that happened."""
    return max([one.ordered for one in plain.sales]) + timedelta(days=3650)


def _kind(before: dict[str, Decimal], then: dict[str, Decimal], change: Decimal, *, was_there: bool) -> str:
    """Of a customer with so much in each currency, before and then."""
    if not before:
        return "reactivation" if was_there else "new"
    if not then:
        return "churn"
    return "expansion" if change > 0 else "contraction"


def _monthly(agreed: tuple[Decimal, Decimal], charge: Charge) -> tuple[Decimal, Decimal]:
    months = MONTHS.get(charge.days) or Decimal(charge.days) / Decimal("30.4375")
    price, net = ((one / months).quantize(Decimal("0.0001"), ROUND_HALF_UP) for one in agreed)
    return price, net


def _sale(one: Any, shared: Any, people: Any, me: str) -> Sale:
    shares = shared.commissions or [] if shared else []
    own = [share for share in shares if str(share.user.ucode).lower() == me]
    buyers = [user.user for user in (people.users or []) if user.role == "BUYER"] if people else []
    buyer = one.buyer.ucode or str(one.buyer.email).lower() if one.buyer else ""
    return Sale(
        one.purchase.transaction,
        one.purchase.order_date,
        str(one.purchase.status),
        one.purchase.price.value,
        one.purchase.price.currency_code,
        str(one.purchase.payment.type),
        one.product.name,
        buyer,
        (buyers[0].address.country if buyers and buyers[0].address else None) or None,
        [(share.commission.currency_code, share.commission.value) for share in own],
        [
            (share.user.name, str(share.source), share.commission.currency_code, share.commission.value)
            for share in shares
        ],
        shared.exchange_rate_currency_payout if shared else Decimal(1),
    )


def _charge(one: Any, plan: Plan) -> Charge:
    purchase, recurrency = one.purchase, one.recurrency
    return Charge(
        one.subscriber_code,
        str(one.subscriber.id),
        purchase.approved_date,
        str(purchase.status).replace("UNDER_ANALYSIS", "UNDER_ANALISYS"),
        purchase.price.value,
        purchase.price.currency,
        purchase.commission.producer_value,
        purchase.commission.currency,
        plan,
        recurrency.number,
        one.adoption_date,
        one.cancellation_date,
        str(one.status),
        str(one.billing_type),
        str(recurrency.transaction_type),
        purchase.commission.conversion_rate != 1,
        recurrency.payment_delays_days or 0,
        purchase.payment.refund_chargeback_date,
    )


def months_of(start: date, count: int) -> Iterator[tuple[date, date]]:
    """So many whole months from a first day on."""
    for number in range(count):
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        after = divmod(year * 12 + month + 1, 12)
        yield date(year, month + 1, 1), date(after[0], after[1] + 1, 1) - timedelta(days=1)
