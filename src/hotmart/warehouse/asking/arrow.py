"""Rows of DuckDB as an Arrow table, whose types are those of the columns and never guessed from the rows.

What Arrow has no plain type for, such as a UUID or an enum, is text; a struct, a map or a union too, as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from hotmart.document import to_json
from hotmart.errors import HotmartError
from hotmart.extras import extra
from hotmart.language import Text

_DECIMAL = re.compile(r"DECIMAL\((?P<digits>\d+),\s*(?P<places>\d+)\)")
_LIST = re.compile(r"(?P<inner>.+)\[\d*\]", re.DOTALL)
_MAKERS: dict[str, Callable[[Any], Any]] = {
    "BOOLEAN": lambda arrow: arrow.bool_(),
    "TINYINT": lambda arrow: arrow.int8(),
    "SMALLINT": lambda arrow: arrow.int16(),
    "INTEGER": lambda arrow: arrow.int32(),
    "BIGINT": lambda arrow: arrow.int64(),
    "UTINYINT": lambda arrow: arrow.uint8(),
    "USMALLINT": lambda arrow: arrow.uint16(),
    "UINTEGER": lambda arrow: arrow.uint32(),
    "UBIGINT": lambda arrow: arrow.uint64(),
    "HUGEINT": lambda arrow: arrow.decimal128(38, 0),  # what `sum` of whole numbers gives
    "FLOAT": lambda arrow: arrow.float32(),
    "DOUBLE": lambda arrow: arrow.float64(),
    "BLOB": lambda arrow: arrow.binary(),
    "DATE": lambda arrow: arrow.date32(),
    "TIME": lambda arrow: arrow.time64("us"),
    "TIMESTAMP": lambda arrow: arrow.timestamp("us"),
    "TIMESTAMP_S": lambda arrow: arrow.timestamp("us"),
    "TIMESTAMP_MS": lambda arrow: arrow.timestamp("us"),
    "TIMESTAMP WITH TIME ZONE": lambda arrow: arrow.timestamp("us", tz="UTC"),
    "INTERVAL": lambda arrow: arrow.duration("us"),
}


def table(columns: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    """A `pyarrow.Table` of these rows; a table without rows has the same types.

    Raises HotmartError for a value that is too large for its type in Arrow.
    """
    arrow = extra("pyarrow", "arrow")
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [
        _array(arrow, name, kind, column) for name, kind, column in zip(columns, types, values, strict=True)
    ]
    return arrow.table(arrays, names=list(columns))


def _array(arrow: Any, name: str, kind: str, values: Sequence[Any]) -> Any:
    made = _type(arrow, kind)
    if made is None:
        return arrow.array([None if value is None else _text(value) for value in values], arrow.string())
    try:
        return arrow.array(values, made)
    except (arrow.ArrowException, OverflowError, ValueError):
        raise _too_large(name, kind) from None


def _type(arrow: Any, kind: str) -> Any:
    """Arrow's type for one of DuckDB's; None for what is told as text."""
    if found := _DECIMAL.fullmatch(kind):
        return arrow.decimal128(int(found["digits"]), int(found["places"]))
    if kind in ("VARCHAR", "JSON"):
        return arrow.string()
    if kind in _MAKERS:
        return _MAKERS[kind](arrow)
    if found := _LIST.fullmatch(kind):
        inner = _type(arrow, found["inner"])
        return inner and arrow.list_(inner)
    return None


def _text(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        return to_json(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _too_large(name: str, kind: str) -> HotmartError:
    return HotmartError(
        Text(
            f"The column {name} has a value that Arrow has no room for in a {kind}.",
            f"A coluna {name} tem um valor que não cabe em um {kind} do Arrow.",
        ),
        Text("Read it from `rows`, or cast it in the query.", "Leia-o em `rows`, ou converta-o na consulta."),
    )
