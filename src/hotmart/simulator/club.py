"""What there is to learn in the members area (dossier §8).

The modules of a course stay as they are, unless the seller takes one away. Beside them bonus modules come
and go with the seasons; nobody has to complete those, so that progress never goes back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from hotmart.simulator.catalogue import Catalogue, Product
from hotmart.simulator.chance import Weighted, choose, stream, token
from hotmart.simulator.clock import DAY, FOREVER

TAUGHT: Final = frozenset({"ONLINE_COURSE", "COMMUNITY"})
CODE: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
BY_DATE: Final = "BY_DATE"
BY_DAYS: Final = "BY_DAYS"
BY_QUIZ: Final = "BY_QUIZ"
QUIZ: Final = "QUIZ"
ADVERTISEMENT: Final = "ADVERTISEMENT"
PAGES_A_DAY: Final = 8  # how many are opened where they open by days: fewer than anyone completes
OPEN_FOR_DAYS: Final = 365
SEASON: Final = 120 * DAY  # how often a course gets another bonus module
BONUS_FOR: Final = 200 * DAY
LAST_DAYS: Final = 20 * DAY
LAST_PAGE_AFTER: Final = 30 * DAY  # a bonus module gets its last page when it is a month old

_TOPICS: Final = ("Boas-vindas", "Fundamentos", "Primeiros passos", "Na prática", "Aprofundando", "Ir além")
_TITLES: Final = ("Aula", "Demonstração", "Exercício", "Perguntas e respostas", "Estudo de caso")
_RATES: Final = ((5, 62), (4, 25), (3, 8), (2, 3), (1, 2))  # what a page is rated, and by how many in 100
_OPENINGS: Final = Weighted((45, ""), (25, BY_DAYS), (15, BY_DATE), (15, BY_QUIZ))


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page of a module. `opens` is how it is released, nothing if at once."""

    id: str
    name: str
    type: str
    order: int
    published: bool
    has_media: bool
    opens: str
    days: int
    date: int
    quiz: str
    expires: bool
    talk: int
    """A number that its comments and rates grow from."""
    since: int = 0
    """From when on it is there."""


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """One module of a product; extra ones are shown apart, and some of these cost extra."""

    id: str
    product: Product
    name: str
    sequence: int
    is_extra: bool
    is_paid: bool
    room: str
    pages: list[Page] = field(default_factory=list[Page])
    opens: int = 0
    closes: int = FOREVER

    def title(self, now: int) -> str:
        """Its name, which says when there is little time left."""
        return f"{self.name} (últimos dias)" if self.closes - now < LAST_DAYS else self.name


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page that a student can complete."""

    module: Module
    page: Page


class Club:
    """The members area of one account: every course it made."""

    def __init__(self, seed: int, catalogue: Catalogue) -> None:
        self.subdomain = catalogue.subdomain
        self.owner = catalogue.account
        self.helper = next(it.coproducer for it in catalogue.own if it.coproducer)
        self._lasting: list[Module] = []
        self.rooms: dict[Product, str] = {}
        self.lessons: dict[Product, Sequence[Lesson]] = {}
        for product in catalogue.own:
            if product.format in TAUGHT and product.status == "ACTIVE":
                self._open(product, stream(seed, "club", product.id))
        self._seed = seed
        self._seasons: dict[Product, list[Module]] = {product: [] for product in self.lessons}
        self._taken: set[Module | Page] = set()
        self._lost: dict[Product, list[int]] = {product: [] for product in self.lessons}
        self.expelled: set[str] = set()
        """The ids of students whom the seller took off the list."""

    def modules(self, now: int) -> list[Module]:
        """The modules that are there at this moment."""
        every = [*self._lasting, *(it for product in self._seasons for it in self._bonuses(product, now))]
        return [it for it in every if it.opens <= now < it.closes and it not in self._taken]

    def module(self, identity: str, now: int) -> Module | None:
        """The module of this id."""
        return next((module for module in self.modules(now) if module.id == identity), None)

    def pages(self, module: Module, now: int) -> list[Page]:
        """The pages of a module that are there at this moment."""
        return [page for page in module.pages if page.since <= now and page not in self._taken]

    def lost(self, product: Product, among: int) -> int:
        """How many of the first so many lessons of a product were taken away."""
        return bisect_left(self._lost[product], among)

    def teaches(self, lesson: Lesson) -> bool:
        """Whether a lesson is still there."""
        return lesson.page not in self._taken

    def take(self, thing: Module | Page) -> None:
        """Take a module away with all its pages, or one page; the lessons go with it."""
        self._taken |= {thing, *thing.pages} if isinstance(thing, Module) else {thing}
        for product, lessons in self.lessons.items():
            self._lost[product] = [at for at, it in enumerate(lessons) if not self.teaches(it)]

    def _bonuses(self, product: Product, now: int) -> list[Module]:
        """The bonus modules that a product had by now, whether they are still there or not."""
        made = self._seasons[product]
        while product.created_at + (len(made) + 1) * SEASON <= now:
            made.append(self._bonus(product, len(made) + 1))
        return made

    def _bonus(self, product: Product, season: int) -> Module:
        rng = stream(self._seed, "season", product.id, season)
        opens = product.created_at + season * SEASON + rng.randrange(20) * DAY
        lasting = sum(module.product is product for module in self._lasting)
        *early, last = _pages(product, rng, 0, "")
        pages = [replace(page, since=opens) for page in early]
        pages.append(replace(last, since=opens + LAST_PAGE_AFTER))
        return Module(
            id=token(rng.getrandbits, 10, CODE),
            product=product,
            name=f"Bônus da temporada {season}",
            sequence=lasting + 1,
            is_extra=True,
            is_paid=True,
            room=self.rooms[product],
            pages=pages,
            opens=opens,
            closes=opens + BONUS_FOR,
        )

    def _open(self, product: Product, rng: Random) -> None:
        room = self.rooms[product] = token(rng.getrandbits, 6, CODE)
        regular, extra = rng.randrange(2, 7), rng.randrange(3)
        quiz = ""
        made: list[Module] = []
        for sequence in range(1, regular + extra + 1):
            is_extra = sequence > regular
            name = (
                f"Bônus {sequence - regular}" if is_extra else f"Módulo {sequence}: {_TOPICS[sequence - 1]}"
            )
            is_paid = is_extra and sequence - regular == 2
            identity = token(rng.getrandbits, 10, CODE)
            module = Module(identity, product, name, sequence, is_extra, is_paid, room)
            done = sum(len(before.pages) for before in made)
            module.pages.extend(_pages(product, rng, done, quiz))
            quiz = next((page.id for page in module.pages if page.type == QUIZ), quiz)
            made.append(module)
        self._lasting += made
        self.lessons[product] = [
            Lesson(module, page)
            for module in made
            if not module.is_paid
            for page in module.pages
            if page.published and page.type != ADVERTISEMENT
        ]


def _pages(product: Product, rng: Random, done: int, quiz: str) -> list[Page]:
    """The pages of a module that comes after so many others, opened the way its author likes."""
    opens = _OPENINGS.pick(rng.random())
    if opens == BY_QUIZ and not quiz:
        opens = ""
    amount = rng.randrange(3, 8)
    found: list[Page] = []
    for order in range(1, amount + 1):
        last = order == amount
        kind = _kind(rng.random, last=last)
        found.append(
            Page(
                id=token(rng.getrandbits, 10, CODE),
                name=_name(kind, done + order, rng.random),
                type=kind,
                order=order,
                published=rng.random() < 0.95 or kind == QUIZ,
                has_media=kind in ("CONTENT", "WEBINAR"),
                opens=opens,
                days=(done + order) // PAGES_A_DAY if opens == BY_DAYS else 0,
                date=product.created_at + 7 * DAY if opens == BY_DATE else 0,
                quiz=quiz if opens == BY_QUIZ else "",
                expires=rng.random() < 0.1,
                talk=rng.getrandbits(32),
            )
        )
    return found


def _kind(chance: Callable[[], float], *, last: bool) -> str:
    if last and chance() < 0.4:
        return QUIZ
    drawn = chance()
    return ADVERTISEMENT if drawn < 0.03 else "WEBINAR" if drawn < 0.08 else "CONTENT"


def _name(kind: str, number: int, chance: Callable[[], float]) -> str:
    if kind == QUIZ:
        return f"Teste {number}"
    if kind == ADVERTISEMENT:
        return "Conheça a próxima turma"
    return f"{number}. {choose(_TITLES, chance())}"


def comments(module: Module, page: Page, now: int) -> int:
    """How many comments a page has by now."""
    return _days(module, page, now) * (page.talk % 7) // 40


def rates(module: Module, page: Page, now: int) -> list[tuple[int, int]]:
    """How often a page was given which rate by now, the best first."""
    voters = _days(module, page, now) * (page.talk % 5) // 30
    return [(rate, total) for rate, percent in _RATES if (total := voters * percent // 100)]


def _days(module: Module, page: Page, now: int) -> int:
    """For how long people could see a page."""
    return (now - max(module.product.created_at, page.since)) // DAY if page.published else 0
