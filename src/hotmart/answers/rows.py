"""The rows of an answer: a list, and a table when one is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, cast, overload

from hotmart.answers import frames
from hotmart.model import Row

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T")


class Rows(list[T]):
    """Rows of one kind. The tables have flat columns, named and typed as in the warehouse."""

    def __init__(self, rows: Iterable[T], item: type[Row]) -> None:
        super().__init__(rows)
        self._item = item

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> T: ...
    @overload
    def __getitem__(self, index: slice, /) -> Rows[T]: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> T | Rows[T]:
        """A row, or a part of them, which is rows again."""
        return (
            Rows(super().__getitem__(index), self._item)
            if isinstance(index, slice)
            else super().__getitem__(index)
        )

    def to_arrow(self) -> pyarrow.Table:
        """The rows as a `pyarrow.Table`. Needs `hotmart[arrow]`."""
        return frames.to_arrow(cast("list[Any]", self), self._item)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a `pandas.DataFrame` of Arrow types. Needs `hotmart[pandas]`."""
        return frames.to_pandas(cast("list[Any]", self), self._item)

    def to_polars(self) -> polars.DataFrame:
        """The rows as a `polars.DataFrame`. Needs `hotmart[polars]`."""
        return frames.to_polars(cast("list[Any]", self), self._item)
