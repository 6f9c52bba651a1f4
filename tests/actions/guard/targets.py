"""What each write can be done to in a small account: arguments that Hotmart accepts, new ones each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, TypeAlias

from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.client import Hotmart

Arguments: TypeAlias = dict[str, Any]
BEGAN = date(2011, 1, 1)
_numbers = count(1)


def sales(client: Hotmart, *statuses: SaleStatus) -> Iterator[str]:
    """The latest sales first: those can be given back."""
    found = client.sales.history(
        start_date=date(2022, 1, 1), transaction_status=[*statuses], commission_as="PRODUCER"
    )
    yield from (one.purchase.transaction for one in reversed([*found]))


def subscribers(client: Hotmart, *statuses: SubscriptionStatus) -> Iterator[str]:
    found = client.subscriptions.list(accession_date=BEGAN, status=[*statuses])
    yield from (one.subscriber_code for one in found if not one.trial)


def refund(client: Hotmart) -> Arguments:
    return {"transaction_code": next(sales(client, SaleStatus.APPROVED))}


def regenerate_billet(client: Hotmart) -> Arguments:
    return {"transaction_code": next(sales(client, SaleStatus.PRINTED_BILLET))}


def running(client: Hotmart) -> Arguments:
    return {"subscriber_code": next(subscribers(client, SubscriptionStatus.ACTIVE))}


def several_running(client: Hotmart) -> Arguments:
    return {"subscriber_code": [next(subscribers(client, SubscriptionStatus.ACTIVE))], "send_mail": False}


def over(client: Hotmart) -> Arguments:
    return {"subscriber_code": next(subscribers(client, SubscriptionStatus.CANCELLED_BY_CUSTOMER))}


def several_over(client: Hotmart) -> Arguments:
    return {"subscriber_code": [over(client)["subscriber_code"]]}


def due_day(client: Hotmart) -> Arguments:
    return running(client) | {"due_day": 1 + next(_numbers) % 28}


def switch(client: Hotmart) -> Arguments:
    codes = [*subscribers(client, SubscriptionStatus.ACTIVE)]
    for one in client.subscriptions.switch_plans(codes[:50]):
        for plan in one.plans or []:
            if plan.offer and plan.offer.key and not plan.current:
                return {"subscriber_code": one.subscriber_code, "offer_code": plan.offer.key}
    raise LookupError


def product(client: Hotmart) -> int:
    return next(one.id for one in client.products.list() if one.status == "ACTIVE" and one.id)


def coupon(client: Hotmart) -> Arguments:
    return {"product_id": product(client), "coupon_code": f"GUARDA{next(_numbers)}X", "discount": 10}


def old_coupon(client: Hotmart) -> Arguments:
    asked = coupon(client)
    client.coupons.create(**asked)
    made = next(iter(client.coupons.list(asked["product_id"], code=asked["coupon_code"])))
    return {"coupon_id": made.id}


def debt(client: Hotmart) -> Arguments:
    for one in client.subscriptions.summary(accession_date=BEGAN):
        for owed in one.unpaid_recurrencies or []:
            return {
                "subscription_id": one.subscription_id,
                "recurrences": [owed.number],
                "payment_type": "PIX",
            }
    raise LookupError


def link(client: Hotmart) -> Any:
    made = client.links.create("Aula", Decimal("90.50"), "BRL")
    client.links.create_offer(made.ucode, "À vista", Decimal(150), "BRL")
    return [*client.links.list()][-1]


def offer_to_charge(client: Hotmart) -> Arguments:
    made = link(client)
    return {"token": made.token, "offer_code": made.offers[0].code}


TARGETS: Mapping[str, Callable[[Hotmart], Arguments]] = {
    "sales.refund": refund,
    "sales.regenerate_billet": regenerate_billet,
    "subscriptions.cancel": several_running,
    "subscriptions.cancel_single": running,
    "subscriptions.reactivate": several_over,
    "subscriptions.reactivate_single": over,
    "subscriptions.change_due_day": due_day,
    "subscriptions.switch_plan": switch,
    "products.configure": lambda client: {
        "product_id": product(client),
        "is_allowed_to_email_the_buyer": True,
    },
    "coupons.create": coupon,
    "coupons.delete": old_coupon,
    "negotiation.create": debt,
    "links.create": lambda _: {"name": "Aula", "value": Decimal("90.50"), "currency": "BRL"},
    "links.create_offer": lambda client: {
        "ucode": link(client).ucode,
        "offer_name": "Turma",
        "value": Decimal("99.90"),
        "currency": "BRL",
    },
    "links.create_plan": lambda client: {
        "ucode": link(client).ucode,
        "name": "Anual",
        "value": Decimal(250),
        "periodicity": "ANNUAL",
    },
    "links.charge_offer": offer_to_charge,
    "links.charge_value": lambda client: {"token": link(client).token, "value": Decimal("12.34")},
}
