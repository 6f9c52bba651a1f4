"""The streams of an account: what of them is held, how fresh it is, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import htpy as h

from hotmart.accounts.account import Account
from hotmart.accounts.describing import mode
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.view import View
from hotmart.errors import HotmartError
from hotmart.language import Text, say
from hotmart.streams.stream import Stream
from hotmart.warehouse.ledger.verdicts import VERDICTS
from hotmart.warehouse.sql import literal, quoted

MODES = {
    "incremental": Text("incremental", "incremental"),
    "full_table": Text("full", "completo"),
    "children": Text("by its parent", "pelo registro pai"),
}
"""How a stream is read, in words."""
_RUNS = 50  # runs of the past in which the last verdict of a stream is looked for
_COLUMNS = (
    Column("stream", Text("stream", "stream")),
    Column("table", Text("table", "tabela"), "code"),
    Column("synced", Text("synced", "sincronizado")),
    Column("mode", Text("mode", "modo")),
    Column("rows", Text("rows", "linhas"), "count"),
    Column("as_of", Text("read up to", "lido até"), "moment"),
    Column("verdict", Text("last verdict", "último veredito")),
)


def streams(view: View) -> Block:
    """What the account that is looked at syncs, and what it holds besides."""
    account = view.account
    key = ("sources", account.settings.warehouse, account.settings.schema)
    rows, fresh = view.house.remembered.get(key, lambda: (_rows(account), _verdicts(account)))
    synced = set(account.tailored.names)
    told = [
        _told(one, rows.get(one.name), fresh.get(one.name), is_synced=one.name in synced)
        for one in account.streams.values()
        if one.name in synced or rows.get(one.name)
    ]
    name = account.name
    pick = h.p[
        h.a(".button", href=view.link("/fontes/streams"))[say("Choose streams", "Escolher streams")],
        " ",
        h.a(".button", href=view.link("/fontes/destino"))[say("Where it goes", "Para onde vai")],
    ]
    title = Text("Streams", "Streams") if name is None else Text(f"Streams of {name}", f"Streams de {name}")
    return Block(
        "streams",
        title,
        body=pick,
        table=Table(_COLUMNS, told, links=lambda row: view.link("/fontes/stream", name=str(row["stream"]))),
        wide=True,
    )


def _told(
    one: Stream, rows: int | None, fresh: Mapping[str, Any] | None, *, is_synced: bool
) -> dict[str, Any]:
    verdict = (fresh or {}).get("verdict")
    return {
        "stream": one.name,
        "table": one.shown_as or one.layout.main.name,
        "synced": is_synced,
        "mode": str(MODES[mode(one)]),
        "rows": rows,
        "as_of": (fresh or {}).get("as_of"),
        "verdict": str(VERDICTS.get(str(verdict), verdict)) if verdict else None,
    }


def _rows(account: Account) -> dict[str, int]:
    """How many rows the main table of each stream has; nothing where there is no file."""
    schema = account.settings.schema
    try:
        held = account.ask(
            f"SELECT table_name FROM information_schema.tables WHERE table_schema = {literal(schema)}"  # noqa: S608  # quoted
        )
        there = {str(name) for (name,) in held}
        tables = {
            one.name: one.layout.main.name
            for one in account.streams.values()
            if one.layout.main.name in there
        }
        counts = " UNION ALL ".join(
            f"SELECT {literal(name)}, count(*) FROM {quoted(schema)}.{quoted(table)}"  # noqa: S608  # quoted
            for name, table in tables.items()
        )
        return {str(name): int(count) for name, count in account.ask(counts)} if counts else {}
    except HotmartError:
        return {}


def _verdicts(account: Account) -> dict[str, dict[str, Any]]:
    """The last verdict of each stream, and up to when it had been read then."""
    found: dict[str, dict[str, Any]] = {}
    try:
        runs = account.runs(_RUNS)
    except HotmartError:
        return {}
    for run in runs:
        for one in run.standings:
            found.setdefault(one.stream, {"verdict": one.verdict, "as_of": run.as_of})
    return found
