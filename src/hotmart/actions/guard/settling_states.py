"""Whether a write whose answer was lost was done, by the state that what it is about has now.

A state that held before the sending tells nothing: it is told in the audit, as it was seen then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotmart.actions.guard.book import Line
from hotmart.actions.guard.looking import coupon_of, sale_of, subscription_of
from hotmart.actions.guard.of_sales import REFUNDABLE
from hotmart.actions.guard.of_subscriptions import RUNNING, current_offer
from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.client import Hotmart
from hotmart.errors import BadRequestError, NotFoundError, UnexpectedAnswerError
from hotmart.language import Text

Answer = tuple[bool | None, Text]
_GIVEN_BACK = (SaleStatus.PROTESTED, SaleStatus.REFUNDED, SaleStatus.PARTIALLY_REFUNDED)
_BY_US = (SubscriptionStatus.CANCELLED_BY_SELLER, SubscriptionStatus.CANCELLED_BY_ADMIN)
_BY_ITSELF = (
    SubscriptionStatus.CANCELLED_BY_CUSTOMER,
    SubscriptionStatus.OVERDUE,
    SubscriptionStatus.INACTIVE,
)
"""How a subscription ends that nobody here has cancelled."""


def refunded(line: Line, client: Hotmart) -> Answer:
    """Whether the sale was given back, or is asked to be."""
    code = _arguments(line)["transaction_code"]
    sale, before = sale_of(client, code), _before(line).get(code)
    if sale is None:
        return None, Text(f"sale {code} is not found", f"a venda {code} não é encontrada")
    status = sale.purchase.status
    said = Text(f"sale {code} is {status}", f"a venda {code} está {status}")
    if status in REFUNDABLE or (status not in _GIVEN_BACK and status == before):
        return False, said
    if status not in _GIVEN_BACK:
        return None, Text(f"{said.en}, which does not tell", f"{said.pt}, o que não diz nada")
    if before is None or before in _GIVEN_BACK:
        return None, _as_before(said)
    return True, said


def cancelled(line: Line, client: Hotmart) -> Answer:
    """Whether the subscriptions that still ran have ended, and not by themselves."""
    told, before = _arguments(line)["subscriber_code"], _before(line)
    states: dict[str, SubscriptionStatus | None] = {}
    for code in [told] if isinstance(told, str) else [*told]:
        one = subscription_of(client, code)
        states[code] = one.status if one else None
    listed = ", ".join(f"{code} {status}" for code, status in states.items())
    said = Text(listed, listed)
    telling = {
        code: now for code, now in states.items() if before.get(code) not in (None, *_BY_US, *_BY_ITSELF)
    }
    if not telling:
        return None, _as_before(said)
    if any(now not in (*RUNNING, *_BY_US, before[code]) for code, now in telling.items()):
        return None, Text(
            f"not all were ended from here: {listed}", f"nem todas terminaram por aqui: {listed}"
        )
    ended = [status in _BY_US for status in telling.values()]
    if any(ended) != all(ended):
        return None, Text(f"some are cancelled: {listed}", f"algumas estão canceladas: {listed}")
    return all(ended), said


def switched(line: Line, client: Hotmart) -> Answer:
    """The offer of the plan it has now; which answer tells that is unconfirmed (dossier §5.10)."""
    code, wanted = _arguments(line)["subscriber_code"], _arguments(line)["offer_code"]
    try:
        found = next(iter(client.subscriptions.switch_plans([code])), None)
    except (UnexpectedAnswerError, BadRequestError, NotFoundError):
        found = None
    offer = current_offer((found.plans if found else None) or ())
    if offer is None:
        return None, Text(
            f"no read tells which plan subscription {code} has now",
            f"nenhuma leitura diz que plano a assinatura {code} tem agora",
        )
    said = Text(
        f"subscription {code} has the plan of offer {offer}",
        f"a assinatura {code} tem o plano da oferta {offer}",
    )
    if offer == wanted and _before(line).get(code) in (None, wanted):
        return None, _as_before(said)
    return offer == wanted, said


def coupon_made(line: Line, client: Hotmart) -> Answer:
    """Whether there is an active coupon of that code, and there was none."""
    code = _arguments(line)["coupon_code"]
    coupons = client.coupons.list(_arguments(line)["product_id"], code=code)
    if not any(one.coupon_code == code and one.active is not False for one in coupons):
        return False, Text(f"there is no coupon {code}", f"não existe um cupom {code}")
    said = Text(f"there is a coupon {code}", f"existe um cupom {code}")
    return (None, _as_before(said)) if _before(line).get(code) else (True, said)


def coupon_deleted(line: Line, client: Hotmart) -> Answer:
    """Whether the coupon is gone, which was there when the plan was made."""
    number = str(_arguments(line)["coupon_id"])
    if coupon_of(client, number):
        return False, Text(f"coupon {number} is still there", f"o cupom {number} ainda existe")
    return True, Text(f"there is no coupon {number} any more", f"o cupom {number} não existe mais")


def _arguments(line: Line) -> Mapping[str, Any]:
    arguments: Mapping[str, Any] = line.told.get("arguments", {})
    return arguments


def _before(line: Line) -> Mapping[str, str | None]:
    before: Mapping[str, str | None] = line.told.get("before", {})
    return before


def _as_before(said: Text) -> Text:
    return Text(
        f"{said.en}, and may have been so before this was sent",
        f"{said.pt}, e pode ser que já estivesse assim antes do envio",
    )
