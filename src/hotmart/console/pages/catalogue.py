"""Catálogo: what the warehouse holds, what every column means, where it comes from, and a place for SQL."""

from __future__ import annotations

import htpy as h

from hotmart.console.blocks import Block
from hotmart.console.catalogue import asked
from hotmart.console.catalogue.listing import listing
from hotmart.console.catalogue.one_table import one_table
from hotmart.console.page import Page, Shown
from hotmart.console.view import View
from hotmart.language import Text, say


def shows(view: View) -> Shown:
    """The page: all tables, or the one that the address names."""
    if name := view.query.get("tabela", ""):
        return one_table(view, name, view.query.get("esquema", ""))
    return [_ask(view), *listing(view)]


def _ask(view: View) -> Block:
    body = h.div(".row")[
        h.a(".button", href=view.link("/catalogo/sql"))[say("Ask in SQL", "Perguntar em SQL")],
        h.span(".note")[
            say(
                "Every table, its columns and what they mean; personal data is masked until you ask for it.",
                "Cada tabela, suas colunas e o que significam; dados pessoais ficam mascarados até "
                "você pedir.",
            )
        ],
    ]
    return Block("sql", Text("What is in the warehouse", "O que há no armazém"), body=body, wide=True)


PAGE = Page(
    "catalogo",
    Text("Catalogue", "Catálogo"),
    80,
    shows,
    does={
        "ask": asked.asked,
        "save": asked.saves,
        "remove": asked.removes,
        "write": asked.writes,
    },
    parts={"sql": asked.asks} | dict.fromkeys(("ask", "save", "remove", "write"), asked.back),
)
