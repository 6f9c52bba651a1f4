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

    def rows(self, layout: Layout, main: str = "t") -> str:
        """The SQL condition that holds for the rows of the main table, under this alias, that lie here."""
        conditions = [
            f"{main}.{quoted(column)} = {literal(value)}"
            for column, value in zip(layout.owner, self.owner, strict=False)
        ]
        if self.start is not None and self.end is not None:
            conditions.append(_dated(layout, main, self.start, self.end))
        return f"({' AND '.join(conditions)})" if conditions else "true"


@dataclass(frozen=True)
class Orphans(Territory):
    """The rows whose parent, or whose sale, has vanished."""

    parent: Layout | None = None
    joined: tuple[tuple[str, str], ...] = ()
    """The columns of the parent and of the child that are the same."""

    def rows(self, layout: Layout, main: str = "t") -> str:
        if self.parent is None:
            return "false"
        same = " AND ".join(
            f"p.{quoted(theirs)}::VARCHAR = {main}.{quoted(ours)}::VARCHAR" for theirs, ours in self.joined
        )
        lives = f"EXISTS (SELECT 1 FROM {quoted(self.parent.main.name)} p WHERE {same})"
        died = f"EXISTS (SELECT 1 FROM {quoted(self.parent.main.history)} p WHERE p._gone AND {same})"
        return f"({died} AND NOT {lives})"


def _dated(layout: Layout, main: str, start: int, end: int) -> str:
    """The condition that a row's time, or that of the sale it belongs to, lies between these, half-open."""
    time = quoted(layout.time or "")
    if layout.dated_by is None:
        return _between(f"{main}.{time}", start, end)
    theirs, ours = quoted(layout.dated_by.key[0].name), quoted(layout.key[0].name)
    inside = _between(f"d.{time}", start, end)
    return f"{main}.{ours} IN (SELECT d.{theirs} FROM {quoted(layout.dated_by.main.name)} d WHERE {inside})"


def _between(moment: str, start: int, end: int) -> str:
    first, last = (f"make_timestamptz({ms}::BIGINT * 1000)" for ms in (start, end))
    return f"{moment} >= {first} AND {moment} < {last}"
