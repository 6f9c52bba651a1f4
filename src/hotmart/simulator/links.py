"""Payment links: checkouts without a product's page, their offers, plans and charges (dossier §11.3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

from hotmart.simulator.catalogue import LOWER, PERIODICITY
from hotmart.simulator.chance import stream, token, uuid
from hotmart.simulator.money import ACCOUNT_CURRENCY

_HEX: Final = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class LinkOffer:
    """One price of a link, paid once."""

    code: str
    name: str
    cents: int
    currency: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """One price of a link, paid again every period. `billing` and `trial` are as they were asked for."""

    code: str
    name: str
    cents: int
    currency: str
    periodicity: str
    billing: dict[str, Any]
    trial: dict[str, Any]


@dataclass(slots=True, eq=False)
class Link:
    """One payment link. `token` is what charges name it by; `checkout` is its configuration as sent."""

    ucode: str
    token: str
    name: str
    cents: int
    currency: str
    created: int
    checkout: dict[str, Any] | None
    callback: str | None
    offers: list[LinkOffer] = field(default_factory=list[LinkOffer])
    plans: list[LinkPlan] = field(default_factory=list[LinkPlan])
    charges: list[Charge] = field(default_factory=list["Charge"])


@dataclass(frozen=True, slots=True)
class Charge:
    """One checkout of a link, for a buyer who has not paid yet."""

    link: Link
    token: str
    cents: int
    currency: str
    created: int
    offer_code: str = ""
    source_sck: str = ""


class Links:
    """The links of one account, oldest first. It begins with two: one is paid once, one every month."""

    def __init__(self, seed: int, at: int) -> None:
        self._rng: Random = stream(seed, "links")
        self.all: list[Link] = []
        lesson = self.create("Aula particular", 180_00, ACCOUNT_CURRENCY, at)
        self.offer(lesson, lesson.name, lesson.cents, lesson.currency, is_main=True)
        support = self.create("Apoio mensal", 25_00, ACCOUNT_CURRENCY, at)
        self.plan(support, support.name, support.cents, PERIODICITY[30], billing={}, trial={})

    def create(
        self,
        name: str,
        cents: int,
        currency: str,
        at: int,
        *,
        checkout: dict[str, Any] | None = None,
        callback: str | None = None,
    ) -> Link:
        """A link without anything to charge yet."""
        ucode = uuid(self._rng.getrandbits)
        self.all.append(Link(ucode, self._token(), name, cents, currency, at, checkout, callback))
        return self.all[-1]

    def offer(self, link: Link, name: str, cents: int, currency: str, *, is_main: bool) -> LinkOffer:
        """One more price. The main one takes the place of the main one before."""
        if is_main:
            link.offers = [replace(offer, is_main=False) for offer in link.offers]
        link.offers.append(LinkOffer(self._code(), name, cents, currency, is_main))
        return link.offers[-1]

    def plan(
        self,
        link: Link,
        name: str,
        cents: int,
        periodicity: str,
        *,
        billing: dict[str, Any],
        trial: dict[str, Any],
    ) -> LinkPlan:
        """One more plan, in the currency of the link."""
        link.plans.append(LinkPlan(self._code(), name, cents, link.currency, periodicity, billing, trial))
        return link.plans[-1]

    def charge(
        self, link: Link, cents: int, currency: str, at: int, *, offer_code: str = "", source_sck: str = ""
    ) -> Charge:
        """A checkout for this price. Asked for twice, it is made twice."""
        link.charges.append(Charge(link, self._token(), cents, currency, at, offer_code, source_sck))
        return link.charges[-1]

    def by_ucode(self, ucode: str) -> Link | None:
        """The link of this ucode."""
        return next((link for link in self.all if link.ucode == ucode.casefold()), None)

    def by_token(self, named: str) -> Link | None:
        """The link of this token."""
        return next((link for link in self.all if link.token == named), None)

    def _code(self) -> str:
        return token(self._rng.getrandbits, 8, LOWER)

    def _token(self) -> str:
        return token(self._rng.getrandbits, 32, _HEX)
