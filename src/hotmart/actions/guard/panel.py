"""Where a person sees what no read tells: what is looked at in Hotmart's panel, as its menus move."""

from __future__ import annotations

from collections.abc import Mapping

from hotmart.language import Text


def where(action: str) -> Text:
    """Where to look whether this was done."""
    return PANEL.get(action, SOMEWHERE)


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
SOMEWHERE = _look("at what this was about", "aquilo de que se trata")
PANEL: Mapping[str, Text] = {
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
