"""The actions as a page lists them: by resource, or by what somebody wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import htpy as h

from hotmart.actions.action import Action, actions
from hotmart.actions.finding import find
from hotmart.actions.listing import EFFECTS, found, notices
from hotmart.console.view import View
from hotmart.language import Text, say

ELSEWHERE = ("sync", "verify")
"""What takes long, and has a page of its own."""
_RESOURCES = {
    "sales": Text("Sales", "Vendas"),
    "subscriptions": Text("Subscriptions", "Assinaturas"),
    "products": Text("Products", "Produtos"),
    "coupons": Text("Coupons", "Cupons"),
    "club": Text("Members area", "Área de membros"),
    "events": Text("Events", "Eventos"),
    "negotiation": Text("Overdue payments", "Pagamentos em atraso"),
    "links": Text("Payment links", "Links de pagamento"),
    "user": Text("Account", "Conta"),
    "account": Text("Account", "Conta"),
    "person": Text("People", "Pessoas"),
    "transaction": Text("Sales", "Vendas"),
    "access": Text("People", "Pessoas"),
}
_OWN_COPY = Text("Your copy", "A sua cópia")


def listed() -> list[Action]:
    """The actions of this page."""
    return [one for one in actions().values() if one.id not in ELSEWHERE]


def search(view: View) -> h.Element:
    """The question, and what answers it."""
    intent = view.query.get("intent", "").strip()
    account = view.query.get("account")
    return h.div[
        h.form(".intent", method="get", action="/fluxos", role="search")[
            h.input(type="hidden", name="account", value=account) if account else None,
            h.label(for_="intent")[h.span[say("What do you want to do?", "O que você quer fazer?")]],
            h.div(".row")[
                h.input(
                    id="intent",
                    name="intent",
                    type="search",
                    value=intent,
                    maxlength="400",
                    placeholder=say("who cancelled this month", "quem cancelou este mês"),
                ),
                h.button(".main")[say("Find", "Procurar")],
            ],
        ],
        _answers(view, intent) if intent else None,
    ]


def _answers(view: View, intent: str) -> h.Element:
    finding = find(intent, limit=8)
    chosen = [one for one in found(finding) if one.id not in ELSEWHERE]
    return h.div(aria_live="polite")[(h.p(".warning")[one] for one in notices(finding)), links(view, chosen)]


def links(view: View, chosen: Sequence[Action]) -> h.Element:
    """Each action as a link to its form."""
    return h.ul(".actions")[(h.li[_link(view, one)] for one in chosen)]


def _link(view: View, one: Action) -> h.Node:
    mark = None if one.reads else h.span(".mark", {"data-effect": one.effect})[str(EFFECTS[one.effect])]
    return [h.a(href=view.link("/fluxos/acao", id=one.id))[str(one.name)], " ", mark, " ", h.code[one.id]]


def by_resource(view: View) -> Iterator[h.Element]:
    """Every action, resource by resource."""
    groups: dict[str, list[Action]] = {}
    for one in listed():
        title = str(_RESOURCES.get(one.id.partition(".")[0], _OWN_COPY))
        groups.setdefault(title, []).append(one)
    for title, chosen in groups.items():
        yield h.section(".resource")[h.h3[title], links(view, chosen)]
