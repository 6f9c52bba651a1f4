"""Items that people were erased from: the next reading writes them anew, and makes no version of it.

What is left of such an item has no hash that a reading could have, since nobody knows how Hotmart would tell
it without them. So its rows are compared themselves: where a reading says the same, nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from hotmart.tables.layout import Layout, Table
from hotmart.warehouse.absence import same
from hotmart.warehouse.sql import literal, quoted

ERASED = "forgotten"
"""The hash of a row that people were erased from. No reading has it."""
IS_ERASED = f"coalesce(t._row_hash = {literal(ERASED)}, false) AS _erased"


def settle_erased(con: duckdb.DuckDBPyConnection, layout: Layout, staged: Callable[[Table], str]) -> None:
    """Count what is left of an item as the same version, in `_changes`, where a reading brought just that.

    `staged` are the rows of a table that such a reading brought, as SQL. The numbers of elements are left out
    of it: elements are sorted by all they say, and they say less now. So is `_extra`, of which more is erased
    than a reading would leave out.
    """
    if not con.execute("SELECT 1 FROM _changes WHERE _erased LIMIT 1").fetchall():  # as nearly always
        return
    for table in layout.tables:
        columns = ", ".join(quoted(c.name) for c in table.columns if c.name not in layout.volatile)
        left = (
            f"SELECT {columns} FROM {quoted(table.name)} t"
            f" WHERE EXISTS (SELECT 1 FROM _changes e WHERE e._erased AND {same(layout.key, 't', 'e')})"
        )
        came = f"SELECT {columns} FROM ({staged(table)})"
        other = f"({left} EXCEPT ALL {came}) UNION ALL ({came} EXCEPT ALL {left})"
        con.execute(
            f"UPDATE _changes AS c SET _erased = false WHERE c._erased"
            f" AND EXISTS (SELECT 1 FROM ({other}) d WHERE {same(layout.key, 'c', 'd')})"
        )
    con.execute("UPDATE _changes SET _same = true WHERE _erased")
