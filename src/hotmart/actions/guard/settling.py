"""Settling: whether a write whose answer was lost was done, asked by reading and never by sending again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from hotmart.actions.guard.book import Book, Line
from hotmart.actions.guard.errors import SEE_AUDIT, no_plan
from hotmart.actions.guard.looking import coupon_of, sale_of, subscription_of
from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.client import Hotmart
from hotmart.language import Text

_GIVEN_BACK = {SaleStatus.PROTESTED, SaleStatus.REFUNDED, SaleStatus.PARTIALLY_REFUNDED}
_ENDED = {
    SubscriptionStatus.CANCELLED_BY_ADMIN,
    SubscriptionStatus.CANCELLED_BY_CUSTOMER,
    SubscriptionStatus.CANCELLED_BY_SELLER,
    SubscriptionStatus.INACTIVE,
    SubscriptionStatus.OVERDUE,
}


class Settled(NamedTuple):
    """What became of a write."""

    line: Line
    done: bool | None
    """None: no read can tell."""
    why: Text


def settle(book: Book, client: Hotmart, who: str, plan_id: str | None = None) -> list[Settled]:
    """Look into every write of this account whose outcome is unknown, or into one of them.

    What is found out is added to the audit; what no read can tell stays unknown. Raises PlanError where
    nothing is known of such a plan of this account.
    """
    if plan_id and not any(line.account == client.identity for line in book.lines(plan_id)):
        raise no_plan(plan_id, SEE_AUDIT)
    found: list[Settled] = []
    for line in book.unknown():
        if line.account != client.identity or (plan_id and line.plan != plan_id):
            continue
        settled = _settled(line, client)
        if settled.done is not None:
            book.add_line(
                line, "settled_done" if settled.done else "settled_not_done", who, {"why": settled.why.en}
            )
        found.append(settled)
    return found


def _settled(line: Line, client: Hotmart) -> Settled:
    asking = _ASKING.get(line.action)
    if asking is None:
        return Settled(line, None, _NOBODY_CAN_TELL)
    return Settled(line, *asking(line.told.get("arguments", {}), client))


def _refund(arguments: Mapping[str, Any], client: Hotmart) -> tuple[bool | None, Text]:
    code = arguments["transaction_code"]
    sale = sale_of(client, code)
    if sale is None:
        return None, Text(f"sale {code} is not found", f"a venda {code} não é encontrada")
    status = sale.purchase.status
    return status in _GIVEN_BACK, Text(f"sale {code} is {status}", f"a venda {code} está {status}")


def _cancelled(arguments: Mapping[str, Any], client: Hotmart) -> tuple[bool | None, Text]:
    told = arguments["subscriber_code"]
    codes = [told] if isinstance(told, str) else [*told]
    states: dict[str, SubscriptionStatus | None] = {}
    for code in codes:
        one = subscription_of(client, code)
        states[code] = one.status if one else None
    said = ", ".join(f"{code} {status}" for code, status in states.items())
    ended = [status in _ENDED for status in states.values()]
    if any(ended) != all(ended):
        return None, Text(f"some are cancelled: {said}", f"algumas estão canceladas: {said}")
    return all(ended), Text(said, said)


def _coupon_made(arguments: Mapping[str, Any], client: Hotmart) -> tuple[bool | None, Text]:
    code = arguments["coupon_code"]
    coupons = client.coupons.list(arguments["product_id"], code=code)
    if any(one.coupon_code == code and one.active is not False for one in coupons):
        return True, Text(f"there is a coupon {code}", f"existe um cupom {code}")
    return False, Text(f"there is no coupon {code}", f"não existe um cupom {code}")


def _coupon_deleted(arguments: Mapping[str, Any], client: Hotmart) -> tuple[bool | None, Text]:
    number = str(arguments["coupon_id"])
    if coupon_of(client, number):
        return False, Text(f"coupon {number} is still there", f"o cupom {number} ainda existe")
    return True, Text(f"there is no coupon {number} any more", f"o cupom {number} não existe mais")


_ASKING: Mapping[str, Callable[[Mapping[str, Any], Hotmart], tuple[bool | None, Text]]] = {
    "sales.refund": _refund,
    "subscriptions.cancel": _cancelled,
    "subscriptions.cancel_single": _cancelled,
    "coupons.create": _coupon_made,
    "coupons.delete": _coupon_deleted,
}
_NOBODY_CAN_TELL = Text(
    "No read of the API tells. Look in Hotmart's panel before trying again.",
    "Nenhuma leitura da API diz. Olhe no painel da Hotmart antes de tentar de novo.",
)
