"""The page of the tables tells every table and column that there is, in both languages."""

from __future__ import annotations

import pytest

from hotmart.streams.joins import traps
from hotmart.streams.known import STREAMS
from hotmart.warehouse.ledger.notes import TABLES

from .pages import ROOT, Page

PAGES = ("tables.md", "tables.pt-BR.md")


@pytest.mark.parametrize("name", PAGES)
def test_every_table_and_column_is_told(name: str) -> None:
    told = Page(ROOT / "docs" / "reference" / name).names
    for stream in STREAMS.values():
        for table in stream.layout.tables:
            assert told >= {table.name, *table.shape}
    for table_name, shape in TABLES.items():
        assert told >= {table_name, *shape}


def test_every_trap_is_told() -> None:
    flat = " ".join((ROOT / "docs" / "reference" / "tables.md").read_text(encoding="utf-8").split())
    assert [trap.says.en for trap in traps() if trap.says.en not in flat] == []
