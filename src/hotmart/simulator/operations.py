"""Every operation of the API, and the desk that answers it (dossier §3.11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from hotmart.simulator.desks import (
    account,
    club,
    contracts,
    coupons,
    events,
    links,
    negotiation,
    products,
    sales,
    subscriptions,
)
from hotmart.simulator.desks.desk import Call, Desk

PAYMENTS: Final = "/payments/api/v1"
CATALOGUE: Final = "/products/api/v1"
CLUB: Final = "/club/api/v1"
PRODUCTS: Final = f"{CATALOGUE}/products"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API, the desk that answers it, and how long a window it asks for."""

    method: str
    path: str
    desk: Desk
    span: Callable[[Call], int | None] = lambda _: None
    without_login: str = "unauthorized"

    @property
    def writes(self) -> bool:
        """Whether it changes the world."""
        return self.method != "GET"

    @property
    def asks_of_one(self) -> bool:
        """Whether it reads what belongs to one thing, named in its path."""
        return not self.writes and "{" in self.path


OPERATIONS: Final = (
    Operation("GET", f"{PAYMENTS}/sales/history", sales.history, sales.span),
    Operation("GET", f"{PAYMENTS}/sales/summary", sales.summary, sales.span),
    Operation("GET", f"{PAYMENTS}/sales/users", sales.users, sales.span),
    Operation("GET", f"{PAYMENTS}/sales/commissions", sales.commissions, sales.span),
    Operation("GET", f"{PAYMENTS}/sales/price/details", sales.price_details, sales.span),
    Operation("PUT", f"{PAYMENTS}/sales/{{transaction}}/refund", sales.refund),
    Operation("PUT", f"{PAYMENTS}/sales/{{transaction}}/billet", sales.billet),
    Operation("GET", f"{PAYMENTS}/subscriptions", subscriptions.subscriptions, subscriptions.span),
    Operation("GET", f"{PAYMENTS}/subscriptions/summary", subscriptions.summary, subscriptions.span),
    Operation(
        "GET", f"{PAYMENTS}/subscriptions/transactions", subscriptions.transactions, subscriptions.span
    ),
    Operation("GET", f"{PAYMENTS}/subscriptions/{{subscriber_code}}/purchases", subscriptions.purchases),
    Operation("POST", f"{PAYMENTS}/subscriptions/{{subscriber_code}}/cancel", contracts.cancel),
    Operation("POST", f"{PAYMENTS}/subscriptions/cancel", contracts.cancel_many),
    Operation("POST", f"{PAYMENTS}/subscriptions/{{subscriber_code}}/reactivate", contracts.reactivate),
    Operation("POST", f"{PAYMENTS}/subscriptions/reactivate", contracts.reactivate_many),
    Operation("PATCH", f"{PAYMENTS}/subscriptions/{{subscriber_code}}", contracts.change_due_day),
    Operation("GET", f"{PAYMENTS}/subscriptions/switch-plan/plans", contracts.plans),
    Operation("POST", f"{PAYMENTS}/subscriptions/switch-plan", contracts.switch),
    Operation("POST", f"{PAYMENTS}/installments/negotiate", negotiation.create),
    Operation("POST", f"{PAYMENTS}/link", links.create),
    Operation("GET", f"{PAYMENTS}/link", links.listing),
    Operation("POST", f"{PAYMENTS}/link/token/charge/offer", links.charge_offer),
    Operation("POST", f"{PAYMENTS}/link/token/charge/value", links.charge_value),
    Operation("POST", f"{PAYMENTS}/link/{{ucode}}/offer", links.create_offer),
    Operation("POST", f"{PAYMENTS}/link/{{ucode}}/plan", links.create_plan),
    Operation("GET", PRODUCTS, products.products),
    Operation("GET", f"{PRODUCTS}/{{ucode}}/offers", products.offers),
    Operation("GET", f"{PRODUCTS}/{{ucode}}/plans", products.plans),
    Operation("PUT", f"{CATALOGUE}/product/configuration/{{product_id}}", products.configure),
    Operation("POST", f"{CATALOGUE}/product/{{product_id}}/coupon", coupons.create),
    Operation("GET", f"{CATALOGUE}/coupon/product/{{product_id}}", coupons.coupons),
    Operation("DELETE", f"{CATALOGUE}/coupon/{{coupon_id}}", coupons.delete),
    Operation("GET", f"{CLUB}/modules", club.modules),
    Operation("GET", f"{CLUB}/modules/{{module_id}}/pages", club.pages),
    Operation("GET", "/club/api/v2/modules/{module_id}/pages", club.pages_v2),
    Operation("GET", f"{CLUB}/users", club.users),
    Operation("GET", f"{CLUB}/users/{{user_id}}/lessons", club.lessons),
    Operation("GET", "/events/api/v1/{event_id}/info", events.info),
    Operation("GET", "/events/api/v1/{event_id}/participants", events.participants),
    Operation("GET", "/user/api/v1/me", account.me, without_login="invalid_token"),
    Operation("POST", "/accounts/api/v1/info", account.info),
)


def by_path() -> dict[str, dict[str, Operation]]:
    """The operations of each path by method; a path that names itself comes before one with a blank."""
    found: dict[str, dict[str, Operation]] = {}
    for operation in sorted(OPERATIONS, key=lambda it: "{" in it.path):
        found.setdefault(operation.path, {})[operation.method] = operation
    return found
