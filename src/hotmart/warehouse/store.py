"""The DuckDB file itself, opened for as short as possible."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from hotmart.warehouse.errors import NoWarehouseError, explained, is_locked

PATIENCE = 10.0  # seconds to wait for another process that holds the file
PAUSE = 0.1
TROUBLE = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, OSError)
"""What DuckDB raises about the file and the disk under it, and not about a query."""


class Warehouse:
    """One DuckDB file.

    A writer and the readers of other processes lock each other out of a DuckDB file, so nothing here
    keeps it open: each use opens, works and closes (about 15 ms).
    """

    def __init__(
        self,
        path: Path | str,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.path = Path(path)
        self._patience, self._clock, self._sleep = patience, clock, sleep
        self._one_at_a_time = threading.RLock()

    def __repr__(self) -> str:
        return f"Warehouse({str(self.path)!r})"

    @property
    def exists(self) -> bool:
        return self.path.exists()

    @contextmanager
    def transaction(self) -> Generator[duckdb.DuckDBPyConnection]:
        """Everything done inside is committed together at the end, or not at all.

        On one thread: a commit is too small to gain by sharing it, and the cores have other work.
        """
        with self.opened() as con:
            con.execute("SET threads = 1")
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
                yield con
            except TROUBLE as error:
                raise explained(error, self.path.name) from error
            finally:
                con.close()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one query."""
        with self.opened() as con:
            return con.execute(sql, list(parameters)).fetchall()

    def _connect(self, read_only: bool) -> duckdb.DuckDBPyConnection:
        deadline = self._clock() + self._patience
        while True:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return duckdb.connect(str(self.path), read_only=read_only)
            except (duckdb.Error, OSError) as error:
                if not is_locked(error) or self._clock() >= deadline:
                    raise explained(error, self.path.name) from error
                self._sleep(PAUSE)
