"""A question in SQL that can read the warehouse and nothing else: no other file, and no writing."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime

import duckdb

from hotmart.warehouse.asking.answer import Answer, unique
from hotmart.warehouse.asking.as_of import as_moment, stand_as_of
from hotmart.warehouse.asking.closed import close
from hotmart.warehouse.asking.freshness import freshness
from hotmart.warehouse.asking.own_zone import own_zone
from hotmart.warehouse.asking.refusals import check_bounds, refused, too_long
from hotmart.warehouse.asking.statements import check_reads
from hotmart.warehouse.sql import literal
from hotmart.warehouse.store import PATIENCE, Warehouse


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
    check_bounds(limit, timeout)
    clock = _Clock(timeout)
    with clock.patient(warehouse).opened(read_only=True, alone=True) as con:
        where = time_zone or own_zone(con, warehouse.schema)
        moment = None if at is None else as_moment(at, where)
        close(con, f"TimeZone = {literal(where)}")
        try:
            check_reads(con, query)
            as_of = freshness(con, warehouse.schema, query, moment)
            warnings = stand_as_of(con, query, moment, where) if moment else []
            with clock.ending(con):
                con.execute(query)
                described = con.description or []
                rows, more = _rows(con, limit) if described else ([], False)
        except duckdb.InterruptException:
            raise too_long(clock.seconds) from None
        except duckdb.Error as error:
            raise refused(str(error), lambda: _tables(con)) from None
    names = unique(column[0] for column in described)
    return Answer(names, [str(column[1]) for column in described], rows, as_of, warnings, more, where)


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


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables and views that a query can name alone."""
    found = con.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
    ).fetchall()
    return [name for (name,) in found]
