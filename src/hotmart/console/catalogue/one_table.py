"""One table: its columns with their meanings, what it joins, what only seems the same, and some rows."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from hotmart.console.blocks import Block, Column, Table
from hotmart.console.catalogue.listing import standings
from hotmart.console.coded import coded
from hotmart.console.known import KnownTable, all_tables
from hotmart.console.reading import rows
from hotmart.console.record.held import block
from hotmart.console.record.subscription import to_sale
from hotmart.console.rendering import trust
from hotmart.console.view import View
from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.figures import number
from hotmart.language import Text, say, speaks_portuguese
from hotmart.streams.joins import joins_of, traps_of
from hotmart.warehouse.sql import quoted

SAMPLE = 20
"""Rows that are shown of a table."""


def one_table(view: View, name: str, schema: str) -> list[Block]:
    """All that is known of a table. Raises InvalidArgumentError where there is none of this name."""
    table = _found(view, name, schema)
    return [*_blocks(view, table)]


def _found(view: View, name: str, schema: str) -> KnownTable:
    known = all_tables(view)
    tables = known.get(schema or view.account.settings.schema, {})
    if name not in tables:
        raise InvalidArgumentError(
            "tabela",
            Text("There is no such table in this file.", "Não existe essa tabela neste arquivo."),
            did_you_mean(name[:80], list(tables)),
        )
    return tables[name]


def _blocks(view: View, table: KnownTable) -> Iterator[Block]:
    yield _head(view, table)
    yield _columns(table)
    yield from _joins(view, table)
    yield from _sample(view, table)


def _head(view: View, table: KnownTable) -> Block:
    told = standings(view).get(table.stream or "") if table.schema == view.account.settings.schema else None
    keys = [one.name for one in table.layout.key] if table.layout else []
    facts = [
        (say("rows", "linhas"), None if table.size is None else number(table.size)),
        (say("stream", "stream"), table.stream),
        (say("key", "chave"), ", ".join(one for one in keys if one in table.names) or None),
        (say("proof", "prova"), trust(told["verdict"], told["as_of"]) if told else None),
        (say("kind", "tipo"), say("view", "visão") if table.is_view else say("table", "tabela")),
    ]
    asked = f"SELECT * FROM {_place(view, table)} LIMIT 100"  # noqa: S608  # quoted names
    body = [
        h.p[coded(str(table.meaning))] if table.meaning else None,
        h.dl(".facts")[(h.div[h.dt[what], h.dd[words]] for what, words in facts if words)],
        h.form(".row", method="post", action=view.link("/catalogo/ask"))[
            h.input(type="hidden", name="sql", value=asked),
            h.button[say("Ask it in SQL", "Perguntar em SQL")],
            h.a(".button", href=view.link("/catalogo"))[say("All tables", "Todas as tabelas")],
        ],
    ]
    return Block("table", Text(table.name, table.name), body=body, wide=True)


def _place(view: View, table: KnownTable) -> str:
    """How a question names it: with its schema where that is another account's."""
    mine = table.schema == view.account.settings.schema
    return quoted(table.name) if mine else table.place


def _columns(table: KnownTable) -> Block:
    first, other = ("en", "pt") if not speaks_portuguese() else ("pt", "en")
    columns = (
        Column("column", Text("column", "coluna"), "code"),
        Column("type", Text("type", "tipo"), "code"),
        Column(f"meaning_{first}", Text("what it means", "o que significa")),
        Column("personal", Text("personal", "pessoal")),
        Column("path", Text("field at Hotmart", "campo na Hotmart"), "code"),
        Column(f"meaning_{other}", Text("em português", "in English")),
    )
    told = [
        {
            "column": one.name,
            "type": one.type,
            "meaning_en": one.meaning.en if one.meaning else None,
            "meaning_pt": one.meaning.pt if one.meaning else None,
            "personal": one.personal,
            "path": one.path or None,
        }
        for one in table.fields
    ]
    return Block("columns", Text("Columns", "Colunas"), table=Table(columns, told), wide=True)


def _joins(view: View, table: KnownTable) -> Iterator[Block]:
    streams = view.account.streams
    stream = streams.get(table.stream or "")
    if stream is None or table.schema != view.account.settings.schema:
        return
    told = [
        {"from": one.left, "to": one.right, "on": one.condition, "finds": str(one.says)}
        for one in joins_of(stream, streams.values())
        if table.name in (one.left, one.right) or table.name.startswith(stream.layout.table)
    ]
    columns = (
        Column("from", Text("from", "de"), "code"),
        Column("to", Text("to", "para"), "code"),
        Column("on", Text("joined by", "ligada por"), "code"),
        Column("finds", Text("what it finds", "o que encontra")),
    )
    traps = traps_of(stream)
    body = h.ul(".attention")[(h.li[coded(str(one.says))] for one in traps)] if traps else None
    if told or traps:
        found = Table(columns, told) if told else None
        yield Block(
            "joins", Text("Joins and traps", "Ligações e armadilhas"), table=found, body=body, wide=True
        )


def _sample(view: View, table: KnownTable) -> Iterator[Block]:
    """The first rows as they lie; of a view that has to work its rows out, none."""
    if table.is_view and table.stream is None:
        return
    place = table.place
    found = rows(view.account, f"SELECT * FROM {place} LIMIT {SAMPLE}")  # noqa: S608  # quoted names
    yield block(
        view,
        "sample",
        Text("Some rows", "Algumas linhas"),
        table,
        found,
        names=[one.name for one in table.fields],
        links=lambda row: to_sale(view, row) if _first_is_sale(table) else None,
        note=None
        if view.reveals
        else Text("Personal data is masked.", "Os dados pessoais estão mascarados."),
    )


def _first_is_sale(table: KnownTable) -> bool:
    return table.fields[0].name in ("transaction", "purchase_transaction")
