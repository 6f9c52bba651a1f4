"""Demand: who orders what on a day, and how they pay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp
from typing import Final

from hotmart.simulator.ads import ads, tracked
from hotmart.simulator.catalogue import Catalogue, Offer, Partner, Product, own_shares
from hotmart.simulator.chance import Weighted, choose, spelled, spread, stream
from hotmart.simulator.clock import DAY, HOUR, instant, millis
from hotmart.simulator.fates import Chance, checkout
from hotmart.simulator.money import ACCOUNT_CURRENCY, UNIT, converted, hotmart_fee, priced_in, worth
from hotmart.simulator.people import COUNTRIES, Country, Person, person
from hotmart.simulator.sale import Coupon, Price, Sale, Subscription, Tracking, Way
from hotmart.simulator.terms import AFFILIATE

# A business year: what each month and weekday sells, against the average.
MONTHS: Final = (1.10, 0.92, 1.05, 0.97, 1.08, 0.94, 0.98, 1.04, 0.98, 1.05, 1.18, 0.80)
WEEKDAYS: Final = (1.12, 1.14, 1.08, 1.06, 0.97, 0.78, 0.85)
HOURS: Final = (9, 6, 4, 3, 1, 1, 1, 1, 2, 3, 5, 7, 9, 11, 12, 11, 10, 10, 10, 9, 9, 10, 13, 12)  # UTC
LAUNCHES: Final = {(3, 11): 7, (8, 19): 7, (11, 24): 6}  # month and first day → days
LAUNCH: Final = 2.6

_LAUNCH_DAYS: Final = {(month, day + n) for (month, day), length in LAUNCHES.items() for n in range(length)}
_HOURS: Final = Weighted(*zip(HOURS, range(24), strict=True))
_AT_HOME_WITH: Final = {
    "USD": Country("Estados Unidos", "US", "EN", "1", "DOCUMENT", "USD"),
    "EUR": Country("Portugal", "PT", "PT_PT", "351", "DOCUMENT", "EUR"),
}
_CODES: Final = 10**14  # how many transaction codes there are
_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORDERS_A_DAY: Final = 100_000

CARDS: Final = (
    (34, Way("CREDIT_CARD", "CREDIT_CARD_VISA", "card", "VISA", "VISA_CREDIT_CARD")),
    (42, Way("CREDIT_CARD", "CREDIT_CARD_MASTERCARD", "card", "MC", "MASTERCARD_CREDIT_CARD")),
    (12, Way("CREDIT_CARD", "CREDIT_CARD_ELO", "card", "ELO", "ELO_CREDIT_CARD")),
    (5, Way("CREDIT_CARD", "CREDIT_CARD_AMERICAN_EXPRESS", "card", "AMEX", "AMERICAN_EXPRESS_CREDIT_CARD")),
    (4, Way("CREDIT_CARD", "CREDIT_CARD_HIPERCARD", "card", "HIPERCARD", "HIPERCARD_CREDIT_CARD")),
)
FOREIGN_CARDS: Final = CARDS[:2]
WAYS: Final = {
    "BRL": Weighted(
        *((weight * 0.5, way) for weight, way in CARDS),
        (31, Way("PIX", "PIX", "instant")),
        # The API does say this of PIX sales.
        (2, Way("PIX", "FINANCED_INSTALLMENT_ADYEN_ONEY_12X", "instant")),
        (11, Way("BILLET", "BILLET", "billet")),
        (2.5, Way("GOOGLE_PAY", "GOOGLE_PAY", "card")),
        (2, Way("PAYPAL", "PAYPAL", "card")),
        (1, Way("SAMSUNG_PAY", "SAMSUNG_PAY", "card")),
        (1, Way("HYBRID", "HYBRID", "card")),
        (1, Way("FINANCED_BILLET", "FINANCED_BILLET", "slow")),
        (0.5, Way("PICPAY", "PICPAY", "instant")),
        (0.5, Way("WALLET", "HOTMART", "card")),
    ),
    "USD": Weighted(*FOREIGN_CARDS, (25, Way("PAYPAL_INTERNACIONAL", "PAYPAL", "card"))),
    "EUR": Weighted(
        *FOREIGN_CARDS,
        (15, Way("PAYPAL_INTERNACIONAL", "PAYPAL", "card")),
        (10, Way("DIRECT_DEBIT", "SEPA_DIRECT_DEBIT", "slow")),
        (6, Way("CASH_PAYMENT", "MULTIBANCO", "instant")),
        (6, Way("DIRECT_BANK_TRANSFER", "DIRECT_BANK_TRANSFER_ADYEN_SOFORT", "slow")),
    ),
    "MXN": Weighted(*FOREIGN_CARDS, (20, Way("CASH_PAYMENT", "OXXO", "billet"))),
    "COP": Weighted(*FOREIGN_CARDS, (20, Way("CASH_PAYMENT", "BALOTO", "billet"))),
}
INSTALLMENTS: Final = Weighted((40, 1), (6, 2), (9, 3), (5, 4), (4, 5), (7, 6), (3, 8), (8, 10), (18, 12))
STANDING_COUPONS: Final = (Coupon("BEMVINDA10", 100), Coupon("VERAO15", 150), Coupon("AMIGA20", 200))
COUPONS: Final = Weighted((92, None), *zip((4, 2, 2), STANDING_COUPONS, strict=True))
TRACKINGS: Final = Weighted(
    (38, None),
    (18, Tracking("ig_bio", "lp-2")),
    (12, Tracking("meta_ads", "campanha-quente", "cx-81")),
    (10, Tracking("youtube", "video-aula")),
    (8, Tracking("google_ads", "busca")),
    (6, Tracking("", "email-boasvindas")),
    (5, Tracking("whatsapp")),
    (3, Tracking("", "", "ref-2207")),
)
VAT_PERCENT: Final = {"EUR": 22, "MXN": 16}
_IN_INSTALLMENTS: Final = frozenset({"BRL", "MXN", "COP"})


Drawing = Callable[[int], int]


@dataclass(slots=True)
class _Basket:
    """One order while it is being drawn."""

    number: int
    at: int
    offer: Offer
    buyer: Person
    affiliate: Partner | None
    tracking: Tracking | None


class Market:
    """The buyers of one account. Each day is drawn from its own numbers."""

    def __init__(self, seed: int, catalogue: Catalogue, start: date, months: int, orders: float) -> None:
        self.seed = seed
        self.catalogue = catalogue
        self.people: list[Person] = []
        self._ads = ads(seed)
        self._first_day = millis(start) // DAY
        self._days = months * 30.4
        average = sum(self._appetite(day) for day in range(int(self._days))) / int(self._days)
        self._pace = orders / self._days / average
        self._offers = {
            product: Weighted(*((offer.weight, offer) for offer in product.offers))
            for product in catalogue.products
            if product.offers
        }

    def orders_of(self, midnight: int) -> list[Sale | Subscription]:
        """What is ordered on a day, in order of time."""
        day = midnight // DAY - self._first_day
        rng = stream(self.seed, "day", day)
        chance = rng.random
        pace = self._pace * self._appetite(day)
        amount = int(pace) + (chance() < pace % 1)
        times = sorted(midnight + _HOURS.pick(chance()) * HOUR + int(chance() * HOUR) for _ in range(amount))
        ordered: list[Sale | Subscription] = []
        for index, at in enumerate(times):
            number = day * _ORDERS_A_DAY + index
            ordered.extend(self._order(number, at, chance, rng.getrandbits))
        return ordered

    def _appetite(self, day: int) -> float:
        """How much a day sells: growth that levels off, seasons, weekdays and launches."""
        growth = 0.45 + 0.75 / (1 + exp(-5 * (day / self._days - 0.45)))
        when = instant((self._first_day + day) * DAY)
        launch = LAUNCH if (when.month, when.day) in _LAUNCH_DAYS else 1.0
        return growth * MONTHS[when.month - 1] * WEEKDAYS[when.weekday()] * launch

    def _order(self, number: int, at: int, chance: Chance, draw: Drawing) -> list[Sale | Subscription]:
        product = self.catalogue.shelf.pick(chance())
        offer = self._offers[product].pick(chance())
        offer = product.offers[0] if offer.withdrawn else offer
        buyer = self._buyer(_country(offer, chance), chance, draw)
        affiliate, tracking = self._affiliate(product, chance), TRACKINGS.pick(chance())
        tracking = tracked(self.seed, number, tracking, self._ads)
        basket = _Basket(number, at, offer, buyer, affiliate, tracking)
        if offer.period:
            return [_subscription(basket, chance)]
        sale = _single_sale(basket, 0, chance)
        if product.own and sale.price.currency == ACCOUNT_CURRENCY and chance() < 0.09:
            basket.offer = self.catalogue.bump.offers[0]
            return [sale, _single_sale(basket, 1, chance, sale.way)]  # an order bump is one more transaction
        return [sale]

    def _buyer(self, country: Country, chance: Chance, draw: Drawing) -> Person:
        if chance() < 0.2 and self.people:
            known = choose(self.people, chance())
            if known.country is country:
                return known
        self.people.append(person(len(self.people) + 1, draw, country))
        return self.people[-1]

    def _affiliate(self, product: Product, chance: Chance) -> Partner | None:
        if product.role == AFFILIATE:
            return self.catalogue.account
        return choose(self.catalogue.affiliates, chance()) if chance() < 0.17 else None


def price_of(
    offer: Offer,
    currency: str,
    affiliate: Partner | None,
    at: int,
    *,
    coupon: Coupon | None = None,
    installments: int = 1,
) -> Price:
    """What an offer costs this buyer today, and what the account earns by it."""
    # Reais and an offer's own currency pay out as they are; other currencies are converted to reais.
    own = currency == offer.currency
    base = offer.cents if own else priced_in(offer.cents, currency, at)
    if coupon is not None:
        base -= base * coupon.permille // 1000
    return priced(
        offer.product, affiliate, currency, base, installments, UNIT if own else worth(currency, at)
    )


@lru_cache(maxsize=1 << 14)
def priced(
    product: Product, affiliate: Partner | None, currency: str, base: int, installments: int, rate: int
) -> Price:
    """What this amount, in the buyer's currency, becomes: `rate` is what one pays out, in millionths."""
    fee = base * 199 * (installments - 1) // 10_000
    vat = base * VAT_PERCENT.get(currency, 0) // 100
    payout = currency if rate == UNIT else ACCOUNT_CURRENCY
    payout_base = converted(base, rate)
    kept = hotmart_fee(payout_base, payout)
    mine = sum(own_shares(product, affiliate, payout_base - kept))
    return Price(currency, base, fee, vat, rate, payout, payout_base, kept, mine)


def transaction_code(order: int, part: int) -> str:
    """The code of a transaction: never given twice, and telling nothing."""
    return f"HP{spread(order * 1000 + part, 71_236_846_327_159, _CODES):014d}"


def _country(offer: Offer, chance: Chance) -> Country:
    drawn = COUNTRIES.pick(chance())
    if offer.currency in (ACCOUNT_CURRENCY, drawn.currency):
        return drawn
    return _AT_HOME_WITH[offer.currency]


def _currency(offer: Offer, buyer: Person) -> str:
    return buyer.country.currency if offer.converts else offer.currency


def _single_sale(basket: _Basket, part: int, chance: Chance, way: Way | None = None) -> Sale:
    offer, at = basket.offer, basket.at
    currency = _currency(offer, basket.buyer)
    way = way or WAYS[currency].pick(chance())
    coupon = COUPONS.pick(chance())
    splits = way.course == "card" and currency in _IN_INSTALLMENTS and offer.cents >= 10_000
    installments = INSTALLMENTS.pick(chance()) if splits else 1
    price = price_of(offer, currency, basket.affiliate, at, coupon=coupon, installments=installments)
    status, fate = checkout(way.course, at, offer.product.warranty, chance)
    return Sale(
        number=basket.number,
        code=transaction_code(basket.number, part),
        ordered=at,
        offer=offer,
        buyer=basket.buyer,
        way=way,
        installments=installments,
        price=price,
        affiliate=basket.affiliate,
        coupon=coupon,
        tracking=basket.tracking,
        fate=((at, status), *fate),
        due=at,
    )


def _subscription(basket: _Basket, chance: Chance) -> Subscription:
    currency = _currency(basket.offer, basket.buyer)
    return Subscription(
        id=100_000_000 + spread(basket.number, 618_033_989, 10**9),
        code=spelled(spread(basket.number, 3_141_592_657, 36**8), 8, _LETTERS),
        number=basket.number,
        offer=basket.offer,
        buyer=basket.buyer,
        way=WAYS[currency].pick(chance()),
        currency=currency,
        affiliate=basket.affiliate,
        tracking=basket.tracking,
        requested=basket.at,
        due=basket.at,
    )
