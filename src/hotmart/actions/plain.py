"""Values as data: money as Decimal, moments as ISO 8601 in UTC, no model and no time of Python's."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeGuard

from hotmart.answers.rows import Rows
from hotmart.figures import iso
from hotmart.model import Model
from hotmart.words import is_list, is_object


def plain(value: Any) -> Any:
    """A value as data, and all that is in it."""
    if isinstance(value, Model):
        return plain(value.model_dump(exclude_none=True))
    if isinstance(value, datetime):
        return iso(value)
    if is_object(value):
        return {name: plain(one) for name, one in value.items()}
    if is_list(value) or _is_rows(value):
        return [plain(one) for one in value]
    return value


def _is_rows(value: Any) -> TypeGuard[Rows[Any]]:
    return isinstance(value, Rows)
