"""The levels of subscriptions, kept as a table: all of MRR stands on them, and they take longest to make.

They are made after a sync, where an account is so large that it pays, and good for as long as what they are
made of is the same: whoever finds them made of something else makes them for the question alone.
"""

from __future__ import annotations

from hashlib import sha256

import duckdb

from hotmart.metrics.bases import BASES, Tables
from hotmart.metrics.facts import stands_on, with_facts
from hotmart.metrics.known import known_of
from hotmart.metrics.meanings import meaning_of
from hotmart.warehouse.comments import both, comment
from hotmart.warehouse.sql import literal

FACT = "levels"
TABLE = "_levels"
WORTH_KEEPING = 20_000
"""Of so many charges and more; of fewer they are made about as fast as they are found."""


def keep_levels(con: duckdb.DuckDBPyConnection, at_least: int = WORTH_KEEPING) -> None:
    """Make the table anew where what it is made of has changed, in the caller's transaction."""
    tables = known_of(con).tables
    charges = tables.by_stream.get("subscription_transactions")
    if charges is None or kept_levels(con, tables):
        return
    (count,) = con.execute(f"SELECT count(*) FROM {charges.written}").fetchall()[0]
    con.execute(f"DROP TABLE IF EXISTS {TABLE}")
    if count < at_least:
        return
    con.execute(f"CREATE TABLE {TABLE} AS {with_facts(FACT, tables)} SELECT * FROM {FACT}")
    meaning = meaning_of(FACT)
    con.execute(f"COMMENT ON TABLE {TABLE} IS {literal(f'{both(meaning.table)} {_made_of(con, tables)}')}")
    comment(con, [TABLE], lambda: {TABLE: meaning})


def kept_levels(con: duckdb.DuckDBPyConnection, tables: Tables) -> dict[str, str]:
    """The fact and the table that holds it, where that is there and made of what these tables hold now."""
    told = con.execute(
        "SELECT comment FROM duckdb_tables() WHERE database_name = current_database()"
        " AND schema_name = current_schema() AND table_name = ?",
        [TABLE],
    ).fetchall()
    is_current = told and str(told[0][0]).endswith(_made_of(con, tables))
    return {FACT: TABLE} if is_current else {}


def _made_of(con: duckdb.DuckDBPyConnection, tables: Tables) -> str:
    """A hash of how they are made, and of which runs wrote how many of the rows they are made of."""
    read = {one.stream for name, one in BASES.items() if stands_on(FACT, name)}
    held = sorted(table.written for stream, table in tables.by_stream.items() if stream in read)
    counts = [con.execute(f"SELECT count(*), max(_run), sum(_run) FROM {one}").fetchall() for one in held]
    return sha256(f"{with_facts(FACT, tables)}{counts}".encode()).hexdigest()[:16]
