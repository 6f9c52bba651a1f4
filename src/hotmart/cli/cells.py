"""The cells of an answer, as data and as text, without loss."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hotmart.document import to_json
from hotmart.figures import iso


def exact(value: Any) -> Any:
    """A value for JSON: times in UTC, all else as it is."""
    return iso(value) if isinstance(value, datetime) and value.tzinfo else value


def plain(value: Any) -> str:
    """A value as text, without loss."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str(exact(value)) if value.tzinfo else value.isoformat()
    if isinstance(value, list | dict | tuple | bytes):
        return to_json(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
