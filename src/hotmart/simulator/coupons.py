"""The account's coupons: codes that lower a price from a first day to a last one (dossier §7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Final

from hotmart.simulator.catalogue import Catalogue, Offer, Partner, Product
from hotmart.simulator.chance import choose, number, stream
from hotmart.simulator.market import STANDING_COUPONS, price_of
from hotmart.simulator.sale import Coupon, Sale

USED: Final = 0.3  # how many of the orders that could use a new coupon do
VALID: Final = "valid"
OVERDUE: Final = "overdue"
SCHEDULED: Final = "scheduled"  # our word: the dossier knows only the other two


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Issue:
    """One coupon of one product. No `start` is at once, no `end` is never, no `offers` are all of them."""

    id: int
    product: Product
    coupon: Coupon
    standing: bool = False
    start: int | None = None
    end: int | None = None
    affiliate: Partner | None = None
    offers: frozenset[Offer] = frozenset()

    def status(self, now: int) -> str:
        """Whether it can be used, in Hotmart's lower-case words."""
        if self.end is not None and self.end < now:
            return OVERDUE
        return SCHEDULED if self.start is not None and now < self.start else VALID

    def lowers(self, sale: Sale) -> bool:
        """Whether this order may use it."""
        return (
            self.status(sale.ordered) == VALID
            and self.affiliate in (None, sale.affiliate)
            and (not self.offers or sale.offer in self.offers)
        )


class Coupons:
    """Every coupon of the account. What was drawn with the market's own codes stays as it was drawn."""

    def __init__(self, seed: int, catalogue: Catalogue) -> None:
        self._seed = seed
        self._affiliates = catalogue.affiliates
        self._ids = count(400_000 + number(seed, "coupons") % 100_000, 7)
        self._issues: dict[int, Issue] = {}
        self._made: defaultdict[Product, dict[int, Issue]] = defaultdict(dict)
        self._withdrawn: set[tuple[Product, Coupon]] = set()
        for product in catalogue.own:
            if any(not offer.period for offer in product.offers):
                for coupon in STANDING_COUPONS:
                    issue = Issue(id=next(self._ids), product=product, coupon=coupon, standing=True)
                    self._issues[issue.id] = issue

    def of(self, product: Product) -> list[Issue]:
        """A product's coupons, oldest first."""
        return [issue for issue in self._issues.values() if issue.product is product]

    def get(self, identity: int) -> Issue | None:
        """The coupon of this number."""
        return self._issues.get(identity)

    def alive(self, product: Product, code: str, now: int) -> bool:
        """Whether the code is taken: one that is overdue can be given again."""
        wanted = code.casefold()
        return any(
            issue.coupon.code.casefold() == wanted and issue.status(now) != OVERDUE
            for issue in self.of(product)
        )

    def issue(
        self,
        product: Product,
        code: str,
        discount: Decimal,
        *,
        start: int,
        end: int | None = None,
        affiliate: int | None = None,
        offers: Collection[int] = (),
    ) -> None:
        """Make a coupon; its discount counts in thousandths.

        No endpoint tells an affiliate's number, and of the offers only those of plans: any other number
        stands for one of them.
        """
        issue = Issue(
            id=next(self._ids),
            product=product,
            coupon=Coupon(code, int(discount * 1000)),
            start=start,
            end=end,
            affiliate=None if affiliate is None else self._affiliates[affiliate % len(self._affiliates)],
            offers=frozenset(_offer(product, identity) for identity in offers if product.offers),
        )
        self._issues[issue.id] = self._made[product][issue.id] = issue

    def withdraw(self, issue: Issue) -> None:
        """Delete a coupon: orders from now on do without it."""
        del self._issues[issue.id]
        if issue.standing:
            self._withdrawn.add((issue.product, issue.coupon))
        else:
            del self._made[issue.product][issue.id]

    def redeem(self, sale: Sale) -> None:
        """Let an order that is just being made use a coupon, or not use one that is gone."""
        product = sale.offer.product
        if sale.coupon is not None and (product, sale.coupon) in self._withdrawn:
            self._use(sale, None)
        if product in self._made and sale.coupon is None and _takes_coupons(sale):
            found = [issue for issue in self._made[product].values() if issue.lowers(sale)]
            chance = stream(self._seed, "coupon", sale.subscription.code if sale.subscription else sale.code)
            if found and chance.random() < USED:
                self._use(sale, choose(found, chance.random()).coupon)

    @staticmethod
    def _use(sale: Sale, coupon: Coupon | None) -> None:
        sale.coupon = coupon
        sale.price = price_of(
            sale.offer,
            sale.price.currency,
            sale.affiliate,
            sale.ordered,
            coupon=coupon,
            installments=sale.installments,
        )


def _takes_coupons(sale: Sale) -> bool:
    """A coupon lowers an order, or the first charge of a subscription: no renewal, nothing tried again."""
    return sale.recurrence <= 1 and sale.attempt <= 1 and not sale.negotiated


def _offer(product: Product, identity: int) -> Offer:
    named = (offer for offer in product.offers if offer.plan_id == identity)
    return next(named, product.offers[identity % len(product.offers)])
