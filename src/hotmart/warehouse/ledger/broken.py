"""Runs that broke off: noted in the ledger, or beside the file for as long as that cannot be written.

A run may fail before there is a file, or because another program holds it. What is noted beside it is
told with the ledger, under the numbers that it will have there, and taken in by whoever next writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import msgspec

from hotmart.language import say
from hotmart.warehouse.store import Warehouse

MOST = 100
"""How many are kept beside the file: a schedule that fails for weeks says nothing new."""


@dataclass(frozen=True)
class Broken:
    """A run that came to no end of its own, and why."""

    state: str
    """`failed`, or `interrupted`."""
    why: str | None
    started_at: datetime
    finished_at: datetime
    requests: int
    version: str
    streams: list[str] = field(default_factory=list[str])
    run: int | None = None
    """Its number, where it had one: otherwise it broke off before it read anything."""
    why_pt: str | None = None
    """The same why in Portuguese; an older release has noted one language, whichever it was."""

    @property
    def told(self) -> str | None:
        """Why, in the reader's language."""
        return say(self.why, self.why_pt or self.why) if self.why else None


def folder_of(warehouse: Warehouse) -> Path:
    """Where lies what waits to be written into the file."""
    return warehouse.path.with_name(f"{warehouse.path.name}.waiting") / warehouse.schema


def put_beside(warehouse: Warehouse, broken: Broken) -> None:
    """Note it beside the file. A folder that cannot be written hears nothing."""
    folder = folder_of(warehouse)
    name = f"{int(broken.started_at.timestamp() * 1_000_000)}-{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in sorted(folder.glob("*.run"))[: -MOST + 1]:
            old.unlink(missing_ok=True)
        new = folder / f"{name}.new"
        new.write_bytes(msgspec.json.encode(broken))
        new.replace(folder / f"{name}.run")


def waiting(warehouse: Warehouse) -> dict[Path, Broken]:
    """Those beside the file, the oldest first."""
    found: dict[Path, Broken] = {}
    for path in sorted(folder_of(warehouse).glob("*.run")):
        with suppress(OSError, msgspec.DecodeError):  # taken in a moment ago, or nothing of ours
            found[path] = msgspec.json.decode(path.read_bytes(), type=Broken)
    return found


def take_in(con: duckdb.DuckDBPyConnection, found: Iterable[Broken]) -> None:
    """Write them into the ledger. One that is there already is not written twice."""
    for one in found:
        if one.run is not None:
            con.execute(
                "UPDATE _runs SET state = ?, why = ?, why_pt = ?, requests = ?, finished_at = ?"
                " WHERE run = ? AND state = 'running'",
                [one.state, one.why, one.why_pt, one.requests, one.finished_at, one.run],
            )
            continue
        con.execute(
            "INSERT INTO _runs"
            " (run, started_at, finished_at, streams, state, items, requests, version, why, why_pt)"
            " SELECT (SELECT coalesce(max(run), 0) + 1 FROM _runs), $started, $ended, $streams, $state, 0,"
            " $requests, $version, $why, $why_pt"
            " WHERE NOT EXISTS (FROM _runs WHERE started_at = $started)",
            {
                "started": one.started_at,
                "ended": one.finished_at,
                "streams": one.streams,
                "state": one.state,
                "requests": one.requests,
                "version": one.version,
                "why": one.why,
                "why_pt": one.why_pt,
            },
        )


def taken_in(warehouse: Warehouse, found: Iterable[Path]) -> None:
    """Forget those beside the file that the ledger has now."""
    for path in found:
        path.unlink(missing_ok=True)
    folder = folder_of(warehouse)
    with suppress(OSError):  # unless something else waits
        folder.rmdir()
        folder.parent.rmdir()
