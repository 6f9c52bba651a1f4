"""Settling: whether a write whose answer was lost was done, asked by reading and never by sending again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from hotmart.actions.guard.book import Book, Line
from hotmart.actions.guard.errors import SEE_AUDIT, no_plan
from hotmart.actions.guard.looking import coupon_of, sale_of, subscription_of
from hotmart.actions.guard.settling_links import link_made, offer_made, plan_made
from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.client import Hotmart
from hotmart.errors import BadRequestError, NotFoundError, UnexpectedAnswerError
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
        settled = _settled(line, book, client)
        if settled.done is not None:
            book.add_line(
                line, "settled_done" if settled.done else "settled_not_done", who, {"why": settled.why.en}
            )
        found.append(settled)
    return found


def _settled(line: Line, book: Book, client: Hotmart) -> Settled:
    if making := _MADE.get(line.action):
        done, why = making(line, book, client)
    elif asking := _ASKING.get(line.action):
        done, why = asking(line.told.get("arguments", {}), client)
    else:
        done, why = None, _NO_READ
    if done is None:
        where = _PANEL.get(line.action, _SOMEWHERE)
        why = Text(f"{why.en}. {where.en}", f"{why.pt}. {where.pt}")
    return Settled(line, done, why)


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


def _switched(arguments: Mapping[str, Any], client: Hotmart) -> tuple[bool | None, Text]:
    """The offer of the plan it has now; which answer tells that is unconfirmed (dossier §5.10)."""
    code, wanted = arguments["subscriber_code"], arguments["offer_code"]
    try:
        found = next(iter(client.subscriptions.switch_plans([code])), None)
    except (UnexpectedAnswerError, BadRequestError, NotFoundError):
        found = None
    now = next((one for one in (found.plans or () if found else ()) if one.current), None)
    offer = now.offer.key if now and now.offer else None
    if offer is None:
        return None, Text(
            f"no read tells which plan subscription {code} has now",
            f"nenhuma leitura diz que plano a assinatura {code} tem agora",
        )
    return offer == wanted, Text(
        f"subscription {code} has the plan of offer {offer}",
        f"a assinatura {code} tem o plano da oferta {offer}",
    )


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
    "subscriptions.switch_plan": _switched,
    "coupons.create": _coupon_made,
    "coupons.delete": _coupon_deleted,
}
_MADE: Mapping[str, Callable[[Line, Book, Hotmart], tuple[bool | None, Text]]] = {
    "links.create": link_made,
    "links.create_offer": offer_made,
    "links.create_plan": plan_made,
}
_NO_READ = Text("no read of the API tells", "nenhuma leitura da API diz")


def _look(en: str, pt: str) -> Text:
    return Text(
        f"Before trying again, look in Hotmart's panel {en}.",
        f"Antes de tentar de novo, olhe no painel da Hotmart {pt}.",
    )


_OF_SUBSCRIPTION = _look(
    "at the subscription itself, and what it says was done to it",
    "a própria assinatura, e o que ela diz que foi feito",
)
_INVITED = _look(
    "at the subscription: only once its subscriber accepts is it active again, and an invitation is seen in "
    "the e-mail they got",
    "a assinatura: ela só volta a ficar ativa quando o assinante aceitar, e o convite só se vê no e-mail que "
    "ele recebeu",
)
_OF_LINKS = _look(
    "among the payment links, for the charges of this one",
    "os links de pagamento, e as cobranças deste",
)
_SOMEWHERE = _look("at what this was about", "aquilo de que se trata")
_PANEL: Mapping[str, Text] = {
    "sales.refund": _look("among the sales, for the state of this one", "as vendas, e o estado desta"),
    "sales.regenerate_billet": _look(
        "among the sales, for the due date of this one's bank slip",
        "as vendas, e o vencimento do boleto desta",
    ),
    "subscriptions.cancel": _OF_SUBSCRIPTION,
    "subscriptions.cancel_single": _OF_SUBSCRIPTION,
    "subscriptions.reactivate": _INVITED,
    "subscriptions.reactivate_single": _INVITED,
    "subscriptions.change_due_day": _look(
        "at the subscription, for the day it is charged on", "a assinatura, e o dia em que ela é cobrada"
    ),
    "subscriptions.switch_plan": _look(
        "at the subscription, for the plan that it has", "a assinatura, e o plano que ela tem"
    ),
    "products.configure": _look(
        "at the settings of the product, for the e-mail to buyers",
        "as configurações do produto, e o e-mail aos compradores",
    ),
    "negotiation.create": _look(
        "at the subscription, for a new charge of its debts; from tomorrow on, subscriptions.transactions "
        "tells of it too",
        "a assinatura, e uma cobrança nova do que ela deve; a partir de amanhã, subscriptions.transactions "
        "também diz",
    ),
    "links.create": _look("among the payment links", "os links de pagamento"),
    "links.create_offer": _look("at the offers of the payment link", "as ofertas do link de pagamento"),
    "links.create_plan": _look("at the plans of the payment link", "os planos do link de pagamento"),
    "links.charge_offer": _OF_LINKS,
    "links.charge_value": _OF_LINKS,
}
"""Where a person sees what no read tells: what is looked at, as the panel's menus move."""
