"""What agents asked: by day, client and tool how often, and never with what."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from hotmart.actions.guard.place import state_file
from hotmart.sqlite_errors import named

FILE = "agents.sqlite3"
KEPT = timedelta(days=90)
_PATIENCE = 5.0  # seconds to wait for another server that notes something
_SHAPE = """
CREATE TABLE IF NOT EXISTS asked (
    day TEXT NOT NULL, client TEXT NOT NULL, tool TEXT NOT NULL, times INTEGER NOT NULL,
    failed INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (day, client, tool)
)
"""


class Asked(NamedTuple):
    """What one client asked of one tool, in the days that are remembered."""

    client: str
    """Its name and version, as it gives them."""
    tool: str
    times: int
    failed: int
    """How often the answer was an error."""
    first: datetime
    last: datetime


def note(client: str, tool: str, *, failed: bool, at: datetime | None = None) -> None:
    """Note one call. Raises DatabaseError where the file cannot be used."""
    now = at or datetime.now(UTC)
    said, day = now.isoformat(timespec="seconds"), now.date().isoformat()
    path = state_file(FILE)
    with named(path), closing(sqlite3.connect(path, timeout=_PATIENCE)) as db, db:
        db.execute(_SHAPE)
        db.execute(
            "INSERT INTO asked VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (day, client, tool) DO UPDATE"
            " SET times = times + 1, failed = failed + excluded.failed, last = excluded.last",
            [day, client, tool, int(failed), said, said],
        )
        db.execute("DELETE FROM asked WHERE day < ?", [(now - KEPT).date().isoformat()])


def asked(path: Path | None = None) -> list[Asked]:
    """All that is remembered, whoever asked last first. Raises DatabaseError where it cannot be read."""
    path = path or state_file(FILE)
    if not path.exists():
        return []
    with named(path), closing(sqlite3.connect(path, timeout=_PATIENCE)) as db, db:
        db.execute(_SHAPE)
        rows = db.execute(
            "SELECT client, tool, sum(times), sum(failed), min(first), max(last) FROM asked"
            " GROUP BY client, tool ORDER BY max(last) DESC, client, tool"
        ).fetchall()
    return [
        Asked(client, tool, times, failed, datetime.fromisoformat(first), datetime.fromisoformat(last))
        for client, tool, times, failed, first, last in rows
    ]
