"""All that is held of a person is exported out of every stream, and nothing of anybody else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hotmart.forgetting.people import kind_of
from hotmart.privacy.fields import personal_columns
from hotmart.statement.asked import Asked
from hotmart.statement.declared import Declared
from hotmart.statement.exporting import export
from hotmart.statement.place import Place
from hotmart.streams.known import STREAMS
from hotmart.warehouse.spool import pages
from hotmart.words import is_list, is_object
from simulated import Account, layouts

from .tables import every_table, layout
from .tables import opened as looking
from .test_forget import last_email

pytestmark = pytest.mark.slow

AT = datetime(2026, 1, 1, tzinfo=UTC)
PLANTED = "canary"
"""What is planted beside a person, in the fields that no model knows."""


class Export(NamedTuple):
    """What was written of one person, and all that the file holds to look for."""

    folder: Path
    canaries: frozenset[str]
    others: frozenset[str]

    def tells(self, value: object) -> bool:
        """Whether a value is, or holds, anything by which the person is known."""
        told = str(value).casefold()
        return any(one in told for one in self.canaries)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table that were written."""
        file = self.folder / "tabelas" / "main" / f"{table}.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []

    def items(self, stream: str) -> list[dict[str, Any]]:
        """The items of raw pages that were written."""
        file = self.folder / "paginas" / "main" / f"{stream}.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []


class World(NamedTuple):
    """A warehouse, and what was exported of whom its streams tell."""

    account: Account
    exports: list[Export]


@pytest.fixture(scope="module")
def world(copied: Callable[[], Account], tmp_path_factory: pytest.TempPathFactory) -> World:
    account = copied()
    plant(account)
    emails = sorted({email for stream in STREAMS for email in last_email(account, stream)})
    place = Place(account.warehouse, None, {"main": layouts()})
    exports: list[Export] = []
    for number, email in enumerate(emails):
        folder = tmp_path_factory.mktemp("export") / str(number)
        export([place], Asked(email=(email,)), folder, Declared(), at=AT)
        exports.append(Export(folder, *known(account, email)))
    return World(account, exports)


def plant(account: Account) -> None:
    """Put what nobody knows beside buyers, students and the like, as a new field of Hotmart's would stand."""
    with looking(account) as con:
        for table, person in (("sales_history", "buyer"), ("subscriptions", "subscriber")):
            con.execute(
                f"UPDATE {table} SET _extra = json_object('{person}.nickname',"
                f" '{PLANTED} ' || lower({person}_email), 'note', '{PLANTED} ' || lower({person}_email))"
            )
        con.execute(
            "CREATE TABLE mine AS SELECT DISTINCT lower(buyer_email) AS buyer_email,"
            f" '{PLANTED} ' || lower(buyer_email) AS buyer_note, 12 AS total FROM sales_history"
        )


def known(account: Account, email: str) -> tuple[frozenset[str], frozenset[str]]:
    """All texts by which one person is known, and those of everybody else, told another way than by us."""
    mine, others = {email}, set[str]()
    told = account.ask(
        "SELECT DISTINCT lower(user_email), lower(user_ucode), user_cellphone,"
        " CASE WHEN role = 'BUYER' THEN user_name END, d.value"  # some tables know a seller by name alone
        " FROM sales_participants p LEFT JOIN sales_participants_user_documents d"
        " ON d.transaction = p.transaction AND d._parent_index = p._index"
        " UNION SELECT lower(buyer_email), lower(buyer_ucode), buyer_phone,"
        " CASE WHEN buyer_name NOT LIKE '% Ltda' THEN buyer_name END, buyer_document"
        " FROM event_participants UNION SELECT lower(participant_email), NULL, participant_phone,"
        " participant_name, participant_document FROM event_participants"
        " UNION SELECT lower(subscriber_email), lower(subscriber_ucode), NULL, subscriber_name, NULL"
        " FROM subscriptions UNION SELECT lower(email), NULL, NULL,"
        " CASE WHEN role LIKE '%STUDENT' THEN name END, NULL FROM club_students"
    )
    for row in told:
        names = {str(one).casefold() for one in row if one and (kind_of(str(one)) or " " in str(one))}
        (mine if row[0] == email else others).update(names)
    return frozenset(mine - others), frozenset(others - mine)


def test_there_are_people_to_look_for(world: World) -> None:
    assert len(world.exports) > 2
    assert all(len(one.canaries) > 2 and len(one.others) > 50 for one in world.exports)


def test_every_cell_that_tells_of_them_is_there(world: World, stream: str) -> None:
    with looking(world.account) as con:
        for table in every_table(stream):
            rows = con.execute(f'SELECT * FROM "{table}"')
            columns = [one[0] for one in rows.description or ()]
            held = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
            for one in world.exports:
                told = Counter(cell(value) for row in held for value in row.values() if one.tells(value))
                written = Counter(
                    cell(value) for row in one.rows(table) for value in row.values() if one.tells(value)
                )
                assert told == written, table


def cell(value: Any) -> str:
    """A cell as it may be told by the file and by DuckDB: JSON is spaced in neither's way."""
    if isinstance(value, str) and value.startswith("{"):
        value = json.loads(value)
    return json.dumps(value, sort_keys=True, default=str) if isinstance(value, dict | list) else str(value)


def test_every_raw_item_that_tells_of_them_is_there(world: World, stream: str) -> None:
    raw = Path(f"{world.account.warehouse.path}.raw")
    items = [
        item
        for file in raw.rglob(f"{stream}/*.zst")
        for page in pages(file)
        for item in json.loads(page).get("items", [])
    ]
    for one in world.exports:
        held = Counter(text for item in items for text in texts(item) if one.tells(text))
        written = Counter(
            text for item in one.items(stream) for text in texts(item["item"]) if one.tells(text)
        )
        assert held == written


def texts(value: Any) -> list[str]:
    if is_object(value):
        return [text for one in value.values() for text in texts(one)]
    if is_list(value):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def test_what_names_nobody_is_theirs_by_the_codes_of_what_they_bought(world: World, stream: str) -> None:
    key = next((c.name for c in layout(stream).scalars if c.name in ("transaction", "subscriber_code")), None)
    if key is None or personal_columns(layout(stream)):
        return
    for one in world.exports:
        bought = {row["purchase_transaction"] for row in one.rows("sales_history") if row["buyer_email"]}
        bought |= {row["subscriber_code"] for row in one.rows("subscriptions")}
        held = {row[0] for row in world.account.ask(f"SELECT {key} FROM {layout(stream).main.name}")}
        written = {row[key] for row in one.rows(layout(stream).main.name)}
        assert written >= held & bought


def test_nothing_of_anybody_else_is_there(world: World) -> None:
    for one in world.exports:
        for file in filter(Path.is_file, one.folder.rglob("*")):
            told = file.read_text(encoding="utf-8-sig").casefold()
            assert [other for other in one.others if other in told] == [], file.name


def test_a_table_of_no_stream_is_looked_into_as_well(world: World) -> None:
    found = [row for one in world.exports for row in one.rows("mine")]
    assert found
    assert all(row["buyer_note"] == f"{PLANTED} {row['buyer_email']}" for row in found)
