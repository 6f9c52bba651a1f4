"""Every write on sales, coupons, products and payment links, and the reads that see it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hotmart import BadRequestError, NotFoundError, PermissionDeniedError
from hotmart.api.choices import ChargeStatus, Periodicity, SaleStatus
from hotmart.api.link_models import Link
from hotmart.api.sale_models import Sale
from hotmart.api.subscription_models import SubscriptionTransaction

from . import links
from .account import Account
from .case import NOBODY, Arguments, Failure, Write, missing


def sale(account: Account, code: str) -> Sale:
    (found,) = account.client.sales.history(transaction=code)
    return found


def newest(account: Account, status: SaleStatus, **filters: Any) -> str:
    return account.sales(status, **filters)[-1]


def refund(account: Account) -> list[Any]:
    """The sale is protested at once, and refunded later (dossier §4.6)."""
    code = newest(account, SaleStatus.APPROVED)
    answer = account.do("sales.refund", code)
    assert sale(account, code).purchase.status == SaleStatus.PROTESTED
    account.hotmart.advance(40)
    assert sale(account, code).purchase.status == SaleStatus.REFUNDED
    assert code in account.sales(SaleStatus.REFUNDED)
    return [answer]


def refunded(account: Account) -> Arguments:
    return {"transaction_code": newest(account, SaleStatus.REFUNDED)}


def somebody_elses(account: Account) -> Arguments:
    return {"transaction_code": newest(account, SaleStatus.COMPLETE, commission_as="AFFILIATE")}


def regenerate_billet(account: Account) -> list[Any]:
    """There is another slip, which can be paid for longer (dossier §4.7)."""
    before = slip(account)
    code = before.purchase.transaction
    answer = account.do("sales.regenerate_billet", code)
    assert sale(account, code).purchase.status == SaleStatus.PRINTED_BILLET
    account.hotmart.advance(1)
    (after,) = account.client.subscriptions.transactions(transaction=code)
    old, new = before.purchase.payment, after.purchase.payment
    assert old
    assert new
    assert new.billet_reprint_code == answer.billet_url != old.billet_reprint_code
    assert new.billet_expiration_date
    assert old.billet_expiration_date
    assert new.billet_expiration_date > old.billet_expiration_date
    return [answer]


def slip(account: Account) -> SubscriptionTransaction:
    """A bank slip that waits to be paid since yesterday or longer: of today's only tomorrow tells."""
    for _ in range(120):
        waiting = account.sales(SaleStatus.PRINTED_BILLET, payment_type="BILLET")
        for one in account.client.subscriptions.transactions(purchase_status=ChargeStatus.PRINTED_BILLET):
            if one.purchase.transaction in waiting:
                return one
        account.hotmart.advance(1)
    raise AssertionError("nobody was printed a bank slip in four months")


def paid(account: Account) -> Arguments:
    return {"transaction_code": newest(account, SaleStatus.COMPLETE)}


def create_coupon(account: Account) -> list[Any]:
    """It is in the list, and in time in the prices of what is sold (dossier §7)."""
    product = account.course.id
    answer = account.do("coupons.create", product, "CONFORME15", 15)
    (coupon,) = account.client.coupons.list(product, code="CONFORME15")
    assert (coupon.coupon_code, coupon.discount, coupon.active) == ("CONFORME15", Decimal("0.15"), True)
    account.hotmart.advance(120)
    prices = account.client.sales.price_details(**account.year(), product_id=product)
    used = [row.coupon for row in prices if row.coupon and row.coupon.code == "CONFORME15"]
    assert used
    return [answer]


def taken(account: Account) -> Arguments:
    (coupon, *_) = account.client.coupons.list(account.course.id)
    return {"product_id": account.course.id, "coupon_code": coupon.coupon_code, "discount": 10}


def delete_coupon(account: Account) -> list[Any]:
    """It is in no list any more, and its code is free again."""
    product = account.course.id
    (coupon, *others) = account.client.coupons.list(product)
    assert coupon.coupon_code
    answer = account.do("coupons.delete", coupon.id)
    assert list(account.client.coupons.list(product)) == others
    assert not list(account.client.coupons.list(product, code=coupon.coupon_code))
    account.client.coupons.create(product, coupon.coupon_code, 10)
    assert len(list(account.client.coupons.list(product))) == len(others) + 1
    return [answer]


def configure(account: Account) -> list[Any]:
    """No read of the API tells, so the account itself is asked (dossier §6.4)."""
    product = account.course.id
    answer = account.do("products.configure", product, is_allowed_to_email_the_buyer=False)
    assert account.hotmart.truth()["stock"]["buyers_not_emailed"] == [product]
    again = account.do("products.configure", product, is_allowed_to_email_the_buyer=True)
    assert account.hotmart.truth()["stock"]["buyers_not_emailed"] == []
    return [answer, again]


def link(account: Account, ucode: str | None = None) -> Link:
    """The link of this ucode, or the newest, as the list tells of it."""
    return [one for one in account.client.links.list() if ucode in (None, one.ucode)][-1]


def create_link(account: Account) -> list[Any]:
    """It is in the list with its first offer, or with its first plan."""
    plain = account.do("links.create", "Aula", Decimal("90.50"), "BRL")
    assert link(account) == plain
    assert [(one.price, one.is_main_offer) for one in plain.offers] == [(plain.price, True)]
    full = account.do(
        "links.create",
        "Apoio",
        25,
        "BRL",
        checkout_configuration=links.CHECKOUT,
        link_configuration=links.CALLBACK,
        subscription=links.SUBSCRIPTION,
    )
    assert link(account) == full
    assert (full.checkout_configuration, full.link_configuration) == (links.CHECKOUT, links.CALLBACK)
    ((plan,), periodicity) = full.plans, Periodicity.MONTHLY
    assert (plan.periodicity, plan.billing_configuration, plan.trial) == (
        periodicity,
        links.BILLING,
        links.TRIAL,
    )
    return [plain, full]


def create_offer(account: Account) -> list[Any]:
    """It is among the offers of its link; a main one takes the place of the one before."""
    ucode = link(account).ucode
    aside = account.do("links.create_offer", ucode, "À vista", 150, "BRL")
    main = account.do("links.create_offer", ucode, "Turma", Decimal("99.90"), "BRL", is_main_offer=True)
    offers = link(account, ucode).offers or []
    assert offers[-2:] == [aside, main]
    assert [one.code for one in offers if one.is_main_offer] == [main.code]
    return [aside, main]


def create_plan(account: Account) -> list[Any]:
    """It is among the plans of its link."""
    ucode = link(account).ucode
    plain = account.do("links.create_plan", ucode, "Anual", 250, Periodicity.ANNUAL)
    full = account.do(
        "links.create_plan",
        ucode,
        "Mensal",
        25,
        "MONTHLY",
        billing_configuration=links.BILLING,
        trial=links.TRIAL,
    )
    assert (link(account, ucode).plans or [])[-2:] == [plain, full]
    return [plain, full]


def charge_offer(account: Account) -> list[Any]:
    """The charge is of the offer's price, and the link counts it."""
    before = next(one for one in account.client.links.list() if one.offers)
    (offer, *_) = before.offers or []
    charge = account.do("links.charge_offer", before.token, offer.code, sck="lp-2")
    assert (charge.price, charge.offer.code, charge.sck) == (offer.price, offer.code, "lp-2")
    assert charge.link.ucode == before.ucode
    assert link(account, before.ucode).total_charges == (before.total_charges or 0) + 1
    return [charge]


def charge_value(account: Account) -> list[Any]:
    """The charge is of that amount, in the currency of the link, which counts it."""
    before = link(account)
    charge = account.do("links.charge_value", before.token, Decimal("12.34"), sck="lp-2")
    assert charge.price.value == Decimal("12.34")
    assert before.price
    assert charge.price.currency_code == before.price.currency_code
    assert link(account, before.ucode).total_charges == (before.total_charges or 0) + 1
    return [charge]


def another_offer(account: Account) -> Arguments:
    return {"token": link(account).token, "offer_code": "zzzzzzzz"}


def too_much(account: Account) -> Arguments:
    return {"token": link(account).token, "value": 10**9}


SALE_WRITES: dict[str, Write] = {
    "sales.refund": Write(
        refund,
        (
            missing("purchase_not_found", transaction_code="HP0000000000"),
            Failure(BadRequestError, "refund_request_already_exists", refunded),
            Failure(PermissionDeniedError, "unauthorized_client", somebody_elses),
        ),
    ),
    "sales.regenerate_billet": Write(
        regenerate_billet,
        (
            missing("purchase_not_found", transaction_code="HP0000000000"),
            Failure(BadRequestError, "invalid_parameter", paid),
            Failure(PermissionDeniedError, "unauthorized_client", somebody_elses),
        ),
    ),
    "products.configure": Write(configure, (missing(product_id=1, is_allowed_to_email_the_buyer=True),)),
    "coupons.create": Write(
        create_coupon,
        (
            missing(product_id=1, coupon_code="AB12", discount=10),
            Failure(BadRequestError, "invalid_parameter", taken),
        ),
    ),
    "coupons.delete": Write(delete_coupon, (missing(coupon_id=1),)),
    "links.create": Write(
        create_link,
        (
            Failure(
                BadRequestError,
                "invalid_parameter",
                lambda _: {"name": "Aula", "value": 10**9, "currency": "BRL"},
            ),
        ),
    ),
    "links.create_offer": Write(
        create_offer, (missing(ucode=NOBODY, offer_name="Turma", value=10, currency="BRL"),)
    ),
    "links.create_plan": Write(
        create_plan, (missing(ucode=NOBODY, name="Mensal", value=10, periodicity="MONTHLY"),)
    ),
    "links.charge_offer": Write(
        charge_offer,
        (missing(token="0", offer_code="ab12cd34"), Failure(NotFoundError, "not_found", another_offer)),
    ),
    "links.charge_value": Write(
        charge_value,
        (missing(token="0", value=10), Failure(BadRequestError, "invalid_parameter", too_much)),
    ),
}
