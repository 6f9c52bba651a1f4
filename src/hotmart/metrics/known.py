"""What a warehouse knows of its own: which tables there are, how far and how well each stream was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

import duckdb

from hotmart.metrics.facts import BASES, Table, Tables
from hotmart.metrics.metric import Metric
from hotmart.warehouse.sql import held_columns, quoted

WORST_FIRST = ("missing", "incomplete", "differs", "read_whole", "proved")
"""Verdicts, that which says least first."""
_READ = "('proved', 'read_whole', 'differs', 'incomplete')"
_LATEST = f"""
SELECT s.stream, coalesce(s.table_name, s.stream),
  (SELECT arg_max(v.verdict, v.run) FROM _verdicts v WHERE v.stream = s.stream),
  (SELECT epoch_us(max(r.as_of)) FROM _runs r WHERE r.state IN {_READ} AND list_contains(r.streams, s.stream))
FROM _streams s
"""


class Known(NamedTuple):
    """What a warehouse knows of its own: tables, and how each stream stands."""

    tables: Tables
    verdicts: Mapping[str, str]
    read_to: Mapping[str, datetime | None]

    def of(self, metric: Metric) -> tuple[str, list[str], datetime | None]:
        """Of what a metric needs the least verdict, what of it is not whole, and up to when all was read."""
        verdicts = {stream: self.verdicts.get(stream, "missing") for stream in metric.needs}
        worst = min(verdicts.values(), key=WORST_FIRST.index)
        moments = [self.read_to.get(stream) for stream in metric.needs]
        known = [one for one in moments if one is not None]
        missing = [stream for stream, verdict in verdicts.items() if verdict in ("missing", "incomplete")]
        return worst, missing, min(known) if len(known) == len(moments) else None


def known_of(con: duckdb.DuckDBPyConnection) -> Known:
    """The tables that there are, and how far and how well each stream was read."""
    held = held_columns(con)
    tables: dict[str, Table] = {}
    verdicts: dict[str, str] = {}
    read_to: dict[str, datetime | None] = {}
    for stream, table, verdict, read in con.execute(_LATEST).fetchall():
        for child in {"", *(one.child for one in BASES.values() if one.stream == stream)}:
            if columns := held.get(table + child):
                tables[stream + child] = Table(quoted(table + child), frozenset(columns))
        verdicts[stream] = verdict or "missing"
        read_to[stream] = None if read is None else datetime.fromtimestamp(read / 1_000_000, UTC)
    return Known(Tables(tables, _own(con, tables)), verdicts, read_to)


def _own(con: duckdb.DuckDBPyConnection, tables: Mapping[str, Table]) -> str | None:
    """This account's ucode as it says itself, where shares have it: one that is kept as a hash is no use."""
    account, shares = tables.get("account"), tables.get("sales_commissions")
    if not (account and shares and "ucode" in account.columns and "user_ucode" in shares.columns):
        return None
    found = con.execute(f"SELECT lower(ucode) FROM {account.written} WHERE ucode IS NOT NULL").fetchall()
    if len(found) != 1:
        return None
    there = f"SELECT 1 FROM {shares.written} WHERE lower(user_ucode) = ? LIMIT 1"
    return str(found[0][0]) if con.execute(there, found[0]).fetchone() else None
