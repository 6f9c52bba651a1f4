"""Whom each write reaches by e-mail, what of it cannot be undone, and what it moves, as the dossier has it.

A test holds it to the catalogue: a write without an entry fails by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from hotmart.figures import amount
from hotmart.language import Text, both, say


class Consequence(NamedTuple):
    """What a write brings with it."""

    mails: Text | None = None
    """Who gets an e-mail; None for nobody."""
    final: Text | None = None
    """What cannot be undone; None where all can."""


_NOT_TOLD = Text(
    "Hotmart does not document whether it writes to anybody.",
    "A Hotmart não documenta se escreve a alguém.",
)
_LINK_BY_MAIL = Text(
    "Each subscriber gets an e-mail with a link that is good for 3 days.",
    "Cada assinante recebe um e-mail com um link válido por 3 dias.",
)
_MAIL = Text("Each subscriber gets an e-mail.", "Cada assinante recebe um e-mail.")
_CANCELLED = Text(
    "A cancelled subscription comes back only if its subscriber accepts, and one that ended never does.",
    "Uma assinatura cancelada só volta se o assinante aceitar, e uma encerrada nunca volta.",
)
_NO_DELETING = Text(
    "The API cannot delete it again: that is done in Hotmart's panel.",
    "A API não apaga depois: isso se faz no painel da Hotmart.",
)
_CHARGE = Text(
    "A charge is not taken back from here, and each call makes one more.",
    "Uma cobrança não se desfaz por aqui, e cada chamada gera mais uma.",
)

EFFECTS: Mapping[str, Consequence] = {
    "sales.refund": Consequence(
        _NOT_TOLD,
        Text(
            "A refund cannot be undone, and there is no partial one.",
            "Um reembolso não pode ser desfeito, e não há reembolso parcial.",
        ),
    ),
    "sales.regenerate_billet": Consequence(_NOT_TOLD),
    "subscriptions.cancel": Consequence(_MAIL, _CANCELLED),
    "subscriptions.cancel_single": Consequence(_MAIL, _CANCELLED),
    "subscriptions.reactivate": Consequence(_LINK_BY_MAIL),
    "subscriptions.reactivate_single": Consequence(_LINK_BY_MAIL),
    "subscriptions.change_due_day": Consequence(_NOT_TOLD),
    "subscriptions.switch_plan": Consequence(_NOT_TOLD),
    "products.configure": Consequence(),
    "coupons.create": Consequence(),
    "coupons.delete": Consequence(
        None,
        Text(
            "A coupon that is deleted does not come back; its code can be used again.",
            "Um cupom apagado não volta; o código pode ser usado de novo.",
        ),
    ),
    "negotiation.create": Consequence(_NOT_TOLD, _CHARGE),
    "links.create": Consequence(None, _NO_DELETING),
    "links.create_offer": Consequence(None, _NO_DELETING),
    "links.create_plan": Consequence(None, _NO_DELETING),
    "links.charge_offer": Consequence(_NOT_TOLD, _CHARGE),
    "links.charge_value": Consequence(_NOT_TOLD, _CHARGE),
}
UNKNOWN = Consequence(
    _NOT_TOLD,
    Text(
        "This release does not know what the path does: nobody here can tell whether it can be undone.",
        "Esta versão não sabe o que o caminho faz: ninguém aqui sabe se pode ser desfeito.",
    ),
)


def consequence(action: str, arguments: Mapping[str, Any]) -> Consequence:
    """What this write brings with it, with these arguments."""
    found = EFFECTS.get(action, UNKNOWN)
    if found.mails is _MAIL and arguments.get("send_mail") is False:
        return found._replace(mails=None)
    return found


def moving(action: str, amounts: Mapping[str, Decimal]) -> Text | None:
    """What a write moves, in a sentence; None where it moves nothing."""
    if not amounts:
        return None

    def said() -> str:
        moved = ", ".join(f"{name} {amount(value)}" for name, value in amounts.items())
        if action == "sales.refund":
            return say(f"Gives {moved} back.", f"Devolve {moved}.")
        if action in _ASKED_FOR:
            return say(
                f"Asks for {moved}; nothing moves before the buyer pays.",
                f"Cobra {moved}; nada se movimenta antes de o comprador pagar.",
            )
        if action == "negotiation.create":
            return say(
                f"Asks for about {moved}, by its price now; nothing moves before the buyer pays.",
                f"Cobra cerca de {moved}, no preço de hoje; nada se movimenta antes de o comprador pagar.",
            )
        if action in _CHARGING:
            return say(
                f"Charges {moved} at once where it is accepted; nothing moves before.",
                f"Cobra {moved} na hora em que aceitarem; nada se movimenta antes.",
            )
        return say(f"Moves {moved}.", f"Movimenta {moved}.")

    return both(said)


_ASKED_FOR = ("links.charge_offer", "links.charge_value")
_CHARGING = ("subscriptions.reactivate", "subscriptions.reactivate_single")
_MOVING = ("sales.refund", "negotiation.create", *_ASKED_FOR)


def moves(action: str, arguments: Mapping[str, Any]) -> bool:
    """Whether it moves an amount, or asks for one: where none is seen, nobody knows how much it would be."""
    return action in _MOVING or (action in _CHARGING and bool(arguments.get("charge")))
