"""Blocks as HTML, CSV and JSON: the same rows at the same address."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import htpy as h
from starlette.responses import Response

from hotmart.console.blocks import NUMBERS, Block, Column, Row, Table, read
from hotmart.console.charts.svg import written
from hotmart.console.view import View
from hotmart.document import document, to_json
from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.figures import counted, stamp
from hotmart.language import Text, say
from hotmart.metrics.figures import Figures
from hotmart.metrics.shown import title
from hotmart.warehouse.ledger.verdicts import VERDICTS
from hotmart.zone import zone

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for something to be carried out."""


def as_html(block: Block, view: View) -> h.Element:
    """A block as a section of the page."""
    return h.section(
        id=block.key, class_=["block", {"wide": block.wide}], aria_labelledby=f"{block.key}-title"
    )[
        h.header[
            h.h2(id=f"{block.key}-title")[str(block.title)],
            _downloads(block, view) if block.table and block.table.rows else None,
        ],
        block.body,
        block.chart,
        _table_of(block, view),
        h.p(".note")[str(block.note)] if block.note else None,
        _how(block.figures) if block.figures else block.how,
    ]


def as_data(blocks: Iterable[Block], view: View) -> Response:
    """One block as CSV or JSON, as the address asks for it: `?of=KEY&as=csv`."""
    tables = {one.key: one for one in blocks if one.table}
    block = tables.get(view.query.get("of", ""))
    if block is None or block.table is None:
        raise InvalidArgumentError(
            "of",
            Text("There is no such part of this page.", "Esta página não tem essa parte."),
            did_you_mean(view.query.get("of", ""), list(tables)),
        )
    rows = block.table.as_rows(reveals=view.reveals)
    name = f"{view.path.strip('/').replace('/', '-') or 'inicio'}-{block.key}"
    if view.query.get("as") == "json":
        told = {
            "count": len(rows),
            "complete": block.figures.complete if block.figures else not block.table.more,
        }
        return Response(to_json(document(rows, told)), media_type="application/json")
    return Response(
        _csv(block.table, rows),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def table(told: Table, view: View, caption: str) -> h.Element:
    """A table that scrolls by itself where it is wider than the screen."""
    where = zone(view.time_zone)
    return h.div(
        ".scroll", tabindex="0", role="region", aria_label=say(f"Table: {caption}", f"Tabela: {caption}")
    )[
        h.table[
            h.caption(".hidden")[caption],
            h.thead[
                h.tr[(h.th({"scope": "col"}, class_=_class(one))[str(one.title)] for one in told.columns)]
            ],
            h.tbody[(written(_row(told, row, view, where)) for row in told.rows)],
        ]
    ]


def _row(told: Table, row: Row, view: View, where: ZoneInfo) -> h.Element:
    first, *others = told.columns
    leads = told.links(row)
    words = read(first, row, where, reveals=view.reveals)
    return h.tr[
        h.th(scope="row", class_=_class(first))[h.a(href=leads)[words] if leads else words],
        (h.td(class_=_class(one))[read(one, row, where, reveals=view.reveals)] for one in others),
    ]


def _class(column: Column) -> str:
    return "number" if column.kind in NUMBERS else column.kind


def _table_of(block: Block, view: View) -> h.Node:
    if block.table is None:
        return None
    if not block.table.rows:
        return h.p(".nothing")[str(block.table.nothing)]
    drawn = table(block.table, view, str(block.title))
    count = counted(len(block.table.rows), say("row", "linha"), say("rows", "linhas"))
    if block.table.more:
        count = say(f"The first {count}; there are more.", f"As primeiras {count}; há mais.")
    if block.chart is None:
        return [drawn, h.p(".note")[count] if block.table.more else None]
    return h.details(".table")[h.summary[say(f"As a table ({count})", f"Em tabela ({count})")], drawn]


def _downloads(block: Block, view: View) -> h.Element:
    return h.span(".downloads")[
        h.a(href=view.link(of=block.key, as_="csv"), aria_label=f"CSV: {block.title}")["CSV"],
        h.a(href=view.link(of=block.key, as_="json"), aria_label=f"JSON: {block.title}")["JSON"],
    ]


def _how(figures: Figures) -> h.Element:
    """How figures came about: what each means, how far it can be trusted, and its SQL."""
    return h.details(".how")[
        h.summary[say("How is this computed?", "Como isto é calculado?")],
        (
            [
                h.h3[title(one.metric)],
                h.p[str(one.metric.definition)],
                h.p(".note")[str(one.metric.caveat)] if one.metric.caveat else None,
                h.p(".note")[trust(one.verdict, one.as_of)],
                h.pre(tabindex="0", role="region", aria_label=f"SQL: {title(one.metric)}")[h.code[one.sql]],
            ]
            for one in figures
        ),
    ]


def trust(verdict: str, as_of: datetime | None) -> str:
    """How far something can be trusted, and up to when it was read."""

    said = str(VERDICTS.get(verdict, Text("missing", "faltando")))
    until = None if as_of is None else stamp(as_of)
    return f"{said} · {say('read up to', 'lido até')} {until}" if until else said


def _csv(told: Table, rows: list[dict[str, object]]) -> str:
    """What spreadsheets read: names of columns, exact values, and no text that they would carry out."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([one.name for one in told.columns])
    for row in rows:
        writer.writerow(["" if value is None else _harmless(value) for value in row.values()])
    return "\ufeff" + out.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
