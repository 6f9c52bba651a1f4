"""Who learns in the members area, and how far each has come (dossier §8).

Nothing of it is stored: it follows from what was bought, from a student's own numbers, and from the
clock, so that a list of many costs little and agrees with the lessons of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hotmart.simulator.chance import number, spelled, spread, stream
from hotmart.simulator.clock import DAY, HOUR, MINUTE
from hotmart.simulator.club import CODE, Club
from hotmart.simulator.enrolment import ACTIVE, BEST_FIRST, Enrolment, Grant, Pace
from hotmart.simulator.people import BRAZIL, Person, person
from hotmart.simulator.world import World

BLOCKED_BY_OWNER: Final = "BLOCKED_BY_OWNER"
BUYER: Final = "BUYER"
LEARNING: Final = frozenset({BUYER, "FREE", "IMPORTED"})  # the others only look after it
_MONTH: Final = 30 * DAY

GUEST_EVERY: Final = 6 * DAY  # how often someone is let in for nothing
_FIRST_GUEST: Final = 900_000_000  # their numbers, far from those of buyers
_FIRST_OF_STAFF: Final = 990_000_000
_GUESTS_STAY: Final = 270 * DAY
_EXPELLED_AFTER: Final = 45 * DAY
_IDS: Final = 36**10


@dataclass(slots=True)
class Student:
    """Someone who may, or could once, come in."""

    seed: int
    number: int
    name: str
    email: str
    locale: str
    role: str
    type: str
    enrolments: list[Enrolment] = field(default_factory=list[Enrolment])

    @property
    def id(self) -> str:
        """Ten letters and digits, never given twice."""
        return spelled(spread(self.number, 2_718_281_828_459, _IDS), 10, CODE)

    @property
    def learns(self) -> bool:
        """Whether they came to learn, not to look after it."""
        return self.type in LEARNING

    @property
    def joined(self) -> int:
        """When they were first let in."""
        return min(it.joined for it in self.enrolments)

    def status(self, now: int) -> str:
        """What the members area says of them."""
        found = {it.status for it in self.enrolments}
        status = next(it for it in BEST_FIRST if it in found)
        expelled = self.type == BUYER and not self._bits() % 200 and self.joined + _EXPELLED_AFTER <= now
        return BLOCKED_BY_OWNER if expelled and status == ACTIVE else status

    def pace(self, enrolment: Enrolment) -> Pace | None:
        """How they learn this product; None for those who never come."""
        bits = self._bits(enrolment.product.id)
        if not self.learns or bits & 7 == 0:
            return None
        delay = (bits >> 3 & 0xFF) ** 2 * 30 * DAY >> 16
        gap = 7 * HOUR + ((bits >> 11 & 0xFF) ** 2 * 3 * DAY >> 16)
        stop = enrolment.lessons * (bits >> 19 & 0xFF) // 180
        return Pace(3 * MINUTE + delay, gap, min(stop, enrolment.lessons), (bits >> 27) | 1)

    def _bits(self, *path: int) -> int:
        return number(self.seed, "student", self.number, *path)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a student has come by a moment. Times of 0 mean never."""

    total: int
    done: int
    first: int
    last: int
    visits: int
    recent: int

    @property
    def percent(self) -> int:
        """What part is done, in whole percent."""
        return 100 * self.done // self.total if self.total else 0


def progress(student: Student, club: Club, now: int) -> Progress:
    """How far a student has come: they stop where their access did. What was taken away counts no more."""
    total = done = recent = first = last = visits = 0
    for enrolment in student.enrolments:
        product = enrolment.product
        total += enrolment.lessons - club.lost(product, enrolment.lessons)
        pace, inside = student.pace(enrolment), enrolment.time_inside(now)
        if pace is None or pace.first > inside:
            continue
        here, before = pace.done_by(inside), pace.done_by(enrolment.time_inside(now - _MONTH))
        done += here - club.lost(product, here)
        recent += here - before
        arrived = enrolment.moment(pace.first)
        first = min(first or arrived, arrived)
        last = max(last, enrolment.moment(pace.completed(here - 1)) if here else arrived)
        visits += 1 + here * 4 // 3
    return Progress(total, done, first, last, visits, recent)


def completions(student: Student, enrolment: Enrolment, now: int) -> list[int]:
    """When each lesson of a product was completed, in order: as many as `progress` counts."""
    pace = student.pace(enrolment)
    if pace is None:
        return []
    done = pace.done_by(enrolment.time_inside(now))
    return [enrolment.moment(pace.completed(lesson)) for lesson in range(done)]


def students(world: World) -> list[Student]:
    """Everyone who was ever let in, in the order they came: whoever comes later is at the end."""
    return world.index.keep("students", lambda: _students(world))


def _students(world: World) -> list[Student]:
    seed, club = world.settings.seed, world.club
    buyers: dict[Person, Student] = {}
    for at, grant in _grants(world):
        buyer = grant.buyer
        if (student := buyers.get(buyer)) is None:
            locale = buyer.country.locale
            student = Student(seed, buyer.number, buyer.name, buyer.email, locale, "STUDENT", BUYER)
            buyers[buyer] = student
        _enrol(student, club, grant, at)
    everyone = [*_staff(world), *_guests(world), *buyers.values()]
    found = [it for it in everyone if it.id not in club.expelled] if club.expelled else everyone
    return sorted(found, key=lambda student: (student.joined, student.number))


def _grants(world: World) -> Iterator[tuple[int, Grant]]:
    taught = world.club.lessons
    for sale in world.sales:
        if sale.approved and sale.subscription is None and sale.offer.product in taught:
            yield sale.approved, sale
    for subscription in world.subscriptions:
        if subscription.accession and subscription.offer.product in taught:
            yield subscription.accession, subscription


def _enrol(student: Student, club: Club, grant: Grant, at: int) -> None:
    product = grant.offer.product
    known = next((it for it in student.enrolments if it.product is product), None)
    if known is None:
        known = Enrolment(product, at, len(club.lessons[product]))
        student.enrolments.append(known)
    known.joined = min(known.joined, at)
    known.grants.append((at, grant))


def _guests(world: World) -> Iterator[Student]:
    """Those who did not pay: let in by hand, some for a time only, or brought from another platform."""
    seed, lessons = world.settings.seed, world.club.lessons
    products = list(lessons)
    for index in range((world.now - world.began) // GUEST_EVERY + 1):
        rng = stream(seed, "guest", index)
        guest = person(_FIRST_GUEST + index, rng.getrandbits, BRAZIL)
        role, kind = ("FREE_STUDENT", "FREE") if rng.random() < 0.6 else ("STUDENT", "IMPORTED")
        product = products[rng.randrange(len(products))]
        joined = world.began + index * GUEST_EVERY + int(rng.random() * GUEST_EVERY)
        enrolment = Enrolment(product, joined, len(lessons[product]))
        if joined > world.now:
            return
        if role == "FREE_STUDENT" and not index % 3 and joined + _GUESTS_STAY <= world.now:
            continue
        yield Student(seed, guest.number, guest.name, guest.email, BRAZIL.locale, role, kind, [enrolment])


def _staff(world: World) -> Iterator[Student]:
    """The owner, and whoever makes courses with them: they are listed, and complete nothing."""
    lessons = world.club.lessons
    staff = ((world.club.owner, "OWNER", "OWNER"), (world.club.helper, "CONTENT_EDITOR", "GUEST"))
    for index, (partner, role, kind) in enumerate(staff):
        enrolments = [Enrolment(product, world.began, len(lessons[product])) for product in lessons]
        name, email, locale = partner.trade_name, partner.email, BRAZIL.locale
        identity = _FIRST_OF_STAFF + index
        yield Student(world.settings.seed, identity, name, email, locale, role, kind, enrolments)
