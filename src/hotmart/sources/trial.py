"""A trial of a source: its first page, and what the engine would make of it."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from hotmart.config.source import Kind
from hotmart.request import Request
from hotmart.sources import transform
from hotmart.sources.kinds import kinds_of
from hotmart.sources.origin import ManualOrigin
from hotmart.sources.places import at
from hotmart.streams.origin import Fetcher, TooManyPagesError
from hotmart.tables.columns import SQL_TYPES, dotted, parted
from hotmart.tables.layout import Layout
from hotmart.warehouse.drift import columns_for, fits
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.records import Decoder, PageInfo, Records


@dataclass(frozen=True)
class Field:
    """A field of the records, and the column it would be."""

    place: str
    kind: Kind | None
    """None: it stays beside the columns, since it is not of one kind or its name is taken."""
    told: bool
    """Whether hotmart.toml names it; otherwise it is what the records hold."""
    misfits: int = 0
    """How many values are not of the kind that was told."""
    unfit: int = 0
    """How many amounts have more digits than the column."""

    @property
    def column(self) -> str:
        """Its name in the warehouse."""
        return "_".join(parted(self.place))


@dataclass(frozen=True)
class Trial:
    """The first page of a source."""

    request: Request
    records: list[dict[str, Any]]
    total: int | None
    fields: tuple[Field, ...]
    unkeyed: int
    """How many records have no key."""
    repeated: int
    """How many records have the key of another."""
    following: Request | None
    oddities: Counter[Oddity]
    """What is to be known of the records besides."""
    transformed: dict[str, str] | None = None
    """The columns that the transformation gives, and their types."""

    @property
    def keyed(self) -> bool:
        """Whether the key tells all records apart."""
        return not (self.unkeyed or self.repeated)


async def trial(name: str, origin: ManualOrigin, client: Fetcher | None, now: int) -> Trial:
    """Read the first page, of the last days where the source can ask for a period, up to now in ms."""
    request = origin.within(origin.request(), now - origin.longest, now)
    body = origin.page(await _fetcher(origin, client).fetch(request), request)
    page: _Page = _reader.decode(body)
    layout = Layout(name, origin.item, origin.key)
    read = Decoder(layout).page(body, request)
    fields = _fields(origin, layout, page.items, read)
    shape = layout.main.shape | {field.column: SQL_TYPES[field.kind] for field in fields if field.kind}
    sql = origin.source.transform
    return Trial(
        request,
        page.items,
        page.page_info.total_results,
        fields,
        unkeyed=len(page.items) - len(read.keys),
        repeated=len(read.keys) - len(set(read.keys)),
        following=_following(origin, request, page),
        oddities=read.oddities,
        transformed=transform.columns(sql, shape) if sql else None,
    )


def _following(origin: ManualOrigin, request: Request, page: _Page) -> Request | None:
    """What would be asked next; None after the last page that may be read."""
    with suppress(TooManyPagesError):
        return origin.after(request, page.page_info, len(page.items))
    return None


def _fields(
    origin: ManualOrigin, layout: Layout, items: list[dict[str, Any]], read: Records
) -> tuple[Field, ...]:
    """The fields that hotmart.toml tells, and then those that the records hold besides."""
    misfits: Counter[str] = Counter()
    for oddity, times in read.oddities.items():
        if oddity.kind == "odd_value":
            misfits[oddity.path] += times
    told = [
        Field(place, kind, True, misfits[place], _unfit(place, kind, items))
        for place, kind in origin.columns.items()
    ]
    kinds: dict[str, Kind | None] = {
        place: kind for place, kind in kinds_of(items).items() if place not in origin.columns
    }
    made = {dotted(column.path) for column in columns_for(kinds, layout.main.shape, layout.keeps)}
    found = [Field(place, kind if place in made else None, False) for place, kind in kinds.items()]
    return (*told, *found)


def _unfit(place: str, kind: Kind, items: list[dict[str, Any]]) -> int:
    if kind not in ("money", "rate"):
        return 0
    return sum(
        isinstance(value, int | Decimal) and not isinstance(value, bool) and not fits(value, kind)
        for value in (at(item, place) for item in items)
    )


class _Page(msgspec.Struct):
    items: list[dict[str, Any]]
    page_info: PageInfo


_reader = msgspec.json.Decoder(_Page, float_hook=Decimal)


def _fetcher(origin: ManualOrigin, client: Fetcher | None) -> Fetcher:
    fetcher = origin.fetcher or client
    if fetcher is None:
        raise TypeError("a path of Hotmart's needs a client")
    return fetcher
