"""Looking into the tables of one stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from hotmart.streams.known import STREAMS
from hotmart.tables.layout import Layout
from simulated import Account, looking_at

Rows = list[tuple[Any, ...]]


@contextmanager
def opened(account: Account) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of an account, for a test to change."""
    with duckdb.connect(str(account.warehouse.path)) as con:
        con.execute("SET TimeZone = 'UTC'")
        yield con


def layout(stream: str) -> Layout:
    """The tables of a stream."""
    return STREAMS[stream].layout


def key(stream: str) -> str:
    """The columns of its key, for a query."""
    return ", ".join(f'"{column.name}"' for column in layout(stream).key)


def every_table(stream: str) -> list[str]:
    """Its tables and their histories."""
    return [name for table in layout(stream).tables for name in (table.name, table.history)]


def rows_of(account: Account, stream: str) -> dict[str, Rows]:
    """Every row of its tables and histories, as they lie there."""
    with looking_at(account.warehouse.path) as con:
        return {
            name: con.execute(f'SELECT * FROM "{name}" ORDER BY ALL').fetchall()
            for name in every_table(stream)
        }


def versions(account: Account, stream: str) -> int:
    """How many old versions its histories have."""
    counts = (f"(SELECT count(*) FROM {table.history})" for table in layout(stream).tables)
    ((count,),) = account.ask(f"SELECT {' + '.join(counts)}")
    return int(count)


def unlikely_times(account: Account, stream: str) -> Rows:
    """Times before there was a Hotmart, as one in seconds would be, or far from now."""
    selects = [
        f"SELECT '{table.name}', '{column.name}', \"{column.name}\" AS moment FROM \"{table.name}\""
        for table in layout(stream).tables
        for column in table.columns
        if column.kind == "time"
    ]
    likely = "TIMESTAMPTZ '2011-01-01' AND TIMESTAMPTZ '2100-01-01'"
    found = f"SELECT * FROM ({' UNION ALL '.join(selects)}) WHERE moment NOT BETWEEN {likely}"
    return account.ask(found) if selects else []
