"""The cells of an answer, as data and as text, without loss."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hotmart.document import to_json
from hotmart.figures import iso


def exact(value: Any) -> Any:
    """A value for JSON: times in UTC, all else as it is."""
    return iso(value) if isinstance(value, datetime) and value.tzinfo else value


def local(moment: datetime) -> str:
    """A moment as ISO 8601 in the zone it comes in, exact: 2025-03-31T21:30:00-03:00."""
    if not moment.utcoffset():
        return iso(moment)
    exactly = "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return moment.isoformat(timespec=exactly if moment.microsecond else "seconds")


def plain(value: Any) -> str:
    """A value as text, without loss."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local(value) if value.tzinfo else value.isoformat()
    if isinstance(value, list | dict | tuple | bytes):
        return to_json(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
