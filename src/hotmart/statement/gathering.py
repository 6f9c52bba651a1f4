"""Gathering all that is held of one person, in every schema of every file: rows of tables, and raw items.

What was read of other people is left out of every row and item. Nothing is changed, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hotmart.forgetting.meeting import schemas_of
from hotmart.forgetting.people import People
from hotmart.statement.finding import Keyed, Who
from hotmart.statement.found import Found
from hotmart.statement.links import Link
from hotmart.statement.raw import RawPages
from hotmart.statement.tables import Tables


class Gathering:
    """All that is held of one person, one by one; how much was looked at is known afterwards."""

    def __init__(self, places: Sequence[Keyed], who: Who) -> None:
        self._places, self._who = places, who
        self.left_out = 0
        """Fields that nobody knows, and that may be about somebody else."""
        self.tables = 0
        """How many tables were looked into."""
        self.pages = 0
        """How many raw pages were."""

    def __iter__(self) -> Iterator[Found]:
        rooms = list(self._rooms())
        links = self._links([tables for tables, _ in rooms])
        for tables, raw in rooms:
            yield from tables.rows(links)
            yield from raw.items(links)
            self.left_out += tables.left_out + raw.left_out
            self.tables += len(tables.held)
            self.pages += raw.looked

    def _rooms(self) -> Iterator[tuple[Tables, RawPages]]:
        for place, key in self._places:
            people = People(key)
            people.add(self._who.names)
            for one in schemas_of(place.warehouse, place.schema):
                layouts = place.layouts(one.schema)
                yield Tables(one, layouts, people), RawPages(one, layouts, people)

    def _links(self, tables: Sequence[Tables]) -> frozenset[Link]:
        """The codes of what is theirs, in any of the schemas: what one tells leads on in another."""
        links: set[Link] = {("sale", code) for code in self._who.sales}
        known = -1
        while len(links) > known:
            known = len(links)
            for one in tables:
                one.learn_links(links)
        return frozenset(links)
