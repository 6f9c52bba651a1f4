"""What the account sells: products, their offers and plans, and who shares in them (dossier §6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Final

from hotmart.simulator.chance import Weighted, choose, stream, token, uuid
from hotmart.simulator.clock import DAY, HOUR
from hotmart.simulator.people import company_document
from hotmart.simulator.terms import ADDON, AFFILIATE, COPRODUCER, PRODUCER
from hotmart.simulator.themes import DESCRIPTIONS, PARTNER_NAMES, THEMES, Theme

LOWER: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
PERIODICITY: Final = {
    7: "WEEKLY",
    30: "MONTHLY",
    60: "BIMONTHLY",
    90: "QUARTERLY",
    180: "BIANNUAL",
    360: "ANNUAL",
}


@dataclass(slots=True, eq=False)
class Partner:
    """Someone who sells or shares: the account itself, a co-producer, an affiliate, another producer."""

    name: str
    trade_name: str
    email: str
    ucode: str
    document: str
    city: str = "São Paulo"
    state: str = "SP"


@dataclass(slots=True, eq=False)
class Product:
    """One product. The permilles of its net price go to whoever makes or promotes it with the producer."""

    id: int
    ucode: str
    name: str
    format: str
    status: str
    created_at: int
    is_subscription: bool
    warranty: int
    producer: Partner
    role: str
    coproducer: Partner | None = None
    coproducer_permille: int = 0
    affiliate_permille: int = 400
    addon: Partner | None = None
    emails_buyer: bool = True
    offers: list[Offer] = field(default_factory=list["Offer"])
    withdrawn: bool = False
    """Whether the seller took it off the list (see `seller.py`)."""

    @property
    def own(self) -> bool:
        """Whether the account created it: only these are listed by `products`."""
        return self.role == PRODUCER

    @property
    def listed(self) -> list[Offer]:
        """Its offers that were not withdrawn."""
        return [offer for offer in self.offers if not offer.withdrawn]


@dataclass(slots=True, eq=False)
class Offer:
    """One price of a product. With a period it is a plan, and with `cycles` it ends."""

    product: Product
    code: str
    name: str
    description: str
    cents: int
    currency: str
    mode: str
    weight: float
    converts: bool
    main: bool
    plan_id: int = 0
    period: int = 0
    cycles: int = 0
    trial: int = 0
    withdrawn: bool = False

    @property
    def billing(self) -> str:
        """How the subscription is billed; nothing for a single payment."""
        return self.mode if self.period else ""


@dataclass(slots=True)
class Catalogue:
    """Everything on sale, with the people who share in it."""

    account: Partner
    subdomain: str
    products: list[Product]
    affiliates: list[Partner]
    shelf: Weighted[Product]
    bump: Product

    @property
    def own(self) -> list[Product]:
        """What the account created and still lists."""
        return [product for product in self.products if product.own and not product.withdrawn]


class _Maker:
    """Draws a catalogue; numbers and codes come from the world's seed."""

    def __init__(self, rng: Random, theme: Theme, start: int) -> None:
        self.rng, self.theme, self.start = rng, theme, start
        self.ids: Iterator[int] = count(rng.randrange(2_000_000, 4_000_000), 7919)
        self.plan_ids: Iterator[int] = count(rng.randrange(600_000, 900_000), 13)
        city, state = theme.city
        self.account = self.partner(
            theme.creator, theme.trade_name, f"contato@{theme.subdomain}.example", city, state
        )

    def partner(
        self, name: str, trade: str, email: str, city: str = "São Paulo", state: str = "SP"
    ) -> Partner:
        number = company_document(self.rng.getrandbits(40))
        return Partner(name, trade, email, uuid(self.rng.getrandbits), number, city, state)

    def product(
        self,
        name: str,
        form: str,
        warranty: int,
        *,
        producer: Partner | None = None,
        role: str = PRODUCER,
        status: str = "ACTIVE",
        subscription: bool = False,
        age: int = 30,
    ) -> Product:
        return Product(
            id=next(self.ids),
            ucode=uuid(self.rng.getrandbits),
            name=name,
            format=form,
            status=status,
            created_at=self.start - age * DAY + self.rng.randrange(20) * HOUR,
            is_subscription=subscription,
            warranty=warranty,
            producer=producer or self.account,
            role=role,
        )

    def offer(
        self,
        product: Product,
        name: str,
        price: int,
        weight: float,
        *,
        currency: str = "BRL",
        mode: str = "UNIQUE_PAYMENT",
        converts: bool = True,
        period: int = 0,
        cycles: int = 0,
        trial: int = 0,
    ) -> None:
        offer = Offer(
            product=product,
            code=token(self.rng.getrandbits, 8, LOWER),
            name=name,
            description=choose(DESCRIPTIONS, self.rng.random()),
            cents=price * 100,
            currency=currency,
            mode=mode,
            weight=weight,
            converts=converts,
            main=not product.offers,
            plan_id=next(self.plan_ids) if period else 0,
            period=period,
            cycles=cycles,
            trial=trial,
        )
        product.offers.append(offer)


def catalogue(seed: int, start: int, *, earns_twice: bool = False) -> Catalogue:
    """The account's catalogue; the seed chooses whose business it is, `earns_twice` see `Settings`."""
    rng = stream(seed, "catalogue")
    theme = choose(THEMES, rng.random())
    maker = _Maker(rng, theme, start)
    affiliates = [
        maker.partner(name, name, f"parceiro{index}@afiliados.example")
        for index, name in enumerate(PARTNER_NAMES, start=1)
    ]
    coproducer = maker.partner("Estúdio Luz Oblíqua Ltda", "Luz Oblíqua", "estudio@luzobliqua.example")
    courses = _courses(maker, coproducer)
    small, bump = _small_things(maker)
    recurring = _recurring(maker, coproducer)
    event = _event(maker)
    elsewhere = _elsewhere(maker)
    if earns_twice:
        affiliates += [maker.account] * len(affiliates)
        event.addon = maker.account
    draft = maker.product(theme.draft, "ONLINE_COURSE", 7, status="DRAFT", age=2)
    weights = (13, 10, 13, 4, 16, 6, 12, 2.5, 5, 6, 3, 2.5)  # how often each is ordered, in the order below
    sold = [*courses, *small, *recurring, event, *elsewhere]
    shelf = Weighted(*zip(weights, sold, strict=True))
    return Catalogue(maker.account, theme.subdomain, [*sold, bump, draft], affiliates, shelf, bump)


def _courses(maker: _Maker, coproducer: Partner) -> list[Product]:
    theme = maker.theme
    flagship = maker.product(theme.flagship, "ONLINE_COURSE", 30, age=200)
    flagship.coproducer, flagship.coproducer_permille = coproducer, 200
    maker.offer(flagship, "Turma completa", 997, 50)
    maker.offer(flagship, "Turma de lançamento", 797, 30)
    maker.offer(flagship, "Parcelamento inteligente", 97, 12, mode="SMART_INSTALLMENT", period=30, cycles=12)
    maker.offer(flagship, "International", 197, 8, currency="USD", converts=False)
    course = maker.product(theme.course, "ONLINE_COURSE", 15, age=120)
    maker.offer(course, "Curso completo", 497, 60)
    maker.offer(course, "Black Friday", 297, 40)
    workshop = maker.product(theme.workshop, "ONLINE_COURSE", 7, age=80)
    maker.offer(workshop, "Oficina gravada", 197, 70)
    maker.offer(workshop, "Cupom de alunos", 147, 30)
    abroad = maker.product(theme.abroad, "ONLINE_COURSE", 30, age=60)
    maker.offer(abroad, "Full course", 147, 60, currency="USD", converts=False)
    maker.offer(abroad, "Curso completo en euros", 137, 40, currency="EUR", converts=False)
    return [flagship, course, workshop, abroad]


def _small_things(maker: _Maker) -> tuple[list[Product], Product]:
    theme = maker.theme
    ebook = maker.product(theme.ebook, "EBOOK", 7, age=150)
    maker.offer(ebook, "E-book", 47, 75)
    maker.offer(ebook, "E-book promocional", 29, 25)
    pack = maker.product(theme.pack, "TEMPLATES", 7, age=40)
    maker.offer(pack, "Pacote", 67, 100)
    bump = maker.product(theme.bump, "EBOOK", 7, age=150)
    maker.offer(bump, "Leve junto", 27, 100)
    return [ebook, pack], bump


def _recurring(maker: _Maker, coproducer: Partner) -> list[Product]:
    theme = maker.theme
    club = maker.product(theme.club, "COMMUNITY", 7, subscription=True, age=90)
    maker.offer(club, "Mensal", 59, 55, mode="SUBSCRIPTION", period=30)
    maker.offer(club, "Mensal com teste grátis", 59, 15, mode="SUBSCRIPTION", period=30, trial=7)
    maker.offer(club, "Trimestral", 159, 14, mode="SUBSCRIPTION", period=90)
    maker.offer(club, "Anual", 590, 16, mode="SUBSCRIPTION", period=360)
    mentoring = maker.product(theme.mentoring, "ONLINE_SERVICE", 15, subscription=True, age=60)
    mentoring.coproducer, mentoring.coproducer_permille = coproducer, 150
    maker.offer(mentoring, "Mentoria 6 meses", 297, 70, mode="SUBSCRIPTION", period=30, cycles=6)
    maker.offer(mentoring, "Mentoria semestral", 1490, 30, mode="SUBSCRIPTION", period=180)
    return [club, mentoring]


def _event(maker: _Maker) -> Product:
    event = maker.product(maker.theme.event, "ETICKET", 7, age=20)
    event.addon = maker.partner("Bilheteria Exemplo Ltda", "Bilheteria Exemplo", "repasse@bilheteria.example")
    maker.offer(event, "Lote 1", 180, 40, converts=False)
    maker.offer(event, "Lote 2", 240, 40, converts=False)
    maker.offer(event, "Lote 3", 320, 20, converts=False)
    return event


def _elsewhere(maker: _Maker) -> list[Product]:
    """Other producers' products, in which the account earns as affiliate or co-producer."""
    theme = maker.theme
    studio = maker.partner("Escola Lente Aberta Ltda", "Lente Aberta", "escola@lenteaberta.example")
    school = maker.partner("Empreende Fácil Cursos Ltda", "Empreende Fácil", "cursos@empreendefacil.example")
    promoted = maker.product(theme.promoted, "ONLINE_COURSE", 7, producer=studio, role=AFFILIATE, age=300)
    maker.offer(promoted, "Curso", 297, 100)
    ebook = maker.product(theme.promoted_ebook, "EBOOK", 7, producer=studio, role=AFFILIATE, age=250)
    maker.offer(ebook, "E-book", 37, 100)
    partnered = maker.product(theme.partnered, "ONLINE_COURSE", 15, producer=school, role=COPRODUCER, age=180)
    partnered.coproducer, partnered.coproducer_permille = maker.account, 300
    maker.offer(partnered, "Curso", 397, 100)
    return [promoted, ebook, partnered]


def shares(product: Product, affiliate: Partner | None, net: int) -> list[tuple[Partner, str, int]]:
    """How the net price of a sale is shared; what is left is the producer's, so it adds up."""
    parts: list[tuple[Partner, str, int]] = []
    rest = net
    if product.addon is not None:
        rest -= (part := net // 40)
        parts.append((product.addon, ADDON, part))
    if affiliate is not None:
        rest -= (part := net * product.affiliate_permille // 1000)
        parts.append((affiliate, AFFILIATE, part))
    if product.coproducer is not None:
        rest -= (part := rest * product.coproducer_permille // 1000)
        parts.append((product.coproducer, COPRODUCER, part))
    return [(product.producer, PRODUCER, rest), *parts]


def own_shares(product: Product, affiliate: Partner | None, net: int) -> list[int]:
    """What the account has of it: mostly one share, but one may be paid in several roles."""
    known = {PRODUCER: product.producer, COPRODUCER: product.coproducer, AFFILIATE: affiliate}
    account = known[product.role]
    return [cents for partner, _, cents in shares(product, affiliate, net) if partner is account]
