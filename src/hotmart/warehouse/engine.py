"""DuckDB itself, which takes 15 ms to start and 2 ms to attach a file to: one that is idle is used again."""

from __future__ import annotations

import atexit
import os
import threading
from contextlib import suppress
from pathlib import Path

import duckdb

from hotmart.warehouse.errors import is_shared
from hotmart.warehouse.sql import literal, quoted

ROW_GROUP = 61_440
"""Rows that DuckDB writes and compresses together. Half of what it does by itself: a commit that leaves a
group half full has it written again by the next one, and all of a group is in memory while it is written."""
STORAGE = "v1.5.0"
"""The format new files are made in, which all since DuckDB 1.5 read and write: what DuckDB 2 makes by itself
none before it can open. A file that is there keeps its own: whoever reads it may not know a newer one."""
MADE = f"ROW_GROUP_SIZE {ROW_GROUP}, STORAGE_VERSION {literal(STORAGE)}"
"""How a file is attached that is not there yet."""
NAME = "hotmart file"
"""What a file is attached as, whatever it is called: a name that no schema has, and none of DuckDB's own."""
ENDURING = ("threads", "memory_limit")
"""Settings that a use may change and that would outlive it: all else ends with the connection."""

_idle: list[duckdb.DuckDBPyConnection] = []
"""A started DuckDB without a file, or none."""
_turn = threading.Lock()


class OpenFile:
    """One DuckDB file while it is open: attached to an engine under this name, or the engine's own."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, name: str | None = None) -> None:
        self._engine, self._name = engine, name

    def connection(self) -> duckdb.DuckDBPyConnection:
        """One more connection, for which a table without more is one of this file."""
        con = self._engine.cursor()
        if self._name:
            con.execute(f"USE {quoted(self._name)}")
        return con

    def close(self, *, well: bool = True) -> None:
        """Let go of the file. Its connections are closed before; after trouble nothing is used again."""
        if well and self._name and _is_as_started(self._engine, self._name):
            with _turn:
                if not _idle:
                    _idle.append(self._engine)
                    return
        self._engine.close()


def open_file(path: Path, *, read_only: bool, alone: bool = False) -> OpenFile:
    """Open the file itself: the one place that does, and what takes the time.

    It is attached, since only so can row groups be chosen; `alone`: to a DuckDB that nobody uses after it.
    """
    if alone:
        return OpenFile(_connected(path, read_only=read_only))
    engine = _started(f"{path}.tmp")
    there = "READ_ONLY" if read_only else f"ROW_GROUP_SIZE {ROW_GROUP}"
    how = there if path.exists() else MADE
    try:
        engine.execute(f"ATTACH {literal(str(path))} AS {quoted(NAME)} ({how})")
    except duckdb.Error as error:
        engine.close()
        if is_shared(error):
            return OpenFile(_connected(path, read_only=read_only))
        raise
    return OpenFile(engine, NAME)


def let_go() -> None:
    """End the idle DuckDB, if there is one."""
    with _turn:
        while _idle:
            _idle.pop().close()


def _connected(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A DuckDB of this file's own."""
    if path.exists():
        return duckdb.connect(str(path), read_only=read_only)
    return duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE})


def _started(temporary: str) -> duckdb.DuckDBPyConnection:
    """A DuckDB without a file, which puts what does not fit into memory there."""
    with _turn:
        engine = _idle.pop() if _idle else None
    if engine:
        try:
            engine.execute(f"SET temp_directory = {literal(temporary)}")
        except duckdb.Error:  # it has written to the one before, and stays with it
            engine.close()
        else:
            return engine
    return duckdb.connect(config={"temp_directory": temporary})


def _is_as_started(engine: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether it can be made to have neither this file nor another, nor a setting that was not its own."""
    with suppress(duckdb.Error):
        engine.execute(f"DETACH {quoted(name)}")
        for setting in ENDURING:
            engine.execute(f"RESET GLOBAL {setting}")
        left = engine.execute("SELECT database_name FROM duckdb_databases() WHERE NOT internal").fetchall()
        return left == [("memory",)]
    return False


atexit.register(let_go)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=let_go)  # its threads would be missing in the child
