"""Forgetting a person: out of tables, histories, raw pages and published copies, and kept out from now on.

Every step can be cut short and done again. The list comes first, so that no sync brings the person back;
then the raw pages, the tables, and the file itself, which is made anew, because what is deleted from a
DuckDB file stays in its bytes. Only then is the list told that it is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from datetime import UTC, datetime
from functools import partial
from secrets import token_bytes

import duckdb

from hotmart.errors import InvalidArgumentError
from hotmart.forgetting.forgotten import forgotten, note_finished, note_forgotten, unfinished
from hotmart.forgetting.meeting import are_one, meet, schemas_of
from hotmart.forgetting.people import People, kind_of
from hotmart.forgetting.raw import erase_raw
from hotmart.forgetting.rows import erase
from hotmart.forgetting.staying import Staying, Traces
from hotmart.language import Text
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.key import key_at_hand, privacy_key
from hotmart.warehouse.lock import lock
from hotmart.warehouse.personal import DERIVED
from hotmart.warehouse.publish import Layouts, publish_again
from hotmart.warehouse.renaming import settle_names
from hotmart.warehouse.rewriting import NEW, copy_everything, put_copy
from hotmart.warehouse.sql import quoted
from hotmart.warehouse.store import Warehouse


def traces(
    warehouse: Warehouse,
    named: Collection[str],
    layouts: Layouts,
    schema: str | None = None,
    *,
    keep_fiscal: bool = False,
    at: datetime | None = None,
) -> Traces:
    """Where the person of these e-mails, codes or documents stands in the tables. Nothing is changed.

    Told too is what would stay if they were forgotten `at` this moment, or now, and fiscal data kept. Raises
    InvalidArgumentError where the tables know these names as those of several people.
    """
    _check(warehouse, named)
    looking = warehouse.looking()
    check_one_person(looking, named, layouts, schema)
    key = key_at_hand(warehouse) or token_bytes()  # before there is one nothing is hashed, and any will do
    people = _people(warehouse, key, named, schema)
    met = meet(looking, people, layouts, schema)
    found = Traces(len(people.listed), met.rows)
    stays = Staying.of(looking, people, named, layouts, schema, met, keep_fiscal=keep_fiscal)
    today = (at or datetime.now(UTC)).date()
    for one in schemas_of(warehouse, schema):
        with one.looking().opened() as con:
            stays.settle(con, one.schema, layouts(one.schema), found, today, write=False)
    return found


def forget(
    warehouse: Warehouse,
    named: Collection[str],
    layouts: Layouts,
    *,
    at: datetime,
    schema: str | None = None,
    keep_fiscal: bool = False,
) -> Traces:
    """Forget the person of these e-mails, codes or documents, in one schema of the file or in all of it.

    With `keep_fiscal`, document, amount and date of the sales that the tax authority may still ask for stay,
    in a table of their own; forgetting them again without it takes these too. Raises WarehouseBusyError
    while a sync is running, KeyLostError when the key of the hashes is lost, and InvalidArgumentError where
    the tables know these names as those of several people.
    """
    _check(warehouse, named)
    with lock(warehouse):
        check_one_person(warehouse, named, layouts, schema)
        people = _people(warehouse, privacy_key(warehouse), named, schema)
        met = meet(warehouse, people, layouts, schema)
        done = Traces(len(people.listed), met.rows)
        stays = Staying.of(warehouse, people, named, layouts, schema, met, keep_fiscal=keep_fiscal)
        is_open = _are_open(warehouse, people, schema) or stays.lets_go(warehouse, schema, at.date())
        if is_open:
            note_forgotten(warehouse, people.listed, schema, at, keeps_fiscal=stays.hashes)
        shutil.rmtree(warehouse.path.with_name(warehouse.path.name + ".staging"), ignore_errors=True)
        for one in schemas_of(warehouse, schema):
            known = layouts(one.schema)
            settle_names(one, known.get)
            done.pages += erase_raw(one, known, people)
            with one.transaction() as con:
                stays.settle(con, one.schema, known, done, at.date(), write=True)
                erase(con, known.values(), people, met.named_in[one.schema], write=True)
                con.execute("".join(f"DROP TABLE IF EXISTS {quoted(table)};" for table in DERIVED))
        if is_open or done.rows or done.pages:
            done.copies = publish_again(warehouse, layouts)
            put_copy(warehouse, warehouse.path, partial(_copy, hashes=people.listed, schema=schema))
        return done


def _are_open(warehouse: Warehouse, people: People, schema: str | None) -> bool:
    """Whether any of them was not forgotten to the end before."""
    settled = forgotten(warehouse, schema).keys() - unfinished(warehouse, schema).keys()
    return not people.listed.keys() <= settled


def check_one_person(
    warehouse: Warehouse, named: Collection[str], layouts: Layouts, schema: str | None = None
) -> None:
    """Raise where what these names find does not belong together: nobody else is forgotten by a slip."""
    key = key_at_hand(warehouse) or token_bytes()
    if not are_one(warehouse, named, layouts, schema, key):
        raise InvalidArgumentError("name", SEVERAL, _ONE_BY_ONE)


SEVERAL = Text(
    "These names are those of different people: no row has them as one person's.",
    "Esses nomes são de pessoas diferentes: nenhuma linha os traz como sendo de uma só.",
)
_ONE_BY_ONE = Text(
    "Nothing was changed. Forget them one after the other.",
    "Nada foi alterado. Esqueça uma pessoa de cada vez.",
)


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


def _copy(
    con: duckdb.DuckDBPyConnection, source: str, *, hashes: Collection[str], schema: str | None
) -> None:
    copy_everything(con, source)
    note_finished(con, NEW, hashes, schema)
