"""Meeting people in a file: where they stand in its schemas, by all that the tables know them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from hotmart.forgetting.forgotten import unfinished
from hotmart.forgetting.looking import Named, names
from hotmart.forgetting.people import People
from hotmart.forgetting.rows import erase
from hotmart.warehouse.publish import Layouts
from hotmart.warehouse.store import Warehouse


class Met(NamedTuple):
    """Where people stand."""

    rows: Counter[tuple[str, str]]
    """The rows that would change if they were forgotten, by schema and table."""
    named_in: dict[str, Named]
    """What names them in each schema, which is long to look for."""
    learned: set[str]
    """Other e-mails and codes of theirs, as they are written."""


def meet(warehouse: Warehouse, people: People, layouts: Layouts, schema: str | None) -> Met:
    """Where they stand; the names that the tables know them by are added to them."""
    while True:
        found, known = Met(Counter(), {}, set()), len(people.listed)
        for one in schemas_of(warehouse, schema):
            with one.looking().opened() as con:
                named = found.named_in[one.schema] = names(con, people)
                erased = erase(con, layouts(one.schema).values(), people, named, write=False)
            found.rows.update({(one.schema, table): rows for table, rows in erased.rows.items() if rows})
            found.learned.update(erased.learned)
        people.add(found.learned)
        if len(people.listed) == known:
            return found


def are_one(
    warehouse: Warehouse, named: Collection[str], layouts: Layouts, schema: str | None, key: bytes
) -> bool:
    """Whether what these names find belongs together, as one person's.

    A name that finds nothing belongs to any, and one that was being forgotten when something went wrong was
    looked at then: by now the rows that told whose it is may be gone.
    """
    if len({*named}) < 2:
        return True
    begun = unfinished(warehouse, schema).keys()
    found: list[set[str]] = []
    for name in named:
        people = People(key)
        people.add([name])
        if people.listed.keys() <= begun:
            continue
        if any(one.texts for one in meet(warehouse, people, layouts, schema).named_in.values()):
            found.append({*people.listed})
    return len(together(found)) <= 1


def together(found: Iterable[set[str]]) -> list[set[str]]:
    """The names of each person: those that share any."""
    people: list[set[str]] = []
    for some in found:
        same = [one for one in people if one & some]
        people = [one for one in people if not one & some] + [some.union(*same)]
    return people


def schemas_of(warehouse: Warehouse, schema: str | None) -> list[Warehouse]:
    """The schemas to look into: one, or all that have tables."""
    found = warehouse.rows("SELECT DISTINCT schema_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1")
    return [Warehouse(warehouse.path, name) for (name,) in found if schema in (None, name)]
