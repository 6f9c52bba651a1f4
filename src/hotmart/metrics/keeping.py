"""Facts that are kept as tables: those that take longest to make of a large account.

They are made after a sync, where an account is so large that it pays, and good for as long as what they are
made of is the same: whoever finds one made of something else makes it for the question alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import duckdb

from hotmart.metrics.bases import BASES, Tables
from hotmart.metrics.facts import stands_on, with_facts
from hotmart.metrics.known import known_of
from hotmart.warehouse.sql import literal

KEPT: Mapping[str, str] = {"switched": "_switched", "levels": "_levels", "earned_twice": "_earned_twice"}
"""The facts, and the table of each. They name nobody, and are in no copy all the same (`DERIVED`)."""
WORTH_KEEPING = 20_000
"""Of so many rows and more; what is made of fewer is made about as fast as it is found."""


def keep_facts(con: duckdb.DuckDBPyConnection, at_least: int = WORTH_KEEPING) -> None:
    """Make those anew of which anything has changed that they are made of, in the caller's transaction."""
    tables = known_of(con).tables
    kept = kept_facts(con, tables, KEPT)
    for fact, table in KEPT.items():
        if fact in kept:
            continue
        con.execute(f"DROP TABLE IF EXISTS {table}")
        if max((count for count, *_ in _counts(con, tables, fact)), default=0) >= at_least:
            con.execute(f"CREATE TABLE {table} AS {with_facts(fact, tables)} SELECT * FROM {fact}")
            con.execute(f"COMMENT ON TABLE {table} IS {literal(_made_of(con, tables, fact))}")


def kept_facts(
    con: duckdb.DuckDBPyConnection, tables: Tables, facts: Mapping[str, str] = KEPT
) -> dict[str, str]:
    """Those of these facts that are there, and made of what the tables hold now; the table of each."""
    told = dict(
        con.execute(
            "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = current_database()"
            " AND schema_name = current_schema() AND table_name IN (SELECT unnest($names))",
            {"names": [*facts.values()]},
        ).fetchall()
    )
    there = {fact: table for fact, table in facts.items() if told.get(table)}
    return {fact: table for fact, table in there.items() if told[table] == _made_of(con, tables, fact)}


def _made_of(con: duckdb.DuckDBPyConnection, tables: Tables, fact: str) -> str:
    """What tells one state from another: how it is made, and which runs wrote how many rows of what."""
    state = f"{with_facts(fact, tables)}{_counts(con, tables, fact)}"
    return f"A cache of hotmart / Um cache do hotmart ({sha256(state.encode()).hexdigest()[:16]})"


def _counts(con: duckdb.DuckDBPyConnection, tables: Tables, fact: str) -> list[tuple[Any, ...]]:
    """Of each table that it is made of how many rows there are, and which runs wrote them."""
    read = {one.stream for name, one in BASES.items() if stands_on(fact, name)}
    held = sorted(table.written for stream, table in tables.by_stream.items() if stream in read)
    counted = (con.execute(f"SELECT count(*), max(_run), sum(_run) FROM {one}").fetchall() for one in held)
    return [row for (row,) in counted]
