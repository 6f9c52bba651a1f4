"""Freshness: up to when what a question reads had been read at Hotmart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from hotmart.warehouse.asking.mentioned import tables_in
from hotmart.warehouse.sql import placed
from hotmart.warehouse.views import ALL_ACCOUNTS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SCHEMAS = "SELECT schema_name FROM duckdb_tables() WHERE table_name = '_streams' AND NOT temporary"
"""The schemas of accounts."""
CAME_TO_ITS_END = "state IN ('proved', 'read_whole', 'differs', 'incomplete')"
"""The states of a run that came to its end."""


def freshness(
    con: duckdb.DuckDBPyConnection, schema: str, query: str, at: datetime | None
) -> datetime | None:
    """Up to when, by Hotmart's clock, the stream that was read the longest ago of all in a query was read.

    Of the runs until a moment, where one is told; of a query that reads several accounts, in each of them. A
    question about no stream is as fresh as the last run. None in a DuckDB file that no sync made.
    """
    named = _tables_by_schema(con, schema, query)
    read = {where: _streams_in(con, where, tables) for where, tables in named.items()}
    moments = [_read_to(con, where, streams, at) for where, streams in read.items() if streams]
    if not moments:
        return _read_to(con, schema, [], at)
    known = [moment for moment in moments if moment is not None]
    return min(known) if len(known) == len(moments) else None


def _tables_by_schema(con: duckdb.DuckDBPyConnection, schema: str, query: str) -> dict[str, set[str]]:
    """The tables that a query reads, by the schema they are in; unless it is told, that of the account.

    What stands under a view of all accounts may be named without its schema: it is then taken to be in each.
    """
    found: dict[str, set[str]] = {}
    for name in tables_in(con, query):
        where, _, table = name.rpartition(".")
        found.setdefault(where.rpartition(".")[2].strip('"') or schema, set()).add(table.strip('"'))
    if ALL_ACCOUNTS not in query.lower():
        return found
    nameless, every = found.get(schema, set()), con.execute(_SCHEMAS).fetchall()
    return found | {where: found.get(where, set()) | nameless for (where,) in every}


def _read_to(
    con: duckdb.DuckDBPyConnection, schema: str, streams: list[str], at: datetime | None
) -> datetime | None:
    """Up to when the one of these streams was read that was read the longest ago; the last run for none."""
    until = "" if at is None else " AND as_of <= $at"
    moment: dict[str, Any] = {} if at is None else {"at": at}
    runs = f"FROM {placed(con, schema)}._runs r WHERE {CAME_TO_ITS_END}{until}"
    try:
        if not streams:
            return _first(con, f"SELECT epoch_us(max(as_of)) {runs}", moment)
        each = f"SELECT unnest(streams) AS stream, as_of {runs}"
        latest = f"SELECT stream, max(as_of) AS read_to FROM ({each}) GROUP BY 1"
        return _first(
            con,
            f"SELECT epoch_us(min(read_to)) FROM ({latest}) WHERE stream IN $streams",
            moment | {"streams": streams},
        )
    except duckdb.CatalogException:
        return None


def _streams_in(con: duckdb.DuckDBPyConnection, schema: str, tables: set[str]) -> list[str]:
    """The streams that these tables of a schema, histories or children among them, are of."""
    if all(table.startswith("_") for table in tables):
        return []
    try:
        held = con.execute(
            f"SELECT coalesce(table_name, stream), stream FROM {placed(con, schema)}._streams"
        ).fetchall()
    except duckdb.CatalogException:
        return []
    owners = {
        max((one for one in held if _is_of(table, one[0])), default=None, key=_length) for table in tables
    }
    return [stream for _, stream in filter(None, owners)]


def _is_of(table: str, main: str) -> bool:
    return f"{table}_".startswith(f"{main.lower()}_")


def _length(held: tuple[str, str]) -> int:
    return len(held[0])


def _first(con: duckdb.DuckDBPyConnection, sql: str, told: dict[str, Any]) -> datetime | None:
    """One moment, asked for as a number.

    For its first moment DuckDB imports the time zones of Python, a tenth of what a small question takes.
    """
    found = con.execute(sql, told).fetchone()
    return None if found is None or found[0] is None else _EPOCH + timedelta(microseconds=found[0])
