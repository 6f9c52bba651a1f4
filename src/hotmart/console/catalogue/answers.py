"""The answer to a question in SQL as a part of a page: rows, a chart, and how to go on where it was cut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

import htpy as h

from hotmart.console.blocks import Block, Column, Kind, Row, Table
from hotmart.console.catalogue.asking import MOST, Questions
from hotmart.console.catalogue.charting import chart
from hotmart.console.view import View
from hotmart.figures import counted, number, stamp
from hotmart.language import Text, both, say
from hotmart.warehouse.asking.answer import Answer

SHOWN = 500
"""Rows that a page shows; a file has more."""
_TITLE = Text("The answer", "A resposta")


def answered(view: View, query: str) -> Block:
    """The answer, of as many rows as the page shows or a file has. Raises as `Questions.ask`."""
    most = MOST if "as" in view.query else SHOWN
    answer = view.house.one(Questions).ask(view, query, most)
    rows = answer.dicts()
    columns = [
        Column(name, Text(name, name), _kind(kind), _words(name))
        for name, kind in zip(answer.columns, answer.types, strict=True)
    ]
    if not rows and "as" not in view.query:
        nothing = h.p(".nothing")[say("It has no rows.", "Ela não tem linhas.")]
        return Block("result", _TITLE, body=[_told(view, answer), nothing], wide=True)
    return Block(
        "result",
        _TITLE,
        table=Table(columns, rows, links=partial(_leads, view, answer.columns), more=answer.more),
        chart=chart(answer),
        body=_told(view, answer),
        wide=True,
    )


def _told(view: View, answer: Answer) -> h.Node:
    """How fresh it is, whether masked, and how to go on where there is more."""
    masked = Text("Personal data is masked", "Dados pessoais mascarados")
    shown = Text("Personal data is shown as it is", "Dados pessoais como estão")
    said = [str(shown if view.reveals else masked)]
    if answer.as_of:
        said.append(f"{say('read up to', 'lido até')} {stamp(answer.as_of)}")
    said.append(f"{say('days of', 'dias de')} {answer.time_zone}")
    more = _more(len(answer.rows)) if answer.more else None
    return [
        h.p(".note", role="status")[" · ".join(said), "."],
        h.p(".attention-line")[str(more)] if more else None,
        [h.p(".attention-line")[str(one)] for one in answer.warnings],
    ]


def _more(count: int) -> Text:
    def said() -> str:
        read = counted(count, say("row", "linha"), say("rows", "linhas"))
        return say(
            f"Only {read} of it, the first, stand here. The CSV has up to {number(MOST)}; for the rest ask "
            "for less, add LIMIT and OFFSET, or let SQL add up (GROUP BY).",
            f"Aqui só estão {read}, as primeiras. O CSV traz até {number(MOST)}; para o resto, peça menos, "
            "use LIMIT e OFFSET, ou deixe o SQL somar (GROUP BY).",
        )

    return both(said)


def _kind(kind: str) -> Kind:
    if kind.startswith("TIMESTAMP"):
        return "moment"
    if kind.startswith(("DECIMAL", "DOUBLE", "FLOAT")) or kind in ("BIGINT", "INTEGER", "HUGEINT"):
        return "count"
    return "day" if kind == "DATE" else "text"


def _words(name: str) -> Callable[[Row], str]:
    """As it stands in the answer: exact numbers, and times with their zone's clock."""
    return lambda row: _plain(row.get(name))


def _plain(value: Any) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case Decimal():
            return number(value, 2) if value == round(value, 2) else number(value)
        case _:
            return str(value)


def _leads(view: View, columns: list[str], row: Row) -> str | None:
    """To the record that the first column names."""
    first = columns[0]
    code = row.get(first)
    if first in ("transaction", "purchase_transaction", "subscriber_code") and isinstance(code, str):
        return view.link("/registro", id=code)
    return None
