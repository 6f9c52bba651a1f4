"""The connections there are, as `hotmart connection list` tells them, of the hotmart.toml of this console."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import htpy as h

from hotmart.connections.ensuring import standing
from hotmart.connections.environment import WORDS, environment
from hotmart.connections.glance import Glance, Told, glance
from hotmart.connections.glance import told as told_by
from hotmart.connections.states import SENTENCES, Standing, State
from hotmart.connections.trying import DOMAINS, Domain
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.house import House
from hotmart.console.sources.proposing import file_of
from hotmart.console.view import View
from hotmart.errors import HotmartError
from hotmart.language import Text, say
from hotmart.words import is_object

TESTED = "sources.tested"
_GOOD: dict[State, str] = {"READY": "yes", "SETUP_FAILED": "no", "CONFIGURATION_ERROR": "no"}
_MARKS = {True: "✓", False: "✗", None: "–"}


def told_of(house: House) -> Told:
    """What hotmart.toml says here, unchecked. Raises ConfigurationError for what is no TOML."""
    return told_by({**os.environ, "HOTMART_CONFIG": str(file_of(house))})


def connections(view: View) -> Block:
    """Every connection with where it stands, and what can be done with it."""
    said = told_of(view.house)
    found = [(standing(name, said), glance(name, said)) for name in said.names()]
    cards = h.div(".cards")[(_card(view, one, seen, said) for one, seen in found)]
    add = h.p[
        h.a(".button", href=view.link("/fontes/conexao"))[say("Add a connection", "Adicionar uma conexão")]
    ]
    return Block(
        "connections",
        Text("Connections", "Conexões"),
        chart=[cards, add],
        table=Table(_COLUMNS, [_row(one, seen, said) for one, seen in found]),
        wide=True,
    )


_COLUMNS = (
    Column("connection", Text("connection", "conexão")),
    Column("state", Text("state", "estado"), "code"),
    Column("description", Text("description", "descrição")),
    Column("environment", Text("environment", "ambiente")),
    Column("secret", Text("secret", "segredo")),
    Column("warehouse", Text("file", "arquivo")),
)


def _row(one: Standing, seen: Glance, said: Told) -> dict[str, Any]:
    return {
        "connection": one.name,
        "state": one.state,
        "description": _told(said, one.name).get("description"),
        "environment": _environment(seen),
        "secret": str(seen.where) if seen.where else None,
        "warehouse": seen.warehouse.as_posix(),
    }


def _card(view: View, one: Standing, seen: Glance, said: Told) -> h.Element:
    about = _told(said, one.name).get("description")
    problem = one.problem
    return h.article(".card", {"data-connection": one.name})[
        h.h3[one.name],
        h.p(".state", {"data-good": _GOOD.get(one.state, "")})[
            str(SENTENCES[one.state]), " ", h.code[one.state]
        ],
        h.p[str(about)] if about else None,
        h.p(".note")[_environment(seen), " · ", _secret(seen)],
        h.p(".wrong")[f"{problem.message} {problem.hint or ''}"] if problem else None,
        _tested(view, one.name),
        h.div(".row")[_deeds(view, one, seen)],
    ]


def _deeds(view: View, one: Standing, seen: Glance) -> list[h.Node]:
    form = view.link("/fontes/conexao", name=one.name)
    if one.state != "READY":
        words = say("Connect", "Conectar")
        return [h.a(".button", href=form, aria_label=f"{words}: {one.name}")[words], _forget(view, seen)]
    test, change = say("Test", "Testar"), say("Change", "Alterar")
    return [
        h.form(method="post", action=view.link("/fontes/testar"))[
            h.input(type="hidden", name="name", value=one.name),
            h.button(aria_label=f"{test}: {one.name}")[test],
        ],
        h.a(".button", href=form, aria_label=f"{change}: {one.name}")[change],
        _forget(view, seen),
    ]


def _forget(view: View, seen: Glance) -> h.Node:
    """The way to forget a secret that is kept here; what the environment or a file tells is not ours."""
    words = say("Forget its secret…", "Esquecer o segredo…")
    where = view.link("/fontes/esquecer", name=seen.name)
    return h.a(href=where, aria_label=f"{words} {seen.name}")[words] if seen.note else None


def _tested(view: View, name: str) -> h.Node:
    """What the last test of this browser found, part by part."""
    kept = view.session.kept.get(TESTED)
    found: Any = kept.get(name) if is_object(kept) else None
    if found is None:
        return None
    if isinstance(found, HotmartError):
        return h.p(".wrong", role="status")[f"{found.text} {found.advice or ''}"]
    return h.div(role="status")[h.ul(".domains")[(_domain(one) for one in found)]]


def _domain(one: Domain) -> h.Element:
    works = {
        True: say("works", "funciona"),
        False: say("does not work", "não funciona"),
        None: say("not tried", "não testado"),
    }[one.works]
    return h.li({"data-domain": one.name})[
        h.span(aria_hidden="true")[f"{_MARKS[one.works]} "],
        h.strong[str(DOMAINS[one.name])],
        f": {one.said}" if one.works is None and one.said else f": {works}",
        f" ({one.said})" if one.works is False and one.said else None,
    ]


def _environment(seen: Glance) -> str:
    return str(WORDS[environment(seen.api_url, sandbox=seen.sandbox)])


def _secret(seen: Glance) -> str:
    return (
        say(f"secret in {seen.where}", f"segredo: {seen.where}")
        if seen.where
        else say("no secret yet", "ainda sem segredo")
    )


def _told(said: Told, name: str) -> Mapping[str, Any]:
    return said.connections.get(name, {})
