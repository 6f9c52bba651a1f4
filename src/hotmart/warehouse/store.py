"""The DuckDB file itself, opened for as short as possible."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import duckdb

from hotmart.warehouse.engine import OpenFile, open_file
from hotmart.warehouse.errors import NoWarehouseError, busy, explained, is_locked
from hotmart.warehouse.sql import literal, placed, quoted

MAIN = "main"
MEMORY = "256MB"
"""What DuckDB may hold while it commits: it would keep as much of the file as fits in the memory there is."""
PATIENCE = 10.0  # seconds to wait for another process that holds the file
PAUSE = 0.1
_NOTHING = "_nothing"
"""A database without anything in it, beside the file, for those who look for a schema that is not there."""
TROUBLE = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, OSError)
"""What DuckDB raises about the file and the disk under it, and not about a query."""


_one_at_a_time: defaultdict[Path, threading.RLock] = defaultdict(threading.RLock)
"""A lock for each file: the schemas of one file are written one after the other."""


_kept_open: dict[Path, OpenFile | None] = {}
"""The files that stay open in this process for a while; None for one that nobody has used yet."""
_let_go = threading.Condition()
"""Told when a file is no longer kept open."""
_settled: set[Path] = set()
"""Files that nobody writes any longer."""


def settle(path: Path) -> None:
    """Say that nobody writes this file any longer, such as a copy: who reads it waits for no other reader."""
    _settled.add(path.absolute())


class Warehouse:
    """One schema of one DuckDB file, with all that belongs to it: tables, histories and ledger.

    A writer and the readers of other processes lock each other out of a DuckDB file, so nothing here
    keeps it open: each use opens, works and closes (2 ms, once DuckDB has started). Inside, names without
    a schema are those of this one.
    """

    def __init__(
        self,
        path: Path | str,
        schema: str = MAIN,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        looks: bool = False,
    ) -> None:
        self.path, self.schema = Path(path), schema
        self._patience, self._clock, self._sleep, self._looks = patience, clock, sleep, looks
        self._one_at_a_time = _one_at_a_time[self.path.absolute()]

    def __repr__(self) -> str:
        return f"Warehouse({str(self.path)!r}, {self.schema!r})"

    @property
    def exists(self) -> bool:
        return self.path.exists()

    def looking(self) -> Warehouse:
        """The same for whoever only looks: nothing is made, and a schema that is not there is empty."""
        return Warehouse(
            self.path, self.schema, patience=self._patience, clock=self._clock, sleep=self._sleep, looks=True
        )

    @contextmanager
    def transaction(self, memory: str | None = MEMORY) -> Generator[duckdb.DuckDBPyConnection]:
        """Everything done inside is committed together at the end, or not at all.

        On one thread: a commit is too small to gain by sharing it, and the cores have other work.
        """
        with self.opened() as con:
            con.execute("SET threads = 1")
            if memory:
                con.execute(f"SET memory_limit = {literal(memory)}")
            con.execute("BEGIN TRANSACTION")
            yield con
            con.execute("COMMIT")

    @contextmanager
    def opened(self, *, read_only: bool = False, alone: bool = False) -> Generator[duckdb.DuckDBPyConnection]:
        """A connection for as long as the block lasts.

        `alone`: it shares nothing with others of this process, whose file may be kept open for writing, so
        that what is set for it is set for nobody else.

        Raises WarehouseError when the file is not a DuckDB file, stays locked, or the disk is full.
        """
        read_only = read_only or self._looks
        if read_only and not self.exists:
            raise NoWarehouseError(str(self.path))
        turn: AbstractContextManager[object] = self._alone() if alone else self._one_at_a_time
        if read_only and self.path.absolute() in _settled:
            turn = nullcontext()
        with turn, self._connection(read_only=read_only, alone=alone) as con:
            try:
                con.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
                self._enter(con, read_only=read_only)
                yield con
            except TROUBLE as error:
                raise explained(error, self.path.name) from error

    @contextmanager
    def kept_open(self) -> Generator[None]:
        """Once it is used, the file stays open until the block ends, for a burst of uses.

        Others are kept out meanwhile, so nothing may be waited for in it. A block that does not use the
        file does not open it.
        """
        path = self.path.absolute()
        with self._one_at_a_time:
            mine = path not in _kept_open
            if mine:
                _kept_open[path] = None
        try:
            yield
        finally:
            if mine:
                with self._one_at_a_time, _let_go:
                    if kept := _kept_open.pop(path):
                        kept.close()
                    _let_go.notify_all()

    @contextmanager
    def _alone(self) -> Generator[None]:
        """The turn of this file, once it is not kept open any longer."""
        path, deadline = self.path.absolute(), self._clock() + self._patience
        while True:
            with self._one_at_a_time:
                if path not in _kept_open:
                    yield
                    return
            with _let_go:
                left = deadline - self._clock()
                if left <= 0:
                    raise busy(self.path.name)
                if path in _kept_open:
                    _let_go.wait(left)

    def _enter(self, con: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
        """Use this schema, which is made when it is first wanted."""
        if self.schema == MAIN:
            return
        place = placed(con, self.schema)
        if not read_only:
            con.execute(f"CREATE SCHEMA IF NOT EXISTS {place}")
        elif not self._is_made(con):
            if not self._looks:
                raise NoWarehouseError(f"{self.path} ({self.schema})")
            place = f"{_NOTHING}.{quoted(self.schema)}"
            con.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {_NOTHING}; CREATE SCHEMA IF NOT EXISTS {place}")
        con.execute(f"SET schema = {literal(place)}")

    def _is_made(self, con: duckdb.DuckDBPyConnection) -> bool:
        """Whether the file has this schema."""
        sql = "SELECT 1 FROM duckdb_schemas() WHERE schema_name = ? AND database_name = current_database()"
        return bool(con.execute(sql, [self.schema]).fetchall())

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one query."""
        with self.opened() as con:
            return con.execute(sql, list(parameters)).fetchall()

    @contextmanager
    def _connection(self, *, read_only: bool, alone: bool) -> Generator[duckdb.DuckDBPyConnection]:
        """A connection to the file, which is opened for it unless it is kept open."""
        path, well = self.path.absolute(), False
        if kept := path in _kept_open:
            file = _kept_open[path] = _kept_open[path] or self._patiently(read_only=False)
        else:
            file = self._patiently(read_only=read_only, alone=alone)
        con = file.connection()
        try:
            yield con
            well = True
        finally:
            con.close()
            if not kept:
                file.close(well=well)

    def _patiently(self, *, read_only: bool, alone: bool = False) -> OpenFile:
        """Open the file, once no other process holds it any longer."""
        deadline = self._clock() + self._patience
        while True:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return open_file(self.path, read_only=read_only, alone=alone)
            except (duckdb.Error, OSError) as error:
                if not is_locked(error) or self._clock() >= deadline:
                    raise explained(error, self.path.name) from error
                self._sleep(PAUSE)
