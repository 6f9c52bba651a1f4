"""Counts: what the warehouse holds, by window and state, to be held against Hotmart's own figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hotmart.sync.streams import STREAMS, Stream, Sweep
from hotmart.sync.windows import Window
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.tables import quoted


class Counts:
    """Questions to the warehouse. A table that does not exist yet holds nothing."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def items(self, stream: Stream, window: Window) -> int:
        """How many items of a stream lie in a window."""
        sql = f"SELECT count(*) FROM {_dated(stream)} WHERE {_inside(stream)}{_once(stream)}"
        rows = self._rows(stream, sql, window)
        return int(rows[0][0]) if rows else 0

    def by_state(self, stream: Stream, window: Window) -> dict[str, int]:
        """How many items lie in a window, by state."""
        state = f"t.{quoted(stream.counts_by or '')}"
        sql = f"SELECT {state}, count(*) FROM {_dated(stream)} WHERE {_inside(stream)} GROUP BY 1"
        return dict(self._rows(stream, sql, window))

    def in_states(self, stream: Stream, sweep: Sweep, window: Window) -> int:
        """How many items a sweep of a window would bring, as far as the warehouse knows."""
        sql = (
            f"SELECT count(*) FROM {_dated(stream)} WHERE {_inside(stream)} AND t.{quoted(sweep.column)} IN ?"
        )
        rows = self._rows(stream, sql, window, tuple(map(str, sweep.values)))
        return int(rows[0][0]) if rows else 0

    def keys_in_states(self, stream: Stream, sweep: Sweep, window: Window) -> dict[tuple[Any, ...], str]:
        """The keys held in the states of a sweep, and the value by which each can be asked for again.

        Empty for a stream whose counts tell as much.
        """
        if stream.left_by is None:
            return {}
        state = next(column for column in stream.layout.scalars if column.name == sweep.column)
        settled = state.known - set(map(str, sweep.values))  # a state nobody documented is not settled
        sql = (
            f"SELECT t.{quoted(stream.left_by)}, {_key(stream)} FROM {_dated(stream)}"
            f" WHERE {_inside(stream)} AND t.{quoted(sweep.column)} NOT IN ?"
        )
        rows = self._rows(stream, sql, window, tuple(sorted(settled)))
        return {tuple(key): asked for asked, *key in rows}

    def blocks_changed_after(self, stream: Stream, run: int, window: Window, rows: int) -> list[Window]:
        """The parts of a window, of about this many rows each, in which rows were replaced after a run."""
        time, key = quoted(stream.time_column), quoted(stream.layout.key[0].name)
        replaced = f"t.{key} IN (SELECT {key} FROM {quoted(stream.layout.main.history)})"
        sql = (
            f"WITH numbered AS (SELECT t.{time} AS moment, t._run > ? AND {replaced} AS changed,"
            f" (row_number() OVER (ORDER BY t.{time}) - 1) // ? AS block"
            f" FROM {_dated(stream)} WHERE {_inside(stream)})"
            " SELECT epoch_ms(min(moment)), epoch_ms(max(moment)) + 1"
            " FROM numbered GROUP BY block HAVING bool_or(changed) ORDER BY 1"
        )
        return [Window(*row) for row in self._rows(stream, sql, window, run, rows, first=True)]

    def commissions(self, window: Window) -> dict[str, Decimal]:
        """This account's own commission in a window, by currency, over all states.

        An account is known by the ucode it has where it is the producer; each sale says what its part was.
        """
        sql = (
            "WITH own AS (SELECT mode(producer_ucode) AS ucode FROM sales_history"
            " WHERE purchase_commission_as = 'PRODUCER')"
            " SELECT c.commission_currency_code, sum(c.commission_value)"
            " FROM sales_commissions c JOIN sales_history t ON t.purchase_transaction = c.transaction, own"
            f" WHERE {_inside(STREAMS['sales_history'])} AND c.source = t.purchase_commission_as"
            " AND (own.ucode IS NULL OR lower(c.user_ucode) = lower(own.ucode))"
            " AND c.commission_value IS NOT NULL GROUP BY 1"
        )
        return dict(self._rows(STREAMS["sales_commissions"], sql, window))

    def column(self, stream: Stream, column: str) -> list[str]:
        """All values of a column, such as the ucodes of the products."""
        name, table = quoted(column), quoted(stream.layout.main.name)
        sql = f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL ORDER BY 1"
        return [value for (value,) in self._rows(stream, sql, None)]

    def _rows(
        self, stream: Stream, sql: str, window: Window | None, *more: Any, first: bool = False
    ) -> list[Any]:
        tables = {
            stream.layout.main.name,
            *(STREAMS[name].layout.main.name for name in stream.needs if stream.dated_by),
        }
        bounds: Sequence[int] = window or ()
        parameters = [*more, *bounds] if first else [*bounds, *more]
        if not self._warehouse.exists:
            return []
        with self._warehouse.opened() as con:
            held = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
            return con.execute(sql, parameters).fetchall() if tables <= held else []


def _key(stream: Stream) -> str:
    return ", ".join(f"t.{quoted(column.name)}" for column in stream.layout.key)


def _once(stream: Stream) -> str:
    """One row per item, where a table has one per element of its items."""
    return " AND t._index = 1" if stream.exploded else ""


def _dated(stream: Stream) -> str:
    """The table of a stream as `t`, joined with the one that knows its dates, as `d`, where it has none."""
    table = f"{quoted(stream.layout.main.name)} t"
    if stream.dated_by is None:
        return table
    dated = STREAMS[stream.dated_by].layout
    theirs, ours = quoted(dated.key[0].name), quoted(stream.layout.key[0].name)
    return f"{table} JOIN {quoted(dated.main.name)} d ON d.{theirs} = t.{ours}"


def _inside(stream: Stream) -> str:
    time = f"{'d' if stream.dated_by else 't'}.{quoted(stream.time_column)}"
    return f"{time} >= make_timestamptz(?::BIGINT * 1000) AND {time} < make_timestamptz(?::BIGINT * 1000)"
