"""A sale and a subscription: what is known of each at this moment of the world."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hotmart.simulator.catalogue import Offer, Partner
from hotmart.simulator.clock import DAY, midnight
from hotmart.simulator.people import Person
from hotmart.simulator.terms import APPROVED, CHARGEBACK, PARTIALLY_REFUNDED, REFUNDED, SUB_STARTED

Fate = tuple[tuple[int, str], ...]
"""When a sale takes which status. It is drawn when the sale is born and never read by an answer."""

_DATED: Final = frozenset({REFUNDED, PARTIALLY_REFUNDED, CHARGEBACK})


@dataclass(frozen=True, slots=True, eq=False)  # equal only to itself: it names remembered text
class Way:
    """A way to pay; `course` says how such a payment goes (see `fates.py`)."""

    type: str
    method: str
    course: str
    flag: str = ""
    inverted_method: str = ""  # `purchases` swaps the words of a card's method (dossier §5.4)


@dataclass(frozen=True, slots=True)
class Coupon:
    """A discount, in thousandths of the price."""

    code: str
    permille: int


@dataclass(frozen=True, slots=True)
class Ad:
    """An ad with its campaign and ad set, each a name and an id, and where it is shown."""

    platform: str
    campaign: tuple[str, str]
    ad_set: tuple[str, str]
    ad: tuple[str, str]
    placements: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)  # equal only to itself: it names remembered text
class Tracking:
    """Where the buyer came from: the `src`, `sck` and `xcod` of the link."""

    source: str = ""
    source_sck: str = ""
    external_code: str = ""
    ad: Ad | None = None
    """The ad that the buyer came by. No answer tells it but in what a tracker packed."""


@dataclass(frozen=True, slots=True, eq=False)  # equal only to itself: it names remembered text
class Price:
    """What the buyer paid and how it is shared. Cents; `rate` in millionths."""

    currency: str
    base: int
    fee: int
    vat: int
    rate: int
    payout: str
    payout_base: int
    kept: int
    mine: int

    @property
    def total(self) -> int:
        """What the buyer paid, with interest and tax."""
        return self.base + self.fee + self.vat

    @property
    def net(self) -> int:
        """What is shared among producer, co-producer, affiliate."""
        return self.payout_base - self.kept


@dataclass(slots=True, eq=False)
class Sale:
    """One transaction. Everything above `status` is fixed when it is born. Times of 0 mean never."""

    number: int
    code: str
    ordered: int
    offer: Offer
    buyer: Person
    way: Way
    installments: int
    price: Price
    affiliate: Partner | None
    coupon: Coupon | None
    tracking: Tracking | None
    subscription: Subscription | None = None
    recurrence: int = 0
    attempt: int = 0
    charged: int = 0
    covers: tuple[int, ...] = ()
    """The recurrences that it settles, where it was agreed on to settle debts."""
    status: str = ""
    approved: int = 0
    warranty: int = 0
    updated: int = 0
    returned: int = 0
    fate: Fate = ()
    step: int = 0
    due: int = 0
    billets: int = 1
    """How many times its boleto was printed, if it is paid by one; `printed` is when it was last."""
    printed: int = 0

    @property
    def negotiated(self) -> bool:
        """Whether it settles a debt by agreement."""
        return bool(self.covers)

    @property
    def issued(self) -> int:
        """When what there is to pay it with was made: a boleto may be newer than its order."""
        return self.printed or self.ordered

    @property
    def payable_until(self) -> int:
        """When its boleto or its Pix code is out of date."""
        return self.issued + (3 if self.way.type == "BILLET" else 2) * DAY

    def become(self, status: str, at: int) -> None:
        """Take a status; the dates that go with it follow, the order date never moves."""
        self.status = status
        self.updated = at
        if status == APPROVED and not self.approved:
            self.approved = at
            self.warranty = midnight(at) + (self.offer.product.warranty + 1) * DAY
        elif status in _DATED:
            self.returned = at


@dataclass(slots=True, eq=False)
class Subscription:
    """One buyer's contract for one plan. `due` is when `act` happens to it next; 0 means never."""

    id: int
    code: str
    number: int
    offer: Offer
    buyer: Person
    way: Way
    currency: str
    affiliate: Partner | None
    tracking: Tracking | None
    requested: int
    due: int
    act: str = "begin"
    status: str = SUB_STARTED
    accession: int = 0
    ended: int = 0
    next_charge: int = 0
    recurrence: int = 0
    charged: int = 0
    attempts: int = 0
    pays_on: int = 0
    unpaid: tuple[tuple[int, int], ...] = ()
    latest: Sale | None = None
    card_changed: bool = False
    paid_negotiation: bool = False
    sales: list[Sale] = field(default_factory=list[Sale])
    born: bool = False
    trial: int = field(init=False)
    """The days it tried for nothing: those of the plan it began with, whatever it switched to since."""
    due_days: tuple[tuple[int, int], ...] = ()
    """From which recurrence on the next one is charged on which day of the month."""
    invitations: int = 0
    pays_at_return: bool = False
    returns: int = 0
    switches: int = 0

    def __post_init__(self) -> None:
        """Take the trial of the first plan."""
        self.trial = self.offer.trial
