"""Forgetting the secret of a connection: what that means is said first, then it is done."""

from __future__ import annotations

import htpy as h

from hotmart.connections.glance import glance
from hotmart.connections.removing import removed
from hotmart.console.blocks import Block
from hotmart.console.page import Shown
from hotmart.console.sources.difference import finished
from hotmart.console.sources.standing import told_of
from hotmart.console.view import View
from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text, say


def asks(view: View) -> Shown:
    """What forgetting it means. Nothing is changed."""
    name = _kept(view, view.query.get("name", ""))
    body = [
        h.p[
            say(
                "The secret and the token of this connection are taken off this machine. The credential "
                "itself stays good until you delete it in Hotmart's panel; the copy of the account and "
                "hotmart.toml stay as they are.",
                "O segredo e o token desta conexão saem desta máquina. A credencial em si continua valendo "
                "até você apagar no painel da Hotmart; a cópia da conta e o hotmart.toml ficam como estão.",
            )
        ],
        h.form(".row", method="post", action=view.link("/fontes/esquecer"))[
            h.input(type="hidden", name="name", value=name),
            h.button(".danger")[say("Forget the secret", "Esquecer o segredo")],
            h.a(".button", href=view.link("/fontes"))[say("Back", "Voltar")],
        ],
    ]
    title = Text(f"Forget the secret of {name}?", f"Esquecer o segredo de {name}?")
    return [Block("secret", title, body=body, wide=True)]


def forgets(view: View) -> Shown:
    """Forget it. Raises ConfigurationError where a keyring does not let go of it."""
    name = _kept(view, view.form.get("name", ""))
    removed(name)
    view.house.renew()
    return finished(view, Text(f"{name} is forgotten here.", f"{name} foi esquecida aqui."))


def _kept(view: View, name: str) -> str:
    """The name of a connection whose secret is kept here. Raises InvalidArgumentError for any other."""
    said = told_of(view.house)
    kept = [one for one in said.names() if glance(one, said).note]
    if name not in kept:
        raise InvalidArgumentError(
            "name",
            Text(
                "No secret is kept here of this connection.",
                "Nenhum segredo desta conexão está guardado aqui.",
            ),
            did_you_mean(name[:60], kept),
        )
    return name
