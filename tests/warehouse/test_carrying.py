"""What a warehouse held and no kept page brings is carried over, wherever pages are missing."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.tables.layout import Layout
from hotmart.warehouse.carrying import Carrier
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.merge import create_tables, merge
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.swapping import attach_before, copy_before, swapped
from warehouse.sample import AT, EXPLODED, NESTED, decoded, item

DAY = timedelta(days=1)
VOLATILE = replace(NESTED, volatile=frozenset({"count"}))
FORGETFUL = replace(NESTED, keeps_history=False)


class Read(NamedTuple):
    """What one run read, whether it was everything, and whether its pages are kept."""

    items: list[dict[str, Any]]
    whole: bool = False
    kept: bool = True


class Books:
    """A warehouse of one stream, and all that was ever read into it, one run a day."""

    def __init__(self, folder: Path, layout: Layout, reads: list[Read]) -> None:
        self.folder, self.layout, self.reads = folder, layout, reads
        self.warehouse = Warehouse(folder / "warehouse.duckdb")
        with self.warehouse.opened() as con:
            create_tables(con, layout)
            for number in range(len(reads)):
                self._land(con, layout, number)

    def at(self, number: int) -> datetime:
        return AT + number * DAY

    def _land(self, con: duckdb.DuckDBPyConnection, layout: Layout, number: int) -> None:
        read, path = self.reads[number], self.folder / "read.ndjson"
        path.write_bytes(decoded(layout, *read.items).lines)
        speaking = [Extent()] if read.whole and number else []
        files = [path] if read.items else []
        merge(con, layout, files, at=self.at(number), run=number, extents=speaking)

    def remake(self, layout: Layout | None = None) -> tuple[int, int, int]:
        """Make the tables again from the reads that are kept; how many records, changed, and carried."""
        layout = layout or self.layout
        names = {name for table in self.layout.tables for name in (table.name, table.history)}
        lost = {number: self.at(number) for number, read in enumerate(self.reads) if not read.kept}
        with swapped(self.warehouse) as new, new.opened() as con:
            attach_before(con, self.warehouse)
            copy_before(con, without=names)
            create_tables(con, layout)
            carrier = Carrier(con, layout, lost)
            for number, read in enumerate(self.reads):
                if read.kept:
                    carrier.carry(self.at(number))
                    self._land(con, layout, number)
                    carrier.mend(self.at(number))
            carried = carrier.finish()
            return carrier.records(), carrier.changed(), carried

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        with self.warehouse.opened() as con:
            names = [name for table in self.layout.tables for name in (table.name, table.history)]
            return {name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


shares = st.lists(st.fixed_dictionaries({"role": st.sampled_from(["x", "y"])}), max_size=2)
items = st.builds(
    lambda code, state, count, shares: item(code, state=state, count=count, shares=shares),
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from(["APPROVED", "REFUNDED"]),
    st.integers(0, 1),
    shares,
)
reads = st.builds(
    Read,
    st.lists(items, max_size=3, unique_by=lambda one: str(one["code"])),
    st.booleans(),
    st.booleans(),
)


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(st.lists(reads, min_size=1, max_size=5))
@pytest.mark.parametrize(
    "layout", [NESTED, EXPLODED, VOLATILE, FORGETFUL], ids=["nested", "exploded", "volatile", "forgetful"]
)
def test_whatever_was_kept_the_tables_come_out_the_same(layout: Layout, reads: list[Read]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        books = Books(Path(folder), layout, reads)
        before = books.tables()
        records, changed, _ = books.remake()
        assert books.tables() == before
        assert (records, changed) == (len({row[0] for row in before[layout.main.name]}), 0)
        books.remake()
        assert books.tables() == before
