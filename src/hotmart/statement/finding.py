"""Finding a person by what people are not known by: the phone they gave, or something they bought.

Both lead to an e-mail or a code, by which all else is found; where they lead to several people, nobody is
chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import duckdb

from hotmart.errors import InvalidArgumentError
from hotmart.forgetting.looking import Columns, held_columns
from hotmart.forgetting.meeting import are_one, meet, schemas_of, together
from hotmart.forgetting.people import People, kind_of
from hotmart.language import Text
from hotmart.privacy.fields import CODE
from hotmart.privacy.policies import hashed
from hotmart.statement.asked import Asked, digits
from hotmart.statement.links import linking
from hotmart.statement.place import Place
from hotmart.tables.layout import Layout, Table
from hotmart.warehouse.sql import quoted

BRAZIL = "55"
_HOLDERS = ("buyer_", "subscriber_")
_PHONES = ("cellphone", "phone")
_LONGEST = 11  # digits of a Brazilian phone with its area, and without the country


class Who(NamedTuple):
    """One person: all that the tables know them by, and the sales they were named by."""

    names: frozenset[str]
    sales: frozenset[str]


class Keyed(NamedTuple):
    """A place, and the key of its hashes."""

    place: Place
    key: bytes


def who_is(places: Sequence[Keyed], asked: Asked) -> Who:
    """The person who is asked about. Raises InvalidArgumentError where it is several, who are not told."""
    found = [_by_phone(places, text) for text in asked.phone]
    found += [_by_sale(places, text) for text in asked.transaction]
    for names in found:
        if len(together(map(set, names))) > 1:
            raise InvalidArgumentError("name", SHARED, _OTHERWISE)
    told = [*asked.plain, *(min(one for some in names for one in some) for names in found if names)]
    for place, key in places:
        if not are_one(place.warehouse.looking(), told, place.layouts, place.schema, key):
            raise InvalidArgumentError("name", SEVERAL, _ONE)
    named = {*asked.plain, *(one for names in found for some in names for one in some)}
    return Who(frozenset(_all_names(places, named)), frozenset(asked.transaction))


SHARED = Text(
    "Several people have this phone number, or stand in this sale as its buyer.",
    "Várias pessoas têm este telefone, ou constam nesta venda como comprador.",
)
_OTHERWISE = Text(
    "Name the one who asks by e-mail or document. Nothing was written.",
    "Indique quem pede pelo e-mail ou documento. Nada foi gravado.",
)
SEVERAL = Text(
    "These names are those of different people: no row has them as one person's.",
    "Esses nomes são de pessoas diferentes: nenhuma linha os traz como sendo de uma só.",
)
_ONE = Text(
    "Ask for one person at a time. Nothing was written.", "Peça uma pessoa por vez. Nada foi gravado."
)


def _all_names(places: Sequence[Keyed], named: set[str]) -> set[str]:
    """What they are known by, in any of the places: what one tells helps to find them in another."""
    known = set(named)
    while True:
        before = len(known)
        for place, key in places:
            people = People(key)
            people.add(known)
            known |= meet(place.warehouse.looking(), people, place.layouts, place.schema).learned
        if len(known) == before or len(places) == 1:
            return known


_Names = set[frozenset[str]]
"""The e-mail and code that each row that was found knows a person by, or else what it was found by."""


def _by_phone(places: Sequence[Keyed], phone: str) -> _Names:
    plain = digits(phone).lstrip("0")
    whole = {plain, plain.removeprefix(BRAZIL) if len(plain) > _LONGEST else BRAZIL + plain}

    def phones(layout: Layout, table: Table, columns: Columns, key: bytes) -> Iterator[Search]:
        values = sorted(whole | {hashed(key, one) for one in whole})
        for column in (one.name for one in table.columns if one.personal and one.name in columns):
            end = next((end for end in _PHONES if column.endswith(end)), None)
            if end is None:
                continue
            prefix, number = column.removesuffix(end), quoted(column)
            if f"{column}_ddd" in columns:
                number = f"coalesce({quoted(f'{column}_ddd')}::VARCHAR, '') || {number}"
            bare = f"ltrim(regexp_replace({number}, '[^0-9]', '', 'g'), '0')"
            condition = f"list_contains($values, {bare}) OR list_contains($values, {quoted(column)})"
            yield Search(prefix, number, condition, values)

    return _found(places, phones)


def _by_sale(places: Sequence[Keyed], sale: str) -> _Names:
    def buyers(layout: Layout, table: Table, columns: Columns, key: bytes) -> Iterator[Search]:
        codes = [name for name, (kind, _) in linking(layout).items() if kind == "sale" and name in columns]
        same = " OR ".join(f"list_contains($values, upper({quoted(name)}::VARCHAR))" for name in codes)
        if same:
            yield from (Search(prefix, "NULL", f"({same})", [sale.upper()]) for prefix in _HOLDERS)
            if "role" in columns:
                yield Search("user_", "NULL", f"({same}) AND role = 'BUYER'", [sale.upper()])

    return _found(places, buyers)


class Search(NamedTuple):
    """What to look for in a table."""

    prefix: str
    """How the columns of a person begin."""
    more: str
    """One more name of theirs."""
    condition: str
    """Of `$values`."""
    values: list[str]


Searches = Callable[[Layout, Table, Columns, bytes], Iterator[Search]]


def _found(places: Sequence[Keyed], searches: Searches) -> _Names:
    found: _Names = set()
    for place, key in places:
        for one in schemas_of(place.warehouse, place.schema):
            with one.looking().opened() as con:
                found |= _in_schema(con, place.layouts(one.schema).values(), key, searches)
    return found


def _in_schema(
    con: duckdb.DuckDBPyConnection, layouts: Iterable[Layout], key: bytes, searches: Searches
) -> _Names:
    held, found, nameless = held_columns(con), _Names(), _Names()
    for layout, table in ((one, table) for one in layouts for table in one.tables):
        for name in (table.name, table.history):
            columns = held.get(name, {})
            for one in searches(layout, table, columns, key):
                ends = [f"{one.prefix}{end}" for end in ("email", CODE)]
                told = [*map(quoted, filter(columns.__contains__, ends)), one.more]
                rows = con.execute(
                    f"SELECT DISTINCT {', '.join(told)} FROM {quoted(name)} WHERE {one.condition}",
                    {"values": one.values},
                ).fetchall()
                for *names, more in rows:
                    people = frozenset(str(text) for text in names if text and kind_of(str(text)))
                    (found if people else nameless).add(people or frozenset([str(more)] if more else []))
    return (found or nameless) - {frozenset()}
