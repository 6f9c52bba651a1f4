"""Retention: old versions go when they have been kept for as long as they were to be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from hotmart.tables.layout import Layout
from hotmart.warehouse.sql import held_tables, quoted
from hotmart.warehouse.store import Warehouse


def keep_history(warehouse: Warehouse, at: datetime, kept: Mapping[Layout, int | None]) -> None:
    """Drop the versions replaced longer ago than is kept (ms; None for ever).

    The last version of a row that vanished stays: it is all that is left of it.
    """
    limited = {layout: ms for layout, ms in kept.items() if ms is not None}
    if not limited:
        return
    with warehouse.transaction() as con:
        held = held_tables(con)
        for layout, ms in limited.items():
            for table in layout.tables:
                if table.history in held:
                    con.execute(
                        f"DELETE FROM {quoted(table.history)} WHERE _valid_to <= ? AND NOT _gone",
                        [at - timedelta(milliseconds=ms)],
                    )
