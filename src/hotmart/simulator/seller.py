"""What the seller does in Hotmart's own pages, because the API has no call for it: launch, and take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from hotmart.simulator.catalogue import LOWER, Offer, Product
from hotmart.simulator.chance import stream, token, uuid
from hotmart.simulator.club import Module, Page
from hotmart.simulator.coupons import Issue
from hotmart.simulator.students import Student, students
from hotmart.simulator.terms import PRODUCER
from hotmart.simulator.world import World

T = TypeVar("T")


class CannotWithdrawError(ValueError):
    """There is no such thing, or it has to stay. English and Portuguese."""

    def __init__(self, what: str, identity: str | None) -> None:
        kinds = ", ".join(WITHDRAWALS)
        super().__init__(
            f"there is no {what} {identity or ''} that can be taken away; the kinds are {kinds} / "
            f"não há {what} {identity or ''} que possa ser retirado; os tipos são {kinds}"
        )


def launch(world: World) -> Product:
    """Put one more product on the list, which nobody has bought yet."""
    catalogue = world.catalogue
    rng = stream(world.settings.seed, "launch", len(catalogue.products))
    product = Product(
        id=max(product.id for product in catalogue.products) + 1,
        ucode=uuid(rng.getrandbits),
        name=f"Lançamento {len(catalogue.products)}",
        format="EBOOK",
        status="ACTIVE",
        created_at=world.now,
        is_subscription=False,
        warranty=7,
        producer=catalogue.account,
        role=PRODUCER,
    )
    product.offers.append(
        Offer(
            product=product,
            code=token(rng.getrandbits, 8, LOWER),
            name="Lançamento",
            description="",
            cents=9_700,
            currency="BRL",
            mode="UNIQUE_PAYMENT",
            weight=1,
            converts=True,
            main=True,
        )
    )
    catalogue.products.append(product)
    return product


def withdraw(world: World, what: str, identity: str | None = None) -> str:
    """Take one thing off its list, the last one where none is named, and tell which it was.

    Sales stay as they are: what was sold can be withdrawn only as an offer beside others.
    """
    if what not in WITHDRAWALS:
        raise CannotWithdrawError(what, identity)
    with world.changing():
        return WITHDRAWALS[what](world, identity)


def _product(world: World, identity: str | None) -> str:
    catalogue = world.catalogue
    sold = {sale.offer.product for sale in world.sales}
    unsold = (it for it in catalogue.own if it not in sold and it is not catalogue.bump)
    product = _chosen("product", unsold, lambda it: str(it.id), identity)
    product.withdrawn = True
    return str(product.id)


def _offer(world: World, identity: str | None) -> str:
    return _withdrawn_offer(world, "offer", identity, lambda product: not product.is_subscription)


def _plan(world: World, identity: str | None) -> str:
    return _withdrawn_offer(world, "plan", identity, lambda product: product.is_subscription)


def _withdrawn_offer(world: World, what: str, identity: str | None, fits: Callable[[Product], bool]) -> str:
    offers = (it for product in world.catalogue.own if fits(product) for it in product.listed if not it.main)
    offer = _chosen(what, offers, lambda it: it.code, identity)
    offer.withdrawn = True
    return offer.code


def _coupon(world: World, identity: str | None) -> str:
    issues: Iterable[Issue] = (it for product in world.catalogue.own for it in world.coupons.of(product))
    issue = _chosen("coupon", issues, lambda it: str(it.id), identity)
    world.coupons.withdraw(issue)
    return str(issue.id)


def _module(world: World, identity: str | None) -> str:
    modules: list[Module] = world.club.modules(world.now)
    module = _chosen("module", modules, lambda it: it.id, identity)
    world.club.take(module)
    return module.id


def _page(world: World, identity: str | None) -> str:
    club, now = world.club, world.now
    pages: Iterable[Page] = (page for module in club.modules(now) for page in club.pages(module, now))
    page = _chosen("page", pages, lambda it: it.id, identity)
    club.take(page)
    return page.id


def _student(world: World, identity: str | None) -> str:
    learners: Iterable[Student] = (it for it in students(world) if it.learns)
    student = _chosen("student", learners, lambda it: it.id, identity)
    world.club.expelled.add(student.id)
    return student.id


WITHDRAWALS: Final[dict[str, Callable[[World, str | None], str]]] = {
    "product": _product,
    "offer": _offer,
    "plan": _plan,
    "coupon": _coupon,
    "module": _module,
    "page": _page,
    "student": _student,
}


def _chosen(what: str, things: Iterable[T], known_by: Callable[[T], str], identity: str | None) -> T:
    """The thing of this identity, or the last of them."""
    found = [thing for thing in things if identity in (None, known_by(thing))]
    if not found:
        raise CannotWithdrawError(what, identity)
    return found[-1]
