"""A small invented stream, with every kind of column, an array and an array inside it."""

from __future__ import annotations

import json
import weakref
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from hotmart.model import Model, Money
from hotmart.request import Request
from hotmart.tables.layout import Layout
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.merge import Merged, create_tables, merge
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.records import Decoder, Records
from hotmart.warehouse.store import Warehouse
from hotmart.words import Instant, OpenEnum, Rate

REQUEST = Request(method="GET", path="/invented")
AT = datetime(2026, 1, 1, tzinfo=UTC)


class State(OpenEnum):
    APPROVED = "APPROVED"
    REFUNDED = "REFUNDED"


class Paper(Model):
    type: str | None = None
    value: str | None = None


class Person(Model):
    ucode: str | None = None
    papers: list[Paper] | None = None


class Share(Model):
    role: str | None = None
    amount: Money | None = None
    user: Person | None = None


class Item(Model):
    code: str
    state: State | None = None
    moment: Instant | None = None
    count: int | None = None
    open: bool | None = None
    rate: Rate | None = None
    price: Money | None = None
    tags: list[str] | None = None
    shares: list[Share] | None = None


NESTED = Layout("items", Item, ("code",))
EXPLODED = Layout("shares", Item, ("code",), exploded="shares")


def page(*items: dict[str, Any], **info: Any) -> bytes:
    """A page as it comes from the wire. A Decimal is written as the number it is."""
    text = json.dumps({"items": items, "page_info": info}, default=lambda number: f"={number}=")
    return text.replace('"=', "").replace('="', "").encode()


def decoded(layout: Layout, *items: dict[str, Any], **info: Any) -> Records:
    return Decoder(layout).page(page(*items, **info), REQUEST)


class Landing:
    """A warehouse that takes pages. Its file stays open for as long as the landing lives."""

    def __init__(self, folder: Path, layout: Layout = NESTED) -> None:
        self.layout = layout
        self.warehouse = Warehouse(folder / "warehouse.duckdb")
        kept = ExitStack()
        kept.enter_context(self.warehouse.kept_open())
        weakref.finalize(self, kept.close)
        self.oddities: Counter[Oddity] = Counter()
        self._folder, self._run = folder, 0
        with self.warehouse.transaction() as con:
            create_tables(con, layout)

    def land(self, *items: dict[str, Any], at: datetime = AT, speaks_for: Extent | None = None) -> Merged:
        return self.land_pages(page(*items), at=at, speaks_for=speaks_for)

    def land_pages(self, *pages: bytes, at: datetime = AT, speaks_for: Extent | None = None) -> Merged:
        self._run += 1
        files, keys = [], []
        for number, body in enumerate(pages):
            path = self._folder / f"{self._run}-{number}.ndjson"
            records = Decoder(self.layout).page(body, REQUEST)
            path.write_bytes(records.lines)
            files.append(path)
            keys += records.keys
        with self.warehouse.transaction() as con:
            return merge(
                con,
                self.layout,
                files,
                at=at,
                run=self._run,
                distinct=len(set(keys)) == len(keys),
                oddities=self.oddities,
                extents=[speaks_for] if speaks_for else [],
            )

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.warehouse.rows(sql)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables and histories, without the numbers of the runs."""
        found = {}
        with self.warehouse.opened() as con:
            for table in self.layout.tables:
                for name in (table.name, table.history):
                    found[name] = _sorted(con, name, "_run" if table.is_main else None)
        return found


def _sorted(con: duckdb.DuckDBPyConnection, name: str, without: str | None) -> list[tuple[Any, ...]]:
    columns = f"* EXCLUDE ({without})" if without else "*"
    return con.execute(f"SELECT {columns} FROM {name} ORDER BY ALL").fetchall()


def item(code: str = "A1", **fields: Any) -> dict[str, Any]:
    return {
        "code": code,
        "state": "APPROVED",
        "price": {"value": Decimal("197.5"), "currency_code": "BRL"},
    } | fields
