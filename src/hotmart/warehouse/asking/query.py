"""A question in SQL that can read the warehouse and nothing else: no other file, and no writing."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import ClassVar

import duckdb

from hotmart.errors import InvalidArgumentError, meant
from hotmart.language import Text
from hotmart.warehouse.asking.answer import Answer
from hotmart.warehouse.asking.as_of import as_moment, stand_as_of
from hotmart.warehouse.asking.freshness import freshness
from hotmart.warehouse.asking.own_zone import own_zone
from hotmart.warehouse.asking.statements import asks_several, reaches_files
from hotmart.warehouse.sql import literal
from hotmart.warehouse.store import PATIENCE, Warehouse

_A_DAY = 86_400  # seconds
_NO_TABLE = re.compile(r'Catalog Error: Table with name "?(.+?)"? does not exist!')
_GUESS = re.compile(r'Did you mean "(.+)"\?')


class QueryError(InvalidArgumentError):
    """The SQL is wrong, or would change something, or takes too long."""

    code: ClassVar[str] = "sql"


def ask(
    query: str,
    warehouse: Warehouse,
    at: datetime | date | str | None = None,
    *,
    limit: int | None = None,
    timeout: float | None = None,
    time_zone: str | None = None,
) -> Answer:
    """Run a query that can read the warehouse and nothing else.

    `at` lets it read the warehouse as it was at that moment. Days and months are those of `time_zone`, which
    is the account's own where it is not told. At most `limit` rows are read, and it may take
    at most `timeout` seconds. Raises QueryError, and InvalidArgumentError for a moment nothing is known of.
    """
    _check_bounds(limit, timeout)
    clock = _Clock(timeout)
    with clock.patient(warehouse).opened(read_only=True, alone=True) as con:
        where = time_zone or own_zone(con, warehouse.schema)
        moment = None if at is None else as_moment(at, where)
        con.execute(f"SET TimeZone = {literal(where)}")
        con.execute("SET enable_external_access = false; SET lock_configuration = true")
        try:
            if reaches_files(con, query):
                raise _nothing_changes()
            if asks_several(con, query):
                raise _several()
            as_of = freshness(con, warehouse.schema, query, moment)
            warnings = stand_as_of(con, query, moment, where) if moment else []
            with clock.ending(con):
                con.execute(query)
                described = con.description or []
                rows, more = _rows(con, limit) if described else ([], False)
        except duckdb.InterruptException:
            raise _too_long(clock.seconds) from None
        except duckdb.Error as error:
            raise _refused(error, con) from None
    names = _unique(column[0] for column in described)
    return Answer(names, [str(column[1]) for column in described], rows, as_of, warnings, more, where)


def _check_bounds(limit: int | None, timeout: float | None) -> None:
    if limit is not None and not (type(limit) is int and limit >= 0):
        raise InvalidArgumentError(
            "limit",
            Text("limit is a number of rows, from 0 on.", "limit é um número de linhas, de 0 em diante."),
        )
    if timeout is not None and not (type(timeout) in (int, float) and 0 < timeout <= _A_DAY):
        raise InvalidArgumentError(
            "timeout",
            Text(
                "timeout is in seconds, above 0 and at most a day.",
                "timeout é em segundos, acima de 0 e até um dia.",
            ),
        )


def _rows(con: duckdb.DuckDBPyConnection, limit: int | None) -> tuple[list[tuple[object, ...]], bool]:
    """The rows, and whether there were more than the limit."""
    if limit is None:
        return con.fetchall(), False
    rows = con.fetchmany(limit + 1)
    return rows[:limit], len(rows) > limit


class _Clock:
    """The seconds that a question may take, waiting for the file among them."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    def patient(self, warehouse: Warehouse) -> Warehouse:
        """The same warehouse, which is waited for no longer than that."""
        if self.seconds is None:
            return warehouse
        return Warehouse(warehouse.path, warehouse.schema, patience=min(self.seconds, PATIENCE))

    @contextmanager
    def ending(self, con: duckdb.DuckDBPyConnection) -> Generator[None]:
        """Interrupt what a connection does when the time is up.

        Again and again: an interrupt that comes between two steps of a query is forgotten.
        """
        if self._end is None:
            yield
            return
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(con, ended), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()

    def _watch(self, con: duckdb.DuckDBPyConnection, ended: threading.Event) -> None:
        left = max(0.0, (self._end or 0.0) - time.monotonic())
        while not ended.wait(left):
            con.interrupt()
            left = 0.02


def _too_long(seconds: float | None) -> QueryError:
    return QueryError(
        "query",
        Text(f"The query took more than {seconds:g} s.", f"A consulta passou de {seconds:g} s."),
        Text("Ask for less, or allow it more time.", "Peça menos, ou dê mais tempo a ela."),
    )


def _refused(error: duckdb.Error, con: duckdb.DuckDBPyConnection) -> QueryError:
    from hotmart.warehouse.asking.duckdb_in_portuguese import in_portuguese  # noqa: PLC0415  # a mistake only

    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = lines[0] if lines else type(error).__name__
    if "read-only" in said or "disabled by configuration" in said:
        return _nothing_changes()
    advice = Text(
        'See what there is with `hotmart streams`, or: hotmart sql "SHOW TABLES"',
        'Veja o que existe com `hotmart streams`, ou: hotmart sql "SHOW TABLES"',
    )
    told = [said, *_hints(lines, con)]
    return QueryError("query", Text(" ".join(told), " ".join(map(in_portuguese, told))), advice)


def _hints(lines: list[str], con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What DuckDB thinks was meant; for a table it names the nearest, however far that is."""
    missing = _NO_TABLE.match(lines[0]) if lines else None
    for line in lines[1:]:
        guess = _GUESS.fullmatch(line)
        if guess and missing and not meant(missing[1], [guess[1].rpartition(".")[2]]):
            near = meant(missing[1], _tables(con))
            yield from [f'Did you mean "{near}"?'] if near else []
        elif guess or line.startswith("Candidate bindings"):
            yield line


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables and views that a query can name alone."""
    found = con.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    ).fetchall()
    return [name for (name,) in found]


def _unique(names: Iterable[str]) -> list[str]:
    """Column names, none twice: a join may bring two of a name, and neither may be lost."""
    taken: list[str] = []
    for name in names:
        free, number = name, 2
        while free in taken:
            free, number = f"{name}_{number}", number + 1
        taken.append(free)
    return taken


def _several() -> QueryError:
    return QueryError(
        "query",
        Text("That is more than one statement.", "Isso é mais de um comando."),
        Text(
            "Ask one at a time: only the last would be answered.",
            "Pergunte um de cada vez: só o último seria respondido.",
        ),
    )


def _nothing_changes() -> QueryError:
    return QueryError(
        "query",
        Text(
            "Nothing can be changed from here, and no other file is read.",
            "Daqui nada se altera, e nenhum outro arquivo é lido.",
        ),
        Text("To change a copy of it, open the file with DuckDB.", "Para alterar uma cópia, use o DuckDB."),
    )
