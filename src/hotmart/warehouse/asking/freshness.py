"""Freshness: up to when what a question reads had been read at Hotmart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from hotmart.warehouse.asking.mentioned import tables_in
from hotmart.warehouse.sql import quoted

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_READ = "state IN ('proved', 'read_whole', 'differs', 'incomplete')"
"""The states of a run that came to its end."""


def freshness(
    con: duckdb.DuckDBPyConnection, schema: str, query: str, at: datetime | None
) -> datetime | None:
    """Up to when, by Hotmart's clock, the stream that was read the longest ago of all in a query was read.

    Of the runs until a moment, where one is told. A question about no stream is as fresh as the last run.
    None in a DuckDB file that no sync made.
    """
    until = "" if at is None else " AND as_of <= $at"
    moment: dict[str, Any] = {} if at is None else {"at": at}
    runs = f"FROM {quoted(schema)}._runs r WHERE {_READ}{until}"
    try:
        streams = _streams_in(con, schema, query)
        if not streams:
            return _first(con, f"SELECT epoch_us(max(as_of)) {runs}", moment)
        latest = f"SELECT unnest(streams) AS stream, max(as_of) AS read_to {runs} GROUP BY 1"
        return _first(
            con,
            f"SELECT epoch_us(min(read_to)) FROM ({latest}) WHERE stream IN $streams",
            moment | {"streams": streams},
        )
    except duckdb.CatalogException:
        return None


def _streams_in(con: duckdb.DuckDBPyConnection, schema: str, query: str) -> list[str]:
    """The streams whose tables, or whose histories or children, a query reads."""
    tables = {name.rpartition(".")[2].strip('"') for name in tables_in(con, query)}
    if all(table.startswith("_") for table in tables):
        return []
    held = con.execute(
        f"SELECT coalesce(table_name, stream), stream FROM {quoted(schema)}._streams"
    ).fetchall()
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
