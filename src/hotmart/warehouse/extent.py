"""A extent: what a reading speaks for. A row that lies in it and did not come has vanished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hotmart.tables.layout import Layout
from hotmart.warehouse.sql import literal, quoted


@dataclass(frozen=True)
class Extent:
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
            conditions.append(_dated(layout, main, [(self.start, self.end)]))
        return f"({' AND '.join(conditions)})" if conditions else "true"


@dataclass(frozen=True)
class Orphans(Extent):
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


def anywhere(extents: Iterable[Extent], layout: Layout, main: str = "t") -> str:
    """The condition that holds for the rows that lie in any of these.

    Windows are told together, and so are parents: each by itself would be a comparison of all rows.
    """
    spans, owners, conditions = list[tuple[int, int]](), list[tuple[str, ...]](), list[str]()
    for one in extents:
        if type(one) is Extent and not one.owner and one.start is not None and one.end is not None:
            spans.append((one.start, one.end))
        elif type(one) is Extent and one.owner and one.start is None:
            owners.append(one.owner)
        else:
            conditions.append(one.rows(layout, main))
    conditions += [_dated(layout, main, spans)] if spans else []
    conditions += [_owned(layout, main, owners)] if owners else []
    return f"({' OR '.join(conditions)})"


def _owned(layout: Layout, main: str, owners: Iterable[tuple[str, ...]]) -> str:
    """The condition that a row belongs to one of these parents."""
    columns = ", ".join(f"{main}.{quoted(column)}" for column in layout.owner)
    named = (f"({', '.join(map(literal, owner))})" for owner in owners)
    return f"({columns}) IN ({', '.join(named)})"


def _dated(layout: Layout, main: str, spans: Iterable[tuple[int, int]]) -> str:
    """The condition that a row's time, or that of the sale it belongs to, lies in one of these, half-open."""
    time = quoted(layout.time or "")
    if layout.dated_by is None:
        return _between(f"{main}.{time}", spans)
    theirs, ours = quoted(layout.dated_by.key[0].name), quoted(layout.key[0].name)
    inside = _between(f"d.{time}", spans)
    return f"{main}.{ours} IN (SELECT d.{theirs} FROM {quoted(layout.dated_by.main.name)} d WHERE {inside})"


def _between(moment: str, spans: Iterable[tuple[int, int]]) -> str:
    conditions = (f"{moment} >= {_at(start)} AND {moment} < {_at(end)}" for start, end in spans)
    return f"({' OR '.join(conditions)})"


def _at(ms: int) -> str:
    return f"make_timestamptz({ms}::BIGINT * 1000)"
