"""The DuckDB file itself, opened for as short as possible."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from hotmart.warehouse.errors import NoWarehouseError, explained, is_locked, is_shared
from hotmart.warehouse.sql import literal, quoted

MAIN = "main"
MEMORY = "256MB"
"""What DuckDB may hold while it commits: it would keep as much of the file as fits in the memory there is."""
ROW_GROUP = 61_440
"""Rows that DuckDB writes and compresses together. Half of what it does by itself: a commit that leaves a
group half full has it written again by the next one, and all of a group is in memory while it is written."""
PATIENCE = 10.0  # seconds to wait for another process that holds the file
PAUSE = 0.1
TAKEN = ("memory", "system", "temp")  # names of databases that every connection has
TROUBLE = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, OSError)
"""What DuckDB raises about the file and the disk under it, and not about a query."""


_one_at_a_time: defaultdict[Path, threading.RLock] = defaultdict(threading.RLock)
"""A lock for each file: the schemas of one file are written one after the other."""


_kept_open: dict[Path, duckdb.DuckDBPyConnection] = {}
"""The files that stay open in this process for a while."""


class Warehouse:
    """One schema of one DuckDB file, with all that belongs to it: tables, histories and ledger.

    A writer and the readers of other processes lock each other out of a DuckDB file, so nothing here
    keeps it open: each use opens, works and closes (about 15 ms). Inside, names without a schema are
    those of this one.
    """

    def __init__(
        self,
        path: Path | str,
        schema: str = MAIN,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.path, self.schema = Path(path), schema
        self._patience, self._clock, self._sleep = patience, clock, sleep
        self._one_at_a_time = _one_at_a_time[self.path.absolute()]

    def __repr__(self) -> str:
        return f"Warehouse({str(self.path)!r}, {self.schema!r})"

    @property
    def exists(self) -> bool:
        return self.path.exists()

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
    def opened(self, *, read_only: bool = False) -> Generator[duckdb.DuckDBPyConnection]:
        """A connection for as long as the block lasts.

        Raises WarehouseError when the file is not a DuckDB file, stays locked, or the disk is full.
        """
        if read_only and not self.exists:
            raise NoWarehouseError(str(self.path))
        with self._one_at_a_time:
            con = self._connect(read_only)
            try:
                con.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
                self._enter(con, read_only=read_only)
                yield con
            except TROUBLE as error:
                raise explained(error, self.path.name) from error
            finally:
                con.close()

    @contextmanager
    def kept_open(self) -> Generator[None]:
        """For as long as the block lasts the file stays open, for a burst of uses; others are kept out."""
        path = self.path.absolute()
        with self._one_at_a_time:
            mine = path not in _kept_open
            if mine:
                _kept_open[path] = self._connect(read_only=False)
        try:
            yield
        finally:
            if mine:
                with self._one_at_a_time:
                    _kept_open.pop(path).close()

    def _enter(self, con: duckdb.DuckDBPyConnection, *, read_only: bool) -> None:
        """Use this schema, which is made when it is first wanted."""
        if self.schema == MAIN:
            return
        if not read_only:
            con.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted(self.schema)}")
        elif not con.execute(
            "SELECT 1 FROM duckdb_schemas() WHERE schema_name = ?", [self.schema]
        ).fetchall():
            raise NoWarehouseError(f"{self.path} ({self.schema})")
        con.execute(f"SET schema = {literal(quoted(self.schema))}")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one query."""
        with self.opened() as con:
            return con.execute(sql, list(parameters)).fetchall()

    def _connect(self, read_only: bool) -> duckdb.DuckDBPyConnection:
        if kept := _kept_open.get(self.path.absolute()):
            return self._used(kept.cursor())
        deadline = self._clock() + self._patience
        while True:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return self._reader() if read_only else self._writer()
            except (duckdb.Error, OSError) as error:
                if not is_locked(error) or self._clock() >= deadline:
                    raise explained(error, self.path.name) from error
                self._sleep(PAUSE)

    def _reader(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.path), read_only=True)

    def _writer(self) -> duckdb.DuckDBPyConnection:
        """A connection to the file, attached under its usual name: only so can row groups be chosen."""
        if self.path.stem in TAKEN:
            return duckdb.connect(str(self.path))
        con = duckdb.connect(config={"temp_directory": f"{self.path}.tmp"})
        try:
            con.execute(f"ATTACH {literal(str(self.path))} AS {self._name} (ROW_GROUP_SIZE {ROW_GROUP})")
        except duckdb.Error as error:
            con.close()
            if is_shared(error):
                return duckdb.connect(str(self.path))
            raise
        return self._used(con)

    def _used(self, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """The connection, for which a table without more is one of this file."""
        if self.path.stem not in TAKEN:
            con.execute(f"USE {self._name}")
        return con

    @property
    def _name(self) -> str:
        """What DuckDB calls the file."""
        return quoted(self.path.stem)
