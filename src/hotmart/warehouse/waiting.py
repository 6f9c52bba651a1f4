"""Readings that wait beside the file, because another program held it when they were to be committed.

They lie in the staging folder, which goes when a person is forgotten, and are no part of the warehouse until
a later run lands them. Each is there once its description is: whatever a kill leaves without one is nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import msgspec

from hotmart.warehouse.ledger.notes import Reading, moment
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.sql import held_tables
from hotmart.warehouse.store import Warehouse


@dataclass(frozen=True)
class Waiting:
    """A reading, the run that made it, and how it was to land."""

    run: int
    at: datetime
    shape: str
    """What its records look like: they can land only in tables that are still the same."""
    reading: Reading
    untouched: bool
    """Whether its stream held nothing when the run came to it, so that nothing could have vanished."""
    oddities: list[tuple[Oddity, int]]


def folder_of(warehouse: Warehouse) -> Path:
    """Where the readings of one schema wait."""
    return warehouse.path.with_name(f"{warehouse.path.name}.staging") / f"{warehouse.schema}.waiting"


def keep(warehouse: Warehouse, waiting: Waiting, lines: Path) -> None:
    """Keep a reading, after those that wait already; its records are moved."""
    folder = folder_of(warehouse)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = 1 + max((int(path.stem) for path in folder.glob("*.json")), default=0)
    told = folder / f"{number:06}.json"
    lines.replace(told.with_suffix(".ndjson"))
    _flush(told.with_suffix(".ndjson"))
    draft = told.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(waiting))
    _flush(draft)
    draft.replace(told)


def kept(warehouse: Warehouse) -> Iterator[tuple[Path, Waiting]]:
    """The readings that wait, in the order in which they would have been committed, by their records."""
    for told in sorted(folder_of(warehouse).glob("*.json")):
        lines = told.with_suffix(".ndjson")
        with suppress(OSError, msgspec.DecodeError):  # one that is not whole is read again
            found = msgspec.json.decode(told.read_bytes(), type=Waiting)
            if lines.exists():
                yield lines, found


def drop(lines: Path) -> None:
    """A reading waits no longer; its description goes first."""
    lines.with_suffix(".json").unlink(missing_ok=True)
    lines.unlink(missing_ok=True)


def drop_all(warehouse: Warehouse) -> None:
    """Nothing waits any longer. What was not landed is read again, since no ledger speaks of it."""
    folder = folder_of(warehouse)
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # unless another schema of the same file has something there
        folder.parent.rmdir()


def is_next(con: duckdb.DuckDBPyConnection, waiting: Waiting) -> bool:
    """Whether nothing was read since: then it lands as it would have, and otherwise it must not at all."""
    if not {"_runs", "_windows"} <= held_tables(con):  # another file stands in its place
        return False
    found = con.execute(
        "SELECT 1 FROM _runs WHERE run = $run AND as_of = $at AND NOT EXISTS"
        " (SELECT 1 FROM _windows WHERE run > $run AND read_at IS NOT NULL)",
        {"run": waiting.run, "at": waiting.at},
    )
    return bool(found.fetchall())


def is_landed(con: duckdb.DuckDBPyConnection, waiting: Waiting) -> bool:
    """Whether it is in the ledger: a kill may come between the commit and the end of the waiting."""
    one = waiting.reading
    found = con.execute(
        "SELECT 1 FROM _windows WHERE run = ? AND stream = ? AND scope = ?"
        " AND raw_file IS NOT DISTINCT FROM ? AND owner IS NOT DISTINCT FROM ?"
        " AND window_start IS NOT DISTINCT FROM ? AND window_end IS NOT DISTINCT FROM ?",
        [
            waiting.run,
            one.stream,
            one.scope,
            one.raw_file,
            list(one.owner) or None,
            moment(one.start),
            moment(one.end),
        ],
    )
    return bool(found.fetchall())


def _flush(path: Path) -> None:
    """Have it on the disk before anything speaks of it."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
