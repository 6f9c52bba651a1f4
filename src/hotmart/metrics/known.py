"""What a warehouse knows of its own: which tables there are, how far and how well each stream was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import duckdb

from hotmart.metrics.bases import BASES, Table, Tables
from hotmart.metrics.metric import Metric
from hotmart.warehouse.asking.freshness import CAME_TO_ITS_END
from hotmart.warehouse.sql import held_columns, quoted

NEEDED_BY = {"country": "sales_participants"}
"""What has to be read besides, where a figure is divided by this."""
OURS = ("sales_tracking", "panel_sales")
"""What stands beside the streams, and is no stream: it is there, or not."""
WORST_FIRST = ("missing", "incomplete", "differs", "read_whole", "proved")
"""Verdicts, that which says least first."""
_LATEST = f"""
SELECT {{account}}, s.stream, {{table}},
  (SELECT arg_max(v.verdict, v.run) FROM _verdicts v WHERE v.stream = s.stream{{v}}),
  (SELECT epoch_us(max(r.as_of)) FROM _runs r
   WHERE r.{CAME_TO_ITS_END} AND list_contains(r.streams, s.stream){{r}})
FROM _streams s
"""


class Known(NamedTuple):
    """What a warehouse knows of its own: tables, and how each stream stands."""

    tables: Tables
    verdicts: Mapping[str, str]
    read_to: Mapping[str, datetime | None]

    def of(self, metric: Metric, by: Collection[str]) -> tuple[str, list[str], datetime | None]:
        """Of what a metric needs the least verdict, what of it is not whole, and up to when all was read."""
        needs = dict.fromkeys((*metric.needs, *(NEEDED_BY[one] for one in by if one in NEEDED_BY)))
        verdicts = {stream: self.verdicts.get(stream, "missing") for stream in needs}
        worst = min(verdicts.values(), key=WORST_FIRST.index)
        moments = [self.read_to.get(stream) for stream in needs if stream not in OURS]
        known = [one for one in moments if one is not None]
        missing = [stream for stream, verdict in verdicts.items() if verdict in ("missing", "incomplete")]
        return worst, missing, min(known) if known and len(known) == len(moments) else None


def known_of(con: duckdb.DuckDBPyConnection) -> Known:
    """The tables that there are, how far and how well each stream was read; of several accounts the least."""
    held = held_columns(con)
    told = con.execute(_latest(several="account" in held.get("_streams", ())))
    tables: dict[str, Table] = {}
    verdicts: dict[str, list[str]] = {}
    read_to: dict[str, list[int | None]] = {}
    rows = told.fetchall()
    for _, stream, table, verdict, read in rows:
        for child in {"", *(one.child for one in BASES.values() if one.stream == stream)}:
            if columns := held.get(table + child):
                tables[stream + child] = Table(quoted(table + child), frozenset(columns))
        verdicts.setdefault(stream, []).append(verdict or "missing")
        read_to.setdefault(stream, []).append(read)
    prefix = _prefix(tables)
    for one in OURS:
        if columns := held.get(prefix + one):
            tables[one] = Table(quoted(prefix + one), frozenset(columns))
            verdicts[one], read_to[one] = ["read_whole"] * len(rows), []
    accounts = len({account for account, *_ in rows})
    for stream, known in verdicts.items():
        if len(known) < accounts and stream not in OURS:  # one of them has not read it at all
            known.append("missing")
            read_to[stream].append(None)
    return Known(
        Tables(tables, _own(con, tables, accounts)),
        {stream: min(told, key=WORST_FIRST.index) for stream, told in verdicts.items()},
        {stream: _earliest(told) for stream, told in read_to.items()},
    )


def _prefix(tables: Mapping[str, Table]) -> str:
    """What the names of this account's tables begin with."""
    for stream, table in tables.items():
        name = table.written.strip('"')
        if name.endswith(stream):
            return name.removesuffix(stream)
    return ""


def _latest(*, several: bool) -> str:
    """How each stream stands. Where accounts stand together, a table has the name of its stream."""
    if several:
        return _LATEST.format(
            account="s.account",
            table="s.stream",
            v=" AND v.account = s.account",
            r=" AND r.account = s.account",
        )
    return _LATEST.format(account="NULL", table="coalesce(s.table_name, s.stream)", v="", r="")


def _earliest(told: Sequence[int | None]) -> datetime | None:
    """The earliest of these moments, in microseconds; None where one of them is not known."""
    known = [one for one in told if one is not None]
    whole = known and len(known) == len(told)
    return datetime.fromtimestamp(min(known) / 1_000_000, UTC) if whole else None


def _own(con: duckdb.DuckDBPyConnection, tables: Mapping[str, Table], accounts: int) -> tuple[str, ...]:
    """The ucode of each account as it says itself, where shares have it: one kept as a hash is no use.

    None where one of several accounts does not say it: what that one earned is then told by its sales.
    """
    account, shares = tables.get("account"), tables.get("sales_commissions")
    if not (account and shares and "ucode" in account.columns and "user_ucode" in shares.columns):
        return ()
    told = con.execute(f"SELECT lower(ucode) FROM {account.written} WHERE ucode IS NOT NULL").fetchall()
    if len(told) < accounts:
        return ()
    there = f"SELECT 1 FROM {shares.written} WHERE lower(user_ucode) = ? LIMIT 1"
    own = sorted({ucode for (ucode,) in told})
    return tuple(own) if all(con.execute(there, [one]).fetchone() for one in own) else ()
