"""A trial of a source, as people and programs are told it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import click
from rich.table import Table
from rich.text import Text as Styled

from hotmart.accounts.trying_source import oddities
from hotmart.cli.screen import grid, screen
from hotmart.document import to_json
from hotmart.figures import counted, iso, number
from hotmart.language import say
from hotmart.sources.origin import ManualOrigin
from hotmart.sources.telling import leaves, remark, spelled
from hotmart.sources.trial import Field, Trial


def frame(tried: Trial, origin: ManualOrigin) -> dict[str, Any]:
    """What a program is told of a trial besides its records."""
    return {
        "request": spelled(tried.request, origin),
        "records": len(tried.records),
        "total": tried.total,
        "key": {"fields": list(origin.key), "missing": tried.unkeyed, "repeated": tried.repeated},
        "columns": [
            {
                "column": field.column,
                "field": field.place,
                "kind": field.kind,
                "told": field.told,
                "misfits": field.misfits,
                "unfit": field.unfit,
            }
            for field in tried.fields
        ],
        "transformed": tried.transformed,
        "next": spelled(tried.following, origin) if tried.following else None,
    }


def draw(tried: Trial, origin: ManualOrigin, rows: int) -> None:
    """Show a person the first records, what would be made of them, and what would be asked next."""
    console = screen()
    click.secho(spelled(tried.request, origin), dim=True)
    console.print(
        _records(tried.records[:rows], {field.place for field in tried.fields if field.kind == "time"})
    )
    console.print(_columns(tried.fields))
    if tried.transformed is not None:
        console.print(_transformed(tried.transformed))
    for sentence in _told(tried, origin):
        click.echo(sentence)


def _records(records: list[dict[str, Any]], times: set[str]) -> Table:
    table = grid("", "")
    table.columns[1].no_wrap, table.columns[1].overflow = False, "fold"
    for record in records:
        for place, value in leaves(record):
            moment = place in times and isinstance(value, int)
            table.add_row(Styled(place, style="dim"), Styled(iso(value) if moment else _plain(value)))
        table.add_row("", "")
    return table


def _plain(value: Any) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else str(value) if isinstance(value, Decimal) else to_json(value)


def _columns(fields: tuple[Field, ...]) -> Table:
    table = grid(say("column", "coluna"), say("kind", "tipo"), "")
    for field in fields:
        table.add_row(Styled(field.column), field.kind or "–", Styled(remark(field), style="dim"))
    return table


def _transformed(columns: Mapping[str, str]) -> Table:
    table = grid(say("after the transformation", "depois da transformação"), "")
    for name, kind in columns.items():
        table.add_row(Styled(name), kind)
    return table


def _told(tried: Trial, origin: ManualOrigin) -> list[str]:
    read, total = len(tried.records), tried.total
    of = "" if total is None else say(f"{number(read)} of ", f"{number(read)} de ")
    records = read if total is None else total
    told = [
        say(
            f"{of}{counted(records, 'record', 'records')} on this page.",
            f"{of}{counted(records, 'registro', 'registros')} nesta página.",
        )
    ]
    if tried.keyed and tried.records:
        key = ", ".join(origin.key)
        told.append(say(f"The key ({key}) tells them apart.", f"A chave ({key}) os distingue."))
    told += oddities(tried)
    following = tried.following
    told.append(
        say("Next page: ", "Próxima página: ") + spelled(following, origin)
        if following
        else say("It is the last page.", "É a última página.")
    )
    return told
