"""What the raw pages of one schema hold of a person: their items, out of pages that hold many people's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from hotmart.forgetting.people import People
from hotmart.privacy import pages as taken_apart
from hotmart.privacy.fields import shape_of
from hotmart.statement.found import Found, Where
from hotmart.statement.links import Link, links_of
from hotmart.statement.own import Keeper
from hotmart.tables.layout import Layout
from hotmart.warehouse.ledger.queries import Kept, kept_readings
from hotmart.warehouse.spool import pages, raw_folder
from hotmart.warehouse.store import Warehouse
from hotmart.words import is_object


class RawPages:
    """The raw pages of one schema, as they came from Hotmart or from a source."""

    def __init__(self, warehouse: Warehouse, layouts: Mapping[str, Layout], people: People) -> None:
        self._warehouse, self._layouts, self._people = warehouse, layouts, people
        self._folder = raw_folder(warehouse.path, warehouse.schema)
        self.left_out = 0
        """Fields that nobody knows, and that may be about somebody else."""
        self.looked = 0
        """How many pages were looked into."""

    def items(self, links: Set[Link]) -> Iterator[Found]:
        """The items that name them or bear one of their codes, with what is theirs."""
        known = {one.raw_file: one for one in kept_readings(self._warehouse.looking())}
        for file in sorted(self._folder.rglob("*.zst")):
            name = file.relative_to(self._folder).as_posix()
            stream = file.parent.name
            where = Where("page", self._warehouse.path, self._warehouse.schema, stream, stream)
            for item in self._of(file, self._layouts.get(stream), known.get(name), links):
                yield Found(where, {"page": name} | item)

    def _of(
        self, file: Path, layout: Layout | None, reading: Kept | None, links: Set[Link]
    ) -> Iterator[dict[str, Any]]:
        owner = dict(zip(layout.owner, reading.owner, strict=False)) if layout and reading else {}
        learned = [column.name for column in layout.learned] if layout else []
        keeper = Keeper(self._people, shape_of(layout) if layout else None, learned)
        for page in pages(file):
            self.looked += 1
            for item in taken_apart.items(taken_apart.read(page)):
                if not is_object(item):
                    continue
                linked = layout is not None and not links.isdisjoint(links_of(item, layout, owner))
                if keeper.item(item, linked=linked) and not _is_empty(item, layout):
                    yield {"read_at": reading.at if reading else None, "asked_about": owner, "item": item}
        self.left_out += keeper.left_out


def _is_empty(item: dict[str, Any], layout: Layout | None) -> bool:
    """Whether an item that only wraps a list has lost it: all of it was about others."""
    return bool(layout and layout.exploded and not item.get(layout.exploded))
