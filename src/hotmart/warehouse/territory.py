"""A territory: what a reading speaks for. A row that lies in it and did not come has vanished."""

from __future__ import annotations

from dataclasses import dataclass

from hotmart.warehouse.layout import Layout
from hotmart.warehouse.tables import literal, quoted


@dataclass(frozen=True)
class Territory:
    """A window of a stream, the children of one parent, or, with neither, all of it."""

    start: int | None = None
    end: int | None = None
    owner: tuple[str, ...] = ()

    def rows(self, layout: Layout) -> str:
        """The SQL condition that holds for the rows of the main table, as `t`, that lie here."""
        conditions = [
            f"t.{quoted(column)} = {literal(value)}"
            for column, value in zip(layout.owner, self.owner, strict=False)
        ]
        if self.start is not None and self.end is not None:
            conditions.append(_dated(layout, self.start, self.end))
        return f"({' AND '.join(conditions)})" if conditions else "true"


def _dated(layout: Layout, start: int, end: int) -> str:
    """The condition that a row's time, or that of the sale it belongs to, lies between these, half-open."""
    if layout.dated_by is None:
        return between(f"t.{quoted(layout.time or '')}", start, end)
    theirs, ours = quoted(layout.dated_by.key[0].name), quoted(layout.key[0].name)
    inside = between(f"d.{quoted(layout.time or '')}", start, end)
    return f"t.{ours} IN (SELECT d.{theirs} FROM {quoted(layout.dated_by.main.name)} d WHERE {inside})"


def between(moment: str, start: int, end: int) -> str:
    """The condition that a moment lies in a half-open window of milliseconds."""
    first, last = (f"make_timestamptz({ms}::BIGINT * 1000)" for ms in (start, end))
    return f"{moment} >= {first} AND {moment} < {last}"
