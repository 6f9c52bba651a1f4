"""The log of a job: one JSON object a line, added to while it runs, readable at any moment."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from hotmart.document import to_json
from hotmart.figures import iso
from hotmart.schedule.place import log_of
from hotmart.words import is_object


def add(job_id: str, line: Mapping[str, Any]) -> None:
    """Add a line, with the moment at which it is written before all else."""
    path = log_of(job_id)
    told = to_json({"at": iso(datetime.now(UTC).replace(microsecond=0))} | dict(line)) + "\n"
    number = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    with os.fdopen(number, "ab") as file:
        file.write(told.encode())


def lines(job_id: str, after: int = 0) -> list[dict[str, Any]]:
    """The lines from this number on, without one that is only half written; none where there is no log."""
    try:
        *whole, _ = log_of(job_id).read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    return [_read(line) for line in whole[after:]]


def _read(line: bytes) -> dict[str, Any]:
    """A line of somebody who was killed while writing it counts, and says nothing."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if is_object(found) else {}
