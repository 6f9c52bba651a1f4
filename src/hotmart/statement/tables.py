"""What the tables of one schema hold of a person: rows of today, of histories, and of tables of no stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import partial
from typing import Any

import duckdb
import msgspec

from hotmart.forgetting import fiscal
from hotmart.forgetting.entities import EXTRA, Entity, Row
from hotmart.forgetting.looking import Columns, held_columns, items_met, names, naming, note_named
from hotmart.forgetting.people import People
from hotmart.privacy.fields import shape_of
from hotmart.statement.found import Found, Where
from hotmart.statement.links import Link, bearing, links_of, note_links
from hotmart.statement.own import Keeper
from hotmart.tables.layout import Layout
from hotmart.warehouse.personal import FISCAL
from hotmart.warehouse.sql import columns_of, held_tables, quoted
from hotmart.warehouse.store import MAIN, Warehouse

_HASH = "_row_hash"  # of the whole item, others and all
_LISTED = "_forgotten"


class Tables:
    """The tables of one schema."""

    def __init__(self, warehouse: Warehouse, layouts: Mapping[str, Layout], people: People) -> None:
        self._warehouse, self._layouts, self._people = warehouse.looking(), layouts, people
        with self._warehouse.opened() as con:
            self._named = names(con, people)
            self.held: Mapping[str, Columns] = held_columns(con)
        self.left_out = 0
        """Fields that nobody knows, and that may be about somebody else."""

    def learn_links(self, links: set[Link]) -> None:
        """Add the codes of what is theirs: what they bought, subscribed to and attend."""
        known = frozenset(links)
        with self._warehouse.opened() as con:
            for layout in self._layouts.values():
                for entity, keeper in self._entities(con, layout, known):
                    if keeper.holds:
                        links.update(links_of(entity.item, layout, {}))

    def rows(self, links: Set[Link]) -> Iterator[Found]:
        """The rows that name them or bear one of their codes, with what is theirs."""
        explained: set[str] = set()
        with self._warehouse.opened() as con:
            for stream, layout in self._layouts.items():
                explained |= {name for table in layout.tables for name in (table.name, table.history)}
                for entity, _ in self._entities(con, layout, links, count=True):
                    for row in entity.rows:
                        if (values := _told(row, entity)) is not None:
                            yield Found(self._where(row.table, stream), values)
            for table in sorted(self._named.tables - explained):
                for values in self._unexplained(con, table):
                    yield Found(self._where(table, None), values)
            for table, values in self._set_apart(con):
                yield Found(self._where(table, None), values)

    def _entities(
        self, con: duckdb.DuckDBPyConnection, layout: Layout, links: Set[Link], *, count: bool = False
    ) -> Iterator[tuple[Entity, Keeper]]:
        """The items of a stream and its histories with what is theirs, and whoever has looked at each."""
        note_named(con, self._named)
        note_links(con, links)
        keeper = Keeper(self._people, shape_of(layout), [column.name for column in layout.learned])
        for history in (False, True):
            tables = [(table.history if history else table.name, table) for table in layout.tables]
            tables = [(name, table) for name, table in tables if name in self.held]
            if not tables or not tables[0][1].is_main:
                continue
            for entities in items_met(con, layout, tables, self.held, partial(bearing, layout)):
                yield from ((one, keeper) for one in entities if self._keep(one, layout, keeper, links))
        self.left_out += keeper.left_out if count else 0

    def _keep(self, entity: Entity, layout: Layout, keeper: Keeper, links: Set[Link]) -> bool:
        """Leave in an item what is theirs; False where nothing is."""
        linked = not links.isdisjoint(links_of(entity.item, layout, {}))
        beside, is_theirs = entity.extra in self._named.texts, False

        def keep(item: dict[str, Any]) -> None:
            nonlocal is_theirs
            is_theirs = keeper.item(item, linked=linked, beside=beside)

        entity.treat(keep, keeper.alone, lambda: keeper.is_of_one)
        return is_theirs

    def _unexplained(self, con: duckdb.DuckDBPyConnection, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table of no stream that name them, each of which is an item."""
        note_named(con, self._named)
        rows = con.execute(f"SELECT * FROM {quoted(table)} WHERE {naming(self.held[table])}")
        columns = [str(one[0]) for one in rows.description or ()]
        for row in rows.fetchall():
            values = dict(zip(columns, row, strict=True))
            told = {column: value for column, value in values.items() if value is not None}
            keeper = Keeper(self._people, None)
            if keeper.item(told):
                self.left_out += keeper.left_out
                yield dict.fromkeys(columns) | told

    def _set_apart(self, con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dict[str, Any]]]:
        """What is kept of them since they were forgotten: what proves their sales, and that they were."""
        for proof in fiscal.held(con, self._people):
            yield FISCAL, proof._asdict()
        if self._warehouse.schema == MAIN and _LISTED in held_tables(con):
            columns = [name for name in ("kind", "in_schema", "since") if name in columns_of(con, _LISTED)]
            listed = con.execute(
                f"SELECT {', '.join(columns)} FROM {_LISTED} WHERE list_contains(?, hash) ORDER BY ALL",
                [[*self._people.listed]],
            ).fetchall()
            yield from ((_LISTED, dict(zip(columns, row, strict=True))) for row in listed)

    def _where(self, table: str, stream: str | None) -> Where:
        return Where("table", self._warehouse.path, self._warehouse.schema, table, stream)


def _told(row: Row, entity: Entity) -> dict[str, Any] | None:
    """What a row says of them; None where it is that of somebody else in the same item."""
    left = row.left
    elements = [cell.column for cell in row.cells if cell.inside is not entity.item]
    if elements and all(left[column] is None for column in elements):
        return None
    told = {column: left.get(column, value) for column, value in row.values.items() if column != _HASH}
    if EXTRA in told:
        told[EXTRA] = msgspec.Raw(entity.extra.encode()) if entity.extra else None
    return told
