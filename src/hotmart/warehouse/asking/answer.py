"""The answer to a question: rows, their columns, and how fresh the warehouse is that they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hotmart.extras import extra
from hotmart.language import Text

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


@dataclass(frozen=True)
class Answer:
    """The rows of a query. Its repr shows none of them: they may say who people are."""

    columns: list[str]
    types: list[str]
    """DuckDB's type of each column, such as DECIMAL(18,4)."""
    rows: list[tuple[Any, ...]] = field(repr=False)
    as_of: datetime | None
    """Up to when, at Hotmart, the streams it reads had been read; None where no sync made the file."""
    warnings: list[Text] = field(default_factory=list[Text])
    more: bool = False
    """Whether there were more rows than were to be read."""
    time_zone: str = "UTC"
    """The zone of its days and months, and of its moments."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> list[dict[str, Any]]:
        """The rows, each by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """The rows as a `pyarrow.Table`: money exact, times aware. Needs `hotmart[arrow]`."""
        from hotmart.warehouse.asking.arrow import table  # noqa: PLC0415  # only whoever wants it pays

        made: pyarrow.Table = table(self.columns, self.types, self.rows)
        return made

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a `pandas.DataFrame` of Arrow types. Needs `hotmart[pandas]`."""
        frames = extra("pandas", "pandas")
        made: Any = self.to_arrow()
        frame: pandas.DataFrame = made.to_pandas(types_mapper=frames.ArrowDtype)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """The rows as a `polars.DataFrame`. Needs `hotmart[polars]`."""
        frames = extra("polars", "polars")
        frame: polars.DataFrame = frames.from_arrow(self.to_arrow())
        return frame


def unique(names: Iterable[str]) -> list[str]:
    """Column names, none twice: a join may bring two of a name, and neither may be lost."""
    taken: list[str] = []
    for name in names:
        free, number = name, 2
        while free in taken:
            free, number = f"{name}_{number}", number + 1
        taken.append(free)
    return taken
