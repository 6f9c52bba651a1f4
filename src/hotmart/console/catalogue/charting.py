"""An answer as a chart: bars over time where its first column is a day, else who has most, first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import htpy as h

from hotmart.console.charts.over_time import Point, over_time
from hotmart.console.charts.ranked import Part, ranked
from hotmart.figures import number
from hotmart.language import say
from hotmart.warehouse.asking.answer import Answer

MOST_POINTS, MOST_PARTS, MOST_CHARTS = 400, 20, 6
_NUMBERS = (
    "DECIMAL",
    "DOUBLE",
    "FLOAT",
    "BIGINT",
    "INTEGER",
    "HUGEINT",
    "SMALLINT",
    "TINYINT",
    "UBIGINT",
    "UINTEGER",
)
_TIMES = ("DATE", "TIMESTAMP")
_NO_AMOUNT = ("id", "code", "number")
"""How the names of numbers end that are no amounts."""


def chart(answer: Answer) -> h.Node:
    """A chart for each amount, by currency where there is one; None where nothing can be drawn.

    Amounts of several currencies are never on one scale.
    """
    if not answer.rows or len(answer.columns) < 2:
        return None
    drawn = [one for one in _charts(answer) if one is not None][:MOST_CHARTS]
    return h.div(".charts.of-answer")[drawn] if drawn else None


def _charts(answer: Answer) -> Iterator[h.Node]:
    currency = next((n for n, name in enumerate(answer.columns) if "currency" in name.lower()), None)
    others = [*dict.fromkeys(row[currency] for row in answer.rows)] if currency is not None else [None]
    is_time = answer.types[0].startswith(_TIMES)
    if currency == 0:
        return
    for at, name in enumerate(answer.columns):
        if at and answer.types[at].startswith(_NUMBERS) and not _is_code(name):
            for one in others[:MOST_CHARTS]:
                rows = [row for row in answer.rows if currency is None or row[currency] == one]
                said = f"{name}, {one}" if one else name
                yield _over_time(rows, at, said) if is_time else _ranked(rows, at, said)


def _is_code(name: str) -> bool:
    return name.lower().rpartition("_")[2] in _NO_AMOUNT


def _over_time(rows: Sequence[tuple[Any, ...]], at: int, said: str) -> h.Node:
    dated = sorted((row for row in rows if isinstance(row[0], date)), key=lambda row: str(row[0]))
    if not dated or len(dated) > MOST_POINTS or len({row[0] for row in dated}) < len(dated):
        return None
    points = [Point(_label(row[0]), _float(row[at]), f"{_day(row[0])}: {_shown(row[at])}") for row in dated]
    return over_time(points, said)


def _ranked(rows: Sequence[tuple[Any, ...]], at: int, said: str) -> h.Node:
    most = sorted(rows, key=lambda row: -(_float(row[at]) or 0.0))[:MOST_PARTS]
    parts = [Part(_name(row[0]), _float(row[at]) or 0.0, _shown(row[at])) for row in most]
    return ranked(parts, said)


def _name(value: Any) -> str:
    return "–" if value is None else str(value)


def _day(value: Any) -> str:
    return (
        f"{value:%Y-%m-%d %H:%M}"
        if isinstance(value, datetime) and (value.hour or value.minute)
        else f"{value:%Y-%m-%d}"
    )


def _label(value: Any) -> str:
    """What stands under a bar, where there is room for little."""
    return say(f"{value:%m/%d}", f"{value:%d/%m}")


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return number(value if isinstance(value, int) else Decimal(str(value)).quantize(Decimal("0.01")))
