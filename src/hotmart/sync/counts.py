"""Counts: what the warehouse holds, by window and state, to be held against Hotmart's own figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from hotmart.streams.stream import Owner, Parent, Stream, Sweep
from hotmart.streams.windows import Window
from hotmart.sync.question import Question
from hotmart.tables.layout import Layout
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.sql import held_tables, literal, quoted
from hotmart.warehouse.store import Warehouse


class Earning(NamedTuple):
    """What this account earns by one sale, by currency, and when it was ordered, in ms."""

    at: int
    transaction: str
    sums: dict[str, Decimal]


class Share(NamedTuple):
    """One commission of a sale, and whether it is this account's."""

    source: str | None
    value: Decimal | None
    currency: str | None
    ours: bool


class Counts:
    """Questions to the warehouse. A table that does not exist yet holds nothing."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._held: set[str] = set()  # what is there stays, for as long as a run counts
        self._own: dict[str, str | None] = {}  # and so does who the account is, once its sales are there

    def items(self, stream: Stream, window: Window) -> int:
        """How many items of a stream lie in a window."""
        return self._count(stream, f"{_inside(stream, window)}{_once(stream)}")

    def of(self, question: Question) -> int:
        """How many items are held of what a question asks for."""
        return self._count(question.stream, question.extent.rows(question.stream.layout))

    def parents(self, stream: Stream) -> list[Owner]:
        """The parents of which rows are held; where there are none to name, nobody."""
        owner = ", ".join(f"t.{quoted(column)}::VARCHAR" for column in stream.layout.owner)
        if not owner:
            return [()]
        found = self._rows([stream.layout], f"SELECT DISTINCT {owner} FROM {_table(stream)} t ORDER BY ALL")
        return [tuple(one) for one in found]

    def by_state(self, stream: Stream, window: Window) -> dict[str, int]:
        """How many items lie in a window, by state."""
        state = f"t.{quoted(stream.counts_by or '')}"
        sql = f"SELECT {state}, count(*) FROM {_table(stream)} t WHERE {_inside(stream, window)} GROUP BY 1"
        return dict(self._rows([stream.layout], sql))

    def in_states(self, stream: Stream, sweep: Sweep, window: Window) -> int:
        """How many items a sweep of a window would bring, as far as the warehouse knows."""
        states = tuple(map(str, sweep.values))
        return self._count(stream, f"{_inside(stream, window)} AND t.{quoted(sweep.column)} IN ?", [states])

    def left(self, stream: Stream, sweep: Sweep, window: Window, seen: Path) -> set[str]:
        """By what to ask again for the rows held in the states of a sweep that it did not bring.

        Told only for a stream whose counts cannot tell as much. `seen` holds the keys that came.
        """
        state = next(column for column in stream.layout.scalars if column.name == sweep.column)
        settled = state.known - set(map(str, sweep.values))  # a state nobody documented is not settled
        key = ", ".join(f"t.{quoted(column.name)}::VARCHAR" for column in stream.layout.key)
        sql = (
            f"SELECT DISTINCT t.{quoted(stream.left_by or '')} FROM {_table(stream)} t"
            f" WHERE {_inside(stream, window)} AND t.{quoted(sweep.column)} NOT IN ?"
            f" AND NOT EXISTS (SELECT 1 FROM read_json({literal(str(seen))}, format = 'newline_delimited',"
            f" records = false, columns = {{'key': 'VARCHAR[]'}}) s WHERE s.key = [{key}])"
        )
        return {asked for (asked,) in self._rows([stream.layout], sql, [tuple(sorted(settled))])}

    def blocks_changed_after(self, stream: Stream, run: int, window: Window, rows: int) -> list[Window]:
        """The parts of a window, of about this many rows each, in which rows were replaced after a run.

        Without a whole history nothing tells a row that was replaced from a new one.
        """
        time, key = quoted(stream.layout.time or ""), quoted(stream.layout.key[0].name)
        replaced = f"t.{key} IN (SELECT {key} FROM {quoted(stream.layout.main.history)})"
        replaced = replaced if stream.policy.history is None else "true"
        sql = (
            f"WITH numbered AS (SELECT t.{time} AS moment, t._run > ? AND {replaced} AS changed,"
            f" (row_number() OVER (ORDER BY t.{time}) - 1) // ? AS block"
            f" FROM {_table(stream)} t WHERE {_inside(stream, window)})"
            " SELECT epoch_ms(min(moment)), epoch_ms(max(moment)) + 1"
            " FROM numbered GROUP BY block HAVING bool_or(changed) ORDER BY 1"
        )
        return [Window(*row) for row in self._rows([stream.layout], sql, [run, rows])]

    def commissions(self, stream: Stream, window: Window) -> dict[str, Decimal]:
        """This account's own commission in a window, by currency, over all states."""
        sales = _leader(stream)
        sql = (
            "SELECT t.commission_currency_code, sum(t.commission_value)"
            f" FROM {_shares_of_sales(stream)} WHERE {Extent(*window).rows(sales, 'h')}"
            f" AND {self._ours(stream)} AND t.commission_value IS NOT NULL GROUP BY 1"
        )
        return dict(self._rows([stream.layout, sales], sql))

    def earnings(self, stream: Stream, window: Window) -> list[Earning]:
        """The sales of a window in order of time, each with this account's own commission by currency."""
        sales = _leader(stream)
        time, transaction = quoted(sales.time or ""), quoted(sales.key[0].name)
        sql = (
            f"SELECT epoch_ms(h.{time}), h.{transaction}, t.commission_currency_code,"
            f" sum(t.commission_value) FILTER ({self._ours(stream)})"
            f" FROM {_shares_of_sales(stream, 'RIGHT')} WHERE {Extent(*window).rows(sales, 'h')}"
            " GROUP BY ALL ORDER BY 1, 2"
        )
        found: dict[tuple[int, str], dict[str, Decimal]] = {}
        for at, sale, currency, value in self._rows([stream.layout, sales], sql):
            earned = found.setdefault((at, sale), {})
            if value is not None:
                earned[currency] = value
        return [Earning(*sale, earned) for sale, earned in found.items()]

    def shares(self, stream: Stream, transactions: Collection[str]) -> dict[str, list[Share]]:
        """The commissions of these sales, our own first; a sale of which none is held is left out."""
        sales = _leader(stream)
        sql = (
            f"SELECT h.{quoted(sales.key[0].name)}, t.source, t.commission_value,"
            f" t.commission_currency_code, coalesce({self._ours(stream)}, false) AS ours"
            f" FROM {_shares_of_sales(stream)} WHERE h.{quoted(sales.key[0].name)} IN ?"
            " ORDER BY 1, ours DESC, t._index"
        )
        found: defaultdict[str, list[Share]] = defaultdict(list)
        rows = self._rows([stream.layout, sales], sql, [tuple(transactions)]) if transactions else ()
        for transaction, *share in rows:
            found[transaction].append(Share(*share))
        return found

    def _ours(self, stream: Stream) -> str:
        """The condition that a share is this account's.

        It is one of its ucode, whatever the source, for an account may be the affiliate of its own sale.
        Where no share has a ucode, the source has to do.
        """
        if stream.name not in self._own:
            self._own[stream.name] = self._own_ucode(stream)
        ucode = self._own[stream.name]
        return f"lower(t.user_ucode) = {literal(ucode)}" if ucode else "t.source = h.purchase_commission_as"

    def _own_ucode(self, stream: Stream) -> str | None:
        """This account's ucode, as far as its sales tell.

        Each says what the account's part in it was (dossier §4.1). Where one share alone has that part, it
        is the account's; there may be two co-producers, so then it is whoever has it most often.
        """
        sales = _leader(stream)
        sql = (
            "WITH parts AS (SELECT lower(t.user_ucode) AS ucode,"
            f" count(*) OVER (PARTITION BY h.{quoted(sales.key[0].name)}) = 1 AS alone"
            f" FROM {_shares_of_sales(stream)} WHERE t.source = h.purchase_commission_as)"
            " SELECT ucode FROM parts WHERE ucode IS NOT NULL GROUP BY 1"
            " ORDER BY count(*) FILTER (alone) DESC, count(*) DESC, 1 LIMIT 1"
        )
        found = self._rows([stream.layout, sales], sql)
        return str(found[0][0]) if found else None

    def owners(self, stream: Stream, stale_before: int) -> list[Owner]:
        """The parents whose children are to be read: new, changed since, or read too long ago (ms)."""
        if stream.parent is None:
            return []
        parent = stream.parent
        columns = [f"p.{quoted(taken.column)}::VARCHAR" for taken in parent.taken]
        known = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        only = f" AND p.{quoted(parent.only[0])} = ?" if parent.only else ""
        sql = (
            f"SELECT {', '.join(columns)} FROM {quoted(parent.stream.layout.main.name)} p"
            " LEFT JOIN (SELECT owner, max(read_at) AS read_at FROM _windows"
            " WHERE stream = ? AND scope = 'whole' AND proved GROUP BY owner) w"
            f" ON w.owner = [{', '.join(columns)}]"
            f" WHERE {known}{only} AND (w.read_at IS NULL OR p._synced_at > w.read_at"
            " OR epoch_ms(w.read_at) <= ?) GROUP BY ALL ORDER BY ALL"
        )
        chosen = [parent.only[1]] if parent.only else []
        found = self._rows([parent.stream.layout], sql, [stream.name, *chosen, stale_before])
        return sorted({tuple(owner) for owner in found} | self._moving(stream, parent))

    def _moving(self, stream: Stream, parent: Parent) -> set[Owner]:
        """The parents, those that are still there, of rows that are in a state which does not last."""
        if stream.unsettled is None:
            return set()
        column, states = stream.unsettled
        owner = ", ".join(f"t.{quoted(name)}" for name in stream.layout.owner)
        same = " AND ".join(
            f"p.{quoted(taken.column)}::VARCHAR = t.{quoted(taken.owner)}" for taken in parent.taken
        )
        sql = (
            f"SELECT DISTINCT {owner} FROM {_table(stream)} t WHERE t.{quoted(column)} IN ?"
            f" AND EXISTS (SELECT 1 FROM {quoted(parent.stream.layout.main.name)} p WHERE {same})"
        )
        found = self._rows([stream.layout, parent.stream.layout], sql, [tuple(map(str, states))])
        return {tuple(one) for one in found}

    def newest(self, stream: Stream, owner: Owner) -> int | None:
        """The latest time, in ms, that is held of the children of one parent."""
        sql = (
            f"SELECT epoch_ms(max(t.{quoted(stream.layout.time or '')})) FROM {_table(stream)} t"
            f" WHERE {Extent(owner=owner).rows(stream.layout)}"
        )
        found = self._rows([stream.layout], sql)
        return found[0][0] if found else None

    def _count(self, stream: Stream, condition: str, parameters: Sequence[Any] = ()) -> int:
        sql = f"SELECT count(*) FROM {_table(stream)} t WHERE {condition}"
        found = self._rows([stream.layout], sql, parameters)
        return int(found[0][0]) if found else 0

    def _rows(self, layouts: Sequence[Layout], sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """The rows of a query; none while a table of these layouts is not there."""
        if not self._warehouse.exists:
            return []
        with self._warehouse.opened() as con:
            return con.execute(sql, list(parameters)).fetchall() if self._all_held(con, layouts) else []

    def _all_held(self, con: duckdb.DuckDBPyConnection, layouts: Sequence[Layout]) -> bool:
        dated = (layout.dated_by for layout in layouts)
        wanted = {layout.main.name for layout in (*layouts, *dated) if layout}
        if not wanted <= self._held:
            self._held = held_tables(con)
        return wanted <= self._held


def _leader(stream: Stream) -> Layout:
    return (stream.dated_by or stream).layout


def _shares_of_sales(stream: Stream, join: str = "INNER") -> str:
    """The shares `t` of the sales `h`."""
    sales = _leader(stream)
    same = f"h.{quoted(sales.key[0].name)} = t.{quoted(stream.layout.key[0].name)}"
    return f"{_table(stream)} t {join} JOIN {quoted(sales.main.name)} h ON {same}"


def _table(stream: Stream) -> str:
    return quoted(stream.layout.main.name)


def _once(stream: Stream) -> str:
    """One row per item, where a table has one per element of its items."""
    return " AND t._index = 1" if stream.exploded else ""


def _inside(stream: Stream, window: Window) -> str:
    return Extent(*window).rows(stream.layout)
