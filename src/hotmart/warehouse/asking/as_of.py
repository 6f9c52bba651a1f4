"""The warehouse as it was: every table as it was known at a moment of the past, for one connection.

It is what the warehouse knew then, by Hotmart's clock at each sync, not what was so at Hotmart: a refund
that a sync found on Friday is not there on Thursday, whenever it was made.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import duckdb

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.warehouse.asking.mentioned import schemas_in, tables_in
from hotmart.warehouse.sql import literal, quoted
from hotmart.warehouse.views import ALL_ACCOUNTS
from hotmart.zone import last_moment, stamp_in, zone

HISTORY = "_history"


def as_moment(value: object, time_zone: str) -> datetime:
    """A moment of the past: in this zone unless it says otherwise, and the end of a day that stands alone.

    Raises InvalidArgumentError for what is no moment.
    """
    moment = _read(value) if isinstance(value, str) else value
    try:
        if isinstance(moment, datetime):
            return (moment if moment.tzinfo else moment.replace(tzinfo=zone(time_zone))).astimezone(UTC)
        if isinstance(moment, date):
            return last_moment(moment, time_zone)
    except OverflowError:
        pass
    raise _no_moment(value)


def _read(text: str) -> date:
    """The day, or the moment, that is written."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _no_moment(text) from None


def _no_moment(value: object) -> InvalidArgumentError:
    return InvalidArgumentError(
        "as_of",
        Text(
            f"{value!r} is not a moment; write it like 2025-03-01 or 2025-03-01T12:30.",
            f"{value!r} não é um momento; escreva como 2025-03-01 ou 2025-03-01T12:30.",
        ),
    )


def stand_as_of(con: duckdb.DuckDBPyConnection, query: str, at: datetime, time_zone: str) -> list[Text]:
    """Let the tables stand as they were for this query; return what whoever reads the answer should know.

    Moments are told in that zone, which is the one the query is asked in.
    Raises InvalidArgumentError when nothing was known yet, or the query goes round what is put before the
    tables.
    """
    known = first_known(con)
    first = min(known.values(), default=None)
    if first is None or at < first:
        raise _nothing_yet(at, first, time_zone)
    if ALL_ACCOUNTS in schemas_in(con, query):
        raise _of_one_account()
    used = tables_in(con, query)
    _refuse_qualified(used, {name.lower() for table in known for name in (table, table + HISTORY)})
    look_back(con, at)
    return [
        Text(
            f"Nothing of {table} was known before {stamp_in(since, time_zone)}.",
            f"Nada de {table} era conhecido antes de {stamp_in(since, time_zone)}.",
        )
        for table, since in known.items()
        if at < since and table.lower() in used
    ]


def look_back(con: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Let every table, and every history, stand as it was at this moment, for this connection alone.

    A view of the same name goes before the table, because DuckDB looks among temporary things first.
    """
    at = f"TIMESTAMPTZ {literal(moment.isoformat())}"
    for table in tables_with_history(con):
        today, before = _qualified(con, table), _qualified(con, table + HISTORY)
        columns, older = _columns(con, today), set(_columns(con, before))
        shared = ", ".join(quoted(name) for name in columns if name in older)
        con.execute(
            f"CREATE TEMP VIEW {quoted(table)} AS"
            f" SELECT * FROM {today} WHERE _synced_at <= {at} UNION ALL BY NAME"
            f" SELECT {shared} FROM {before} WHERE _valid_from <= {at} AND _valid_to > {at}"
        )
        con.execute(
            f"CREATE TEMP VIEW {quoted(table + HISTORY)} AS SELECT * FROM {before} WHERE _valid_to <= {at}"
        )


def first_known(con: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """Since when the warehouse knows of any row of a table, for every table that ever held one."""
    selects = [
        f"SELECT {literal(table)}, least((SELECT min(_synced_at) FROM {quoted(table)}),"
        f" (SELECT min(_valid_from) FROM {quoted(table + HISTORY)})) AS since"
        for table in tables_with_history(con)
    ]
    if not selects:
        return {}
    found = f"SELECT * FROM ({' UNION ALL '.join(selects)}) WHERE since IS NOT NULL"
    return dict(con.execute(found).fetchall())


def tables_with_history(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables of streams in this schema: those that have a history beside them."""
    sql = (
        "SELECT table_name FROM duckdb_columns() WHERE column_name = '_valid_to'"
        " AND database_name = current_database() AND schema_name = current_schema() ORDER BY 1"
    )
    return [name.removesuffix(HISTORY) for (name,) in con.execute(sql).fetchall()]


def _qualified(con: duckdb.DuckDBPyConnection, table: str) -> str:
    row = con.execute("SELECT current_database(), current_schema()").fetchone() or ("", "")
    return ".".join(quoted(name) for name in (*row, table))


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    return [column[0] for column in con.execute(f"SELECT * FROM {table} LIMIT 0").description or ()]


def _nothing_yet(at: datetime, first: datetime | None, time_zone: str) -> InvalidArgumentError:
    if first is None:
        return InvalidArgumentError(
            "as_of",
            Text("The warehouse has no past yet.", "O armazém ainda não tem passado."),
            Text("Fill it with `hotmart sync`.", "Preencha-o com `hotmart sync`."),
        )
    known = stamp_in(first, time_zone)
    return InvalidArgumentError(
        "as_of",
        Text(
            f"At {stamp_in(at, time_zone)} the warehouse knew nothing yet.",
            f"Em {stamp_in(at, time_zone)} o armazém ainda não sabia de nada.",
        ),
        Text(f"It knows from {known} on.", f"Ele sabe a partir de {known}."),
    )


def _of_one_account() -> InvalidArgumentError:
    return InvalidArgumentError(
        "query",
        Text(
            f"{ALL_ACCOUNTS} tells of today only; the past is told of one account at a time.",
            f"{ALL_ACCOUNTS} só conta o presente; o passado é contado de uma conta por vez.",
        ),
        Text("Name its table without a schema.", "Indique a tabela dela sem schema."),
    )


def _refuse_qualified(used: set[str], tables: set[str]) -> None:
    """A name with its schema reaches the table of today, whatever stands before it."""
    for name in sorted(used):
        bare = name.rpartition(".")[2].strip('"')
        if bare != name.strip('"') and bare in tables:
            raise InvalidArgumentError(
                "query",
                Text(
                    f"With --as-of a table is named without its schema: {bare}, not {name}.",
                    f"Com --as-of uma tabela é indicada sem o schema: {bare}, não {name}.",
                ),
            )
