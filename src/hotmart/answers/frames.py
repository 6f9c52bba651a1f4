"""Items as a table: Arrow, pandas or polars, with the columns and kinds that the warehouse has.

Every type is declared and none inferred, so that two pages, or a page without items, always have one schema.
Objects are flattened (`purchase.price.value` is `purchase_price_value`); lists of objects stay lists, but for
that of an item which only wraps one, such as the shares of a sale: it has a row for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from hotmart.errors import HotmartError
from hotmart.extras import extra
from hotmart.language import Text
from hotmart.model import Model
from hotmart.tables.columns import Array, Column, Kind, declared, fields_of, unwrap

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Path: TypeAlias = tuple[str, ...]

_TENTH_PLACE = Decimal("1e-10")


def to_arrow(items: Sequence[Model], item: type[Model]) -> pyarrow.Table:
    """The items as a `pyarrow.Table`, one row each: one for each share of commissions, and each participant.

    Money is decimal128(18, 4) and times are timestamp("ms", tz="UTC"), exactly as Hotmart sent them. Rates
    are decimal128(24, 10), and one that is longer is rounded to its tenth place, as in the warehouse.
    """
    table: pyarrow.Table = _table(items, item)
    return table


def to_pandas(items: Sequence[Model], item: type[Model]) -> pandas.DataFrame:
    """The items as a `pandas.DataFrame` of Arrow types: sums of money stay exact, and whole numbers whole."""
    frames = extra("pandas", "pandas")
    frame: pandas.DataFrame = _table(items, item).to_pandas(types_mapper=frames.ArrowDtype)
    return frame


def to_polars(items: Sequence[Model], item: type[Model]) -> polars.DataFrame:
    """The items as a `polars.DataFrame`."""
    frames = extra("polars", "polars")
    frame: polars.DataFrame = frames.from_arrow(_table(items, item))
    return frame


def _table(items: Sequence[Model], item: type[Model]) -> Any:
    arrow = extra("pyarrow", "arrow")
    columns, arrays = fields_of(item)
    rows = _Rows(arrow, item, items)
    wrapped = next((one for one in arrays if one.name == getattr(item, "wraps", "")), None)
    return arrow.table(rows.unwrapped(columns, wrapped) if wrapped else rows.fields(columns, arrays))


class _Rows:
    """Objects of one model, taken apart column by column; each inner object is fetched once."""

    def __init__(self, arrow: Any, model: type[Model], objects: Sequence[Any], inside: str = "") -> None:
        self._arrow, self._model, self._inside = arrow, model, inside
        self._at: dict[Path, list[Any]] = {(): list(objects)}

    def fields(self, columns: Sequence[Column], arrays: Sequence[Array]) -> dict[str, Any]:
        """An Arrow array for each column, and one of lists for each array."""
        scalars = {column.name: self._scalar(column) for column in columns}
        return scalars | {array.name: self._lists(array) for array in arrays}

    def unwrapped(self, columns: Sequence[Column], array: Array) -> dict[str, Any]:
        """The same with a row for each element of an array, and one for an object that has none."""
        lists = [one or [None] for one in self._values(array.path)]
        owners = [each for each, one in zip(self._values(()), lists, strict=True) for _ in one]
        elements = _Rows(
            self._arrow,
            _element(self._model, array.path),
            [each for one in lists for each in one],
            f"{self._inside}{array.name}[].",
        )
        of_owners = _Rows(self._arrow, self._model, owners, self._inside).fields(columns, ())
        return of_owners | elements.fields(array.columns, array.arrays)

    def _values(self, path: Path) -> list[Any]:
        if path not in self._at:
            owners, name = self._values(path[:-1]), _attribute(self._model, path)
            self._at[path] = [None if owner is None else getattr(owner, name) for owner in owners]
        return self._at[path]

    def _scalar(self, column: Column) -> Any:
        values, arrow = self._values(column.path), self._arrow
        try:
            return arrow.array(values, _arrow_type(arrow, column.kind))
        except arrow.ArrowTypeError:
            if column.kind != "text":
                raise
            return arrow.array([each if each is None else str(each) for each in values], arrow.string())
        except (arrow.ArrowInvalid, OverflowError):
            if column.kind == "rate":
                return self._rounded(column, values)
            raise _too_long(self._inside + column.name) from None

    def _rounded(self, column: Column, values: list[Decimal | None]) -> Any:
        arrow = self._arrow
        rounded = [rate if rate is None else _to_tenth_place(rate) for rate in values]
        try:
            return arrow.array(rounded, _arrow_type(arrow, "rate"))
        except arrow.ArrowInvalid:
            raise _too_long(self._inside + column.name) from None

    def _lists(self, array: Array) -> Any:
        """Lists of objects: the objects of all rows end to end, and where those of each row begin."""
        arrow, lists = self._arrow, self._values(array.path)
        ends = [0]
        for one in lists:
            ends.append(ends[-1] + len(one or ()))
        starts = [None if one is None else start for one, start in zip(lists, ends, strict=False)]
        elements = [element for one in lists for element in one or ()]
        made = _Rows(arrow, _element(self._model, array.path), elements, f"{self._inside}{array.name}[].")
        fields = made.fields(array.columns, array.arrays)
        structs = arrow.StructArray.from_arrays([*fields.values()], [*fields])
        return arrow.ListArray.from_arrays(arrow.array([*starts, ends[-1]], arrow.int32()), structs)


def _to_tenth_place(rate: Decimal) -> Decimal:
    return rate.quantize(_TENTH_PLACE, ROUND_HALF_UP) if rate.is_finite() and rate.adjusted() < 14 else rate


def _arrow_type(arrow: Any, kind: Kind) -> Any:
    return _ARROW_TYPES[kind](arrow)


_ARROW_TYPES: dict[Kind, Callable[[Any], Any]] = {
    "text": lambda arrow: arrow.string(),
    "integer": lambda arrow: arrow.int64(),
    "boolean": lambda arrow: arrow.bool_(),
    "money": lambda arrow: arrow.decimal128(18, 4),
    "rate": lambda arrow: arrow.decimal128(24, 10),
    "time": lambda arrow: arrow.timestamp("ms", tz="UTC"),
    "texts": lambda arrow: arrow.list_(arrow.string()),
}


@cache
def _attribute(model: type[Model], path: Path) -> str:
    """The attribute where the last key of a path is kept; it has another name where Python would mind."""
    return _field(model, path).name


def _element(model: type[Model], path: Path) -> Any:
    """The model of the elements of the list at a path."""
    listed, _ = unwrap(_field(model, path).type)
    element, _ = unwrap(listed.__args__[0])
    return element


def _field(model: type[Model], path: Path) -> msgspec.structs.FieldInfo:
    for key in path[:-1]:
        model, _ = unwrap(declared(model)[key].type)
    return declared(model)[path[-1]]


def _too_long(field: str) -> HotmartError:
    return HotmartError(
        Text(
            f"The field {field} has a number that is too long for its column.",
            f"O campo {field} tem um número longo demais para a sua coluna.",
        ),
        Text(
            "The items themselves hold it exactly: read it there.",
            "Os próprios itens o têm por inteiro: leia-o ali.",
        ),
    )
