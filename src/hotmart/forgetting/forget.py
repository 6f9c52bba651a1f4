"""Forgetting a person: out of tables, histories, raw pages and published copies, and kept out from now on.

Every step can be cut short and done again. The list comes first, so that no sync brings the person back;
then the raw pages, the tables, and the file itself, which is made anew, because what is deleted from a
DuckDB file stays in its bytes. Only then is the list told that it is done.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_bytes

import duckdb

from hotmart.errors import InvalidArgumentError
from hotmart.forgetting.forgotten import forgotten, note_finished, note_forgotten, unfinished
from hotmart.forgetting.people import People, kind_of
from hotmart.forgetting.raw import erase_raw
from hotmart.forgetting.rows import Named, erase
from hotmart.forgetting.rows import names as names_in
from hotmart.language import Text
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.key import key_at_hand, privacy_key
from hotmart.warehouse.lock import lock
from hotmart.warehouse.publish import Layouts, publish_again
from hotmart.warehouse.renaming import settle_names
from hotmart.warehouse.rewriting import NEW, copy_everything, put_copy
from hotmart.warehouse.store import Warehouse


@dataclass
class Traces:
    """Where people were found, and what was done about it."""

    names: int = 0
    """How many e-mails, codes and documents they are known by."""
    rows: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    """Rows by schema and table."""
    pages: int = 0
    """Raw pages."""
    copies: list[Path] = field(default_factory=list[Path])
    """Published copies, made anew."""


def traces(
    warehouse: Warehouse, named: Collection[str], layouts: Layouts, schema: str | None = None
) -> Traces:
    """Where the person of these e-mails, codes or documents stands in the tables. Nothing is changed.

    Raises InvalidArgumentError where the tables know these names as those of several people.
    """
    _check(warehouse, named)
    check_one_person(warehouse.looking(), named, layouts, schema)
    key = key_at_hand(warehouse) or token_bytes()  # before there is one nothing is hashed, and any will do
    return _met(warehouse.looking(), _people(warehouse, key, named, schema), layouts, schema)[0]


def forget(
    warehouse: Warehouse, named: Collection[str], layouts: Layouts, *, at: datetime, schema: str | None = None
) -> Traces:
    """Forget the person of these e-mails, codes or documents, in one schema of the file or in all of it.

    Raises WarehouseBusyError while a sync is running, KeyLostError when the key of the hashes is lost, and
    InvalidArgumentError where the tables know these names as those of several people.
    """
    _check(warehouse, named)
    with lock(warehouse):
        check_one_person(warehouse, named, layouts, schema)
        people = _people(warehouse, privacy_key(warehouse), named, schema)
        done, named_in = _met(warehouse, people, layouts, schema)
        settled = forgotten(warehouse, schema).keys() - unfinished(warehouse, schema).keys()
        is_open = not people.listed.keys() <= settled
        if is_open:
            note_forgotten(warehouse, people.listed, schema, at)
        shutil.rmtree(warehouse.path.with_name(warehouse.path.name + ".staging"), ignore_errors=True)
        for one in _schemas(warehouse, schema):
            settle_names(one, layouts(one.schema).get)
            done.pages += erase_raw(one, layouts(one.schema), people)
            with one.transaction() as con:
                erase(con, layouts(one.schema).values(), people, named_in[one.schema], write=True)
        if is_open or done.rows or done.pages:
            done.copies = publish_again(warehouse, layouts)
            put_copy(warehouse, warehouse.path, partial(_copy, hashes=people.listed, schema=schema))
        return done


def check_one_person(
    warehouse: Warehouse, named: Collection[str], layouts: Layouts, schema: str | None = None
) -> None:
    """Raise where what these names find does not belong together: nobody else is forgotten by a slip.

    A name that finds nothing belongs to any, and one that was being forgotten when something went wrong was
    looked at then: by now the rows that told whose it is may be gone.
    """
    if len({*named}) < 2:
        return
    key, begun = key_at_hand(warehouse) or token_bytes(), unfinished(warehouse, schema).keys()
    found: list[set[str]] = []
    for name in named:
        people = People(key)
        people.add([name])
        if people.listed.keys() <= begun:
            continue
        if any(one.texts for one in _met(warehouse, people, layouts, schema)[1].values()):
            found.append({*people.listed})
    if len(_together(found)) > 1:
        raise InvalidArgumentError("name", _SEVERAL, _ONE_BY_ONE)


_SEVERAL = Text(
    "These names are those of different people: no row has them as one person's.",
    "Esses nomes são de pessoas diferentes: nenhuma linha os traz como sendo de uma só.",
)
_ONE_BY_ONE = Text(
    "Nothing was changed. Forget them one after the other.",
    "Nada foi alterado. Esqueça uma pessoa de cada vez.",
)


def _together(found: Iterable[set[str]]) -> list[set[str]]:
    """The names of each person: those that share any."""
    people: list[set[str]] = []
    for names in found:
        same = [one for one in people if one & names]
        people = [one for one in people if not one & names] + [names.union(*same)]
    return people


def _check(warehouse: Warehouse, named: Collection[str]) -> None:
    """Raise where somebody is named by what names nobody, or there is no file to look into."""
    if not all(map(kind_of, named)):
        raise InvalidArgumentError(
            "name",
            Text(
                "That is neither an e-mail, nor a code, nor a document.",
                "Isso não é e-mail, nem código, nem documento.",
            ),
            Text("Give it as Hotmart writes it.", "Escreva-o como a Hotmart escreve."),
        )
    if not warehouse.exists:
        raise NoWarehouseError(str(warehouse.path))


def _people(warehouse: Warehouse, key: bytes, named: Collection[str], schema: str | None) -> People:
    """The person of these names, and whoever was being forgotten when something went wrong."""
    people = People(key, unfinished(warehouse, schema))
    people.add(named)
    return people


def _met(
    warehouse: Warehouse, people: People, layouts: Layouts, schema: str | None
) -> tuple[Traces, dict[str, Named]]:
    """Where they stand, by all the names that the tables know them by, which are added to them.

    Told too is what names them in each schema, which is long to look for.
    """
    while True:
        found, named_in, known = Traces(), dict[str, Named](), len(people.listed)
        for one in _schemas(warehouse, schema):
            with one.opened() as con:
                named = named_in[one.schema] = names_in(con, people)
                erased = erase(con, layouts(one.schema).values(), people, named, write=False)
            found.rows.update({(one.schema, table): rows for table, rows in erased.rows.items() if rows})
            people.add(erased.learned)
        if len(people.listed) == known:
            found.names = known
            return found, named_in


def _schemas(warehouse: Warehouse, schema: str | None) -> list[Warehouse]:
    """The schemas to look into."""
    found = warehouse.rows("SELECT DISTINCT schema_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1")
    return [Warehouse(warehouse.path, name) for (name,) in found if schema in (None, name)]


def _copy(
    con: duckdb.DuckDBPyConnection, source: str, *, hashes: Collection[str], schema: str | None
) -> None:
    copy_everything(con, source)
    note_finished(con, NEW, hashes, schema)
