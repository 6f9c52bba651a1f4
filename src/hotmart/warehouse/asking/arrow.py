"""Rows of DuckDB as an Arrow table, whose types are those of the columns and never guessed from the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from hotmart.extras import extra

_DECIMAL = re.compile(r"DECIMAL\((?P<digits>\d+),\s*(?P<places>\d+)\)")
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
    "FLOAT": lambda arrow: arrow.float32(),
    "DOUBLE": lambda arrow: arrow.float64(),
    "VARCHAR": lambda arrow: arrow.string(),
    "JSON": lambda arrow: arrow.string(),
    "BLOB": lambda arrow: arrow.binary(),
    "DATE": lambda arrow: arrow.date32(),
    "TIME": lambda arrow: arrow.time64("us"),
    "TIMESTAMP": lambda arrow: arrow.timestamp("us"),
    "TIMESTAMP WITH TIME ZONE": lambda arrow: arrow.timestamp("us", tz="UTC"),
    "INTERVAL": lambda arrow: arrow.duration("us"),
    "HUGEINT": lambda arrow: arrow.decimal128(38, 0),  # what `sum` of whole numbers gives
}


def table(columns: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    """A `pyarrow.Table` of these rows; a table without rows has the same types."""
    arrow = extra("pyarrow", "arrow")
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [
        arrow.array(list(column), _type(arrow, kind)) for column, kind in zip(values, types, strict=True)
    ]
    return arrow.table(arrays, names=list(columns))


def _type(arrow: Any, kind: str) -> Any:
    """Arrow's type for one of DuckDB's; None for structs and the like, where Arrow looks at the values."""
    if kind.endswith("[]"):
        inner = _type(arrow, kind.removesuffix("[]"))
        return inner and arrow.list_(inner)
    if found := _DECIMAL.fullmatch(kind):
        return arrow.decimal128(int(found["digits"]), int(found["places"]))
    make = _MAKERS.get(kind)
    return make and make(arrow)
