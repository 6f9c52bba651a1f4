"""The fields of a connection, what they hold at first, and what they make of hotmart.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hotmart.config.defaults import MAIN
from hotmart.connections.glance import Told
from hotmart.console.house import House
from hotmart.console.sources.fields import Field, Values
from hotmart.console.sources.proposing import Edit, data_of, value_at
from hotmart.language import Text, say

NAME = Field(
    "name",
    Text("Name", "Nome"),
    help=Text(
        "A word of yours for this account, such as my-shop.",
        "Uma palavra sua para esta conta, como minha-loja.",
    ),
    longest=40,
    needed=True,
)
DESCRIPTION = Field(
    "description",
    Text("Description", "Descrição"),
    help=Text("Up to 140 characters, for people.", "Até 140 caracteres, para pessoas."),
    longest=140,
)
SECRET = (
    Field("client_id", Text("Client ID", "Client ID"), kind="secret"),
    Field("client_secret", Text("Client Secret", "Client Secret"), kind="secret"),
    Field(
        "basic",
        Text("Basic", "Basic"),
        kind="secret",
        help=Text("It can stand for the other two.", "Ele pode substituir os outros dois."),
    ),
)
CLUB = Field(
    "club",
    Text("Members areas", "Áreas de membros"),
    help=Text(
        "Their subdomains, by commas: Hotmart has no list of them. The club_* streams need it.",
        "Os subdomínios, separados por vírgula: a Hotmart não os lista. Os streams club_* precisam disto.",
    ),
    example="my-course",
)
SINCE = Field(
    "since",
    Text("Start date", "Data de início"),
    ("sync", "since"),
    help=Text(
        "The day history begins, for all connections of the file; empty: the first sale.",
        "O dia em que a história começa, para todas as conexões do arquivo; vazio: a primeira venda.",
    ),
    kind="day",
)
FIRST = (NAME, DESCRIPTION, CLUB, SINCE)
MORE = (
    Field(
        "sandbox",
        Text("The credential was made for the sandbox", "A credencial foi criada para o sandbox"),
        kind="tick",
    ),
    Field(
        "time_zone",
        Text("Time zone", "Fuso horário"),
        help=Text(
            "Unless told: what the account says of itself.", "Sem isto: o que a conta diz de si mesma."
        ),
        example="America/Sao_Paulo",
    ),
    Field(
        "api_url",
        Text("Another address of the API", "Outro endereço da API"),
        help=Text("A simulator or a proxy.", "Um simulador ou um proxy."),
    ),
    Field("auth_url", Text("Another address to log in at", "Outro endereço para o login")),
)
_OWN = (DESCRIPTION, CLUB, *MORE)
"""Those that stand in the table of the connection."""


def fields(name: str) -> Sequence[Field]:
    """All of them, with the keys of this connection."""
    own = [_keyed(one, name) if one in _OWN else one for one in (*FIRST, *MORE)]
    return (*own, *SECRET)


def values_of(house: House, said: Told, name: str) -> Values:
    """What the form begins with."""
    mine = said.connections.get(name, {})
    told: dict[str, Any] = {one.name: mine.get(one.name) for one in _OWN}
    data = data_of(house)
    told |= {
        "name": name or ("" if said.connections else MAIN),
        "since": value_at(data, ("sync", "since")),
        "club": ", ".join(mine.get("club") or value_at(data, ("sync", "club")) or []),
        "sandbox": "on" if mine.get("sandbox") else "",
    }
    return {key: "" if value is None else str(value) for key, value in told.items()}


def read(told: Values, name: str, said: Told, wrong: dict[str, str]) -> list[Edit]:
    """The edits that a form means; what cannot be read goes into `wrong`."""
    mine = said.connections.get(name, {})
    given = {one.name: told.get(one.name, "").strip() for one in (*FIRST, *MORE)}
    edits = [
        Edit(("connections", name, key), given[key] or None)
        for key in ("description", "time_zone", "api_url", "auth_url")
    ]
    sandbox = True if given["sandbox"] == "on" else None
    edits.append(Edit(("connections", name, "sandbox"), sandbox))
    club = [one.strip() for one in given["club"].split(",") if one.strip()]
    shared = value_at(said.data, ("sync", "club"))
    if club != (mine.get("club") or shared or []):
        edits.append(Edit(("connections", name, "club"), club or None))
    return [*edits, Edit(("sync", "since"), day(given["since"], "since", wrong))]


def day(text: str, field: str, wrong: dict[str, str]) -> date | None:
    """A day as browsers send it; None for none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        wrong[field] = say(
            "This is not a day; write it like 2026-11-01.", "Isto não é um dia; escreva como 2026-11-01."
        )
        return None


def _keyed(field: Field, name: str) -> Field:
    return replace(field, key=("connections", name, field.name))
