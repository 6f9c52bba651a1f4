"""Agentes: which programs asked what, since when, and how a program with an agent is set up."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from hotmart.agents.asked import Asked, asked
from hotmart.agents.clients import CLIENTS, is_here, pieces
from hotmart.agents.pieces import state_of
from hotmart.agents.states import STATES
from hotmart.console.blocks import Block, Column, Row, Table
from hotmart.console.page import Page, Shown
from hotmart.console.view import View
from hotmart.language import Text, say

_NONE = Text(
    "None of the programs that are known was found.", "Nenhum dos programas conhecidos foi encontrado."
)
_TOOLS = {
    "hotmart_metrics": Text("figures", "números"),
    "hotmart_query": Text("questions in SQL", "perguntas em SQL"),
    "hotmart_find": Text("looking for an action", "busca de uma ação"),
    "hotmart_read": Text("reads at Hotmart", "leituras na Hotmart"),
    "hotmart_record": Text("a sale, a subscription or a person", "uma venda, assinatura ou pessoa"),
    "hotmart_status": Text("how things stand", "a situação"),
    "hotmart_sync": Text("a sync", "um sync"),
    "hotmart_write": Text("a change, for a person to confirm", "uma alteração, para alguém confirmar"),
}


def shows(view: View) -> Shown:
    """The page: what was asked, and the programs of this machine."""
    del view
    return [_asked(asked()), _programs()]


def _asked(every: list[Asked]) -> Block:
    title = Text("What agents asked", "O que os agentes perguntaram")
    if not every:
        nothing = say(
            "No agent has asked anything yet. Set one up below.",
            "Nenhum agente perguntou nada ainda. Configure um abaixo.",
        )
        return Block("asked", title, body=h.p(".nothing")[nothing], wide=True)
    rows = [
        {
            "client": one.client,
            "tool": one.tool,
            "times": one.times,
            "failed": one.failed,
            "first": one.first,
            "last": one.last,
        }
        for one in every
    ]
    columns = [
        Column("client", Text("program", "programa")),
        Column("tool", Text("what for", "para quê"), words=_what_for),
        Column("times", Text("times", "vezes"), "count"),
        Column("failed", Text("refused or failed", "recusadas ou com erro"), "count"),
        Column("first", Text("since", "desde"), "moment"),
        Column("last", Text("last", "última vez"), "moment"),
    ]
    note = Text(
        "Of the last 90 days. What was asked, and what was answered, is kept nowhere. What agents had "
        "changed stands in “What was done”.",
        "Dos últimos 90 dias. O que foi perguntado, e o que foi respondido, não fica guardado. O que "
        "agentes pediram para alterar está em “O que foi feito”.",
    )
    return Block("asked", title, Table(columns, rows), note=note, wide=True)


def _what_for(row: Row) -> str:
    return str(_TOOLS.get(row["tool"], row["tool"]))


def _programs() -> Block:
    rows = [*_rows()]
    columns = [
        Column("program", Text("program", "programa")),
        Column("state", Text("state", "situação")),
        Column("command", Text("in a terminal", "no terminal")),
    ]
    note = Text(
        "An agent sees people masked and changes nothing, unless whoever starts the server allows it.",
        "Um agente vê as pessoas mascaradas e não altera nada, a menos que quem inicia o servidor permita.",
    )
    title = Text("Programs with an agent, here", "Programas com agente, aqui")
    return Block("programs", title, Table(columns, rows, nothing=_NONE), note=note, wide=True)


def _rows() -> Iterator[dict[str, str]]:
    for name, client in CLIENTS.items():
        if not is_here(name):
            continue
        state = state_of(pieces(name))
        undo = "" if state == "absent" else " --undo"
        yield {
            "program": client.title,
            "state": str(STATES[state]),
            "command": f"hotmart agent setup --client {name}{undo}",
        }


PAGE = Page("agentes", Text("Agents", "Agentes"), 95, shows)
