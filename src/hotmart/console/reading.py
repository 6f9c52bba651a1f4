"""Rows of the copy that pages read, by a question whose values stand beside it and never in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import duckdb

from hotmart.accounts.account import Account
from hotmart.warehouse.asking.answer import unique

Values: TypeAlias = Sequence[object] | Mapping[str, object]


def rows(account: Account, sql: str, values: Values = ()) -> list[dict[str, Any]]:
    """The rows of one question, times in UTC. Raises NoWarehouseError where nothing was synced yet.

    What `sql` says is ours: names are quoted by whoever writes it, and whatever a person typed is a value.
    """
    (found,) = rows_of_each(account, [(sql, values)])
    return found


def rows_of_each(account: Account, questions: Iterable[tuple[str, Values]]) -> list[list[dict[str, Any]]]:
    """The rows of each of several questions: to open the file takes as long as to answer a small one."""
    with account.warehouse.opened(read_only=True) as con:
        return [_rows(con, sql, values) for sql, values in questions]


def _rows(con: duckdb.DuckDBPyConnection, sql: str, values: Values) -> list[dict[str, Any]]:
    found = con.execute(sql, values if isinstance(values, Mapping) else list(values))
    names = unique(str(one[0]) for one in found.description or ())
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
