"""A report as a page of records, as the warehouse takes them from any origin, personal data and all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from hotmart.panel.reading import Report, Told, Value
from hotmart.panel.sale_model import panel_layout
from hotmart.words import milliseconds

AT_ONCE = 5_000
"""Sales of a page."""
UNKNOWN_UNDER = "buyer"
"""Where what stands in columns that nobody knows is put: whoever forgets the buyer forgets that too."""
_PATHS: Mapping[str, tuple[str, ...]] = {column.name: column.path for column in panel_layout().known}
_encoder = msgspec.json.Encoder(decimal_format="number")


def pages(report: Report, at: datetime) -> Iterator[bytes]:
    """The sales of a report that was imported at that moment, some at a time."""
    for first in range(0, len(report.sales), AT_ONCE):
        items = [_item(report, told, at) for told in report.sales[first : first + AT_ONCE]]
        yield _encoder.encode({"items": items})


def _item(report: Report, told: Told, at: datetime) -> dict[str, Any]:
    item: dict[str, Any] = {}
    values: dict[str, Value] = {**told.values, "file": report.file, "line": told.line, "imported_at": at}
    for column, value in values.items():
        *way, name = _PATHS[column]
        inside = item
        for part in way:
            inside = inside.setdefault(part, {})
        inside[name] = _written(value)
    if told.others:
        item.setdefault(UNKNOWN_UNDER, {}).update(told.others)
    return item


def _written(value: Value) -> str | int | Decimal:
    return milliseconds(value) if isinstance(value, datetime) else value
