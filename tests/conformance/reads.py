"""Every read: what makes it answer all it can, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable

from hotmart import BadRequestError, NotFoundError
from hotmart.api.choices import SubscriptionStatus

from .account import Account
from .case import NOBODY, Arguments, Failure, Read, missing


def once(ask: Callable[[Account], Arguments], *failures: Failure) -> Read:
    """A read that one call shows."""
    return Read(lambda account: [ask(account)], failures)


def listing(id: str, ask: Callable[[Account], Arguments] = lambda _: {}, *failures: Failure) -> Read:
    """A listing of the last twelve months. It refuses a page token that it never gave."""

    def whole(account: Account) -> Arguments:
        return {**account.whole(id), **ask(account)}

    foreign = Failure(
        BadRequestError, "invalid_token", lambda account: {**whole(account), "page_token": "x1"}
    )
    return once(whole, foreign, *failures)


def one_subscription(account: Account) -> Arguments:
    return {"subscriber_code": account.active[0]}


def every_module(account: Account) -> list[Arguments]:
    return [{"subdomain": account.subdomain, "module_id": code} for code, _ in account.modules]


def every_module_of_its_product(account: Account) -> list[Arguments]:
    return [{"product_id": number, "module_id": code} for code, number in account.modules]


def every_student(account: Account) -> list[Arguments]:
    students = account.client.club.students(account.subdomain).items
    return [{"subdomain": account.subdomain, "user_id": student.user_id} for student in students]


def in_the_club(account: Account, **more: str) -> Arguments:
    return {"subdomain": account.subdomain, **more}


def switchable(account: Account) -> Arguments:
    running = account.subscriptions(SubscriptionStatus.ACTIVE)
    return {"subscriber_codes": [one.subscriber_code for one in running][:60]}


READS: dict[str, Read] = {
    "sales.history": listing("sales.history"),
    "sales.summary": listing("sales.summary"),
    "sales.participants": listing("sales.participants"),
    "sales.commissions": listing("sales.commissions"),
    "sales.price_details": listing("sales.price_details"),
    "subscriptions.list": listing("subscriptions.list"),
    "subscriptions.summary": listing("subscriptions.summary"),
    "subscriptions.transactions": listing("subscriptions.transactions"),
    "subscriptions.purchases": once(one_subscription, missing(subscriber_code="ZZZZZZZZ")),
    "subscriptions.switch_plans": listing(
        "subscriptions.switch_plans", switchable, missing(subscriber_codes="ZZZZZZZZ")
    ),
    "products.list": listing("products.list"),
    "products.offers": listing(
        "products.offers", lambda account: {"ucode": account.plans_of}, missing(ucode=NOBODY)
    ),
    "products.plans": listing(
        "products.plans",
        lambda account: {"ucode": account.plans_of},
        missing(ucode=NOBODY),
        Failure(BadRequestError, "invalid_parameter", lambda account: {"ucode": account.course.ucode}),
    ),
    "coupons.list": listing(
        "coupons.list", lambda account: {"product_id": account.course.id}, missing(product_id=1)
    ),
    "club.modules": Read(
        lambda account: [in_the_club(account), {**in_the_club(account), "is_extra": True}],
        (missing("0006", subdomain="nobody"),),
    ),
    "club.pages": Read(
        every_module,
        (
            missing("0006", subdomain="nobody", module_id="AAAAAAAAAA"),
            Failure(NotFoundError, "0002", lambda account: in_the_club(account, module_id="AAAAAAAAAA")),
        ),
    ),
    "club.module_pages": Read(
        every_module_of_its_product, (missing("0002", product_id=1, module_id="AAAAAAAAAA"),)
    ),
    "club.students": listing("club.students", in_the_club, missing("0006", subdomain="nobody")),
    "club.lessons": Read(
        every_student,
        (Failure(NotFoundError, "0003", lambda account: in_the_club(account, user_id="AAAAAAAAAA")),),
    ),
    "events.get": once(
        lambda account: {"event_id": account.event},
        Failure(NotFoundError, "not_found", lambda account: {"event_id": account.course.id}),
    ),
    "events.tickets": listing(
        "events.tickets",
        lambda account: {"product_id": account.event},
        Failure(NotFoundError, "not_found", lambda account: {"product_id": account.course.id}),
    ),
    "links.list": listing("links.list"),
    "user.me": once(lambda _: {}),  # it can only be refused to strangers
    "account.info": once(lambda account: {"ucode": account.client.user.me().ucode}, missing(ucode=NOBODY)),
}
