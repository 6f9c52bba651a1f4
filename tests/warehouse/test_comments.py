"""What tables mean stands in the file, in both languages, and stays there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.language import Text
from hotmart.warehouse.comments import Meaning, Meanings, comment
from hotmart.warehouse.rewriting import copy_everything, put_copy
from hotmart.warehouse.store import Warehouse

TOLD: Meanings = {
    "people": Meaning(
        Text("Those who came", "Quem veio"), {"name": Text("A person's name", "O nome d'alguém")}
    ),
    "named": Meaning(Text("Their names", "Os nomes"), {}, Text("Something", "Algo")),
}
ENGLISH_FIRST = [
    ("people", None, "Those who came / Quem veio"),
    ("people", "name", "A person's name / O nome d'alguém"),
]


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    made = Warehouse(tmp_path / "w.duckdb", "client")
    with made.opened() as con:
        con.execute("CREATE TABLE people (name VARCHAR, age INTEGER); CREATE TABLE mine (name VARCHAR)")
        con.execute("CREATE VIEW named AS SELECT name FROM people")
    return made


def told(warehouse: Warehouse) -> list[tuple[str, str | None, str | None]]:
    return sorted(
        warehouse.rows(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
            " UNION ALL SELECT table_name, NULL, comment FROM duckdb_tables()"
            " UNION ALL SELECT view_name, NULL, comment FROM duckdb_views() WHERE NOT internal"
        ),
        key=str,
    )


def say(warehouse: Warehouse, meanings: Meanings = TOLD) -> int:
    """Say what all means; how often it had to be looked up."""
    asked: list[Meanings] = []

    def look_up() -> Meanings:
        asked.append(meanings)
        return meanings

    with warehouse.transaction() as con:
        comment(con, meanings, look_up)
    return len(asked)


@pytest.mark.oldest
def test_tables_views_and_columns_say_it_in_both_languages(warehouse: Warehouse) -> None:
    say(warehouse)
    found = told(warehouse)
    assert [one for one in found if one[0] == "people" and one[2]] == sorted(ENGLISH_FIRST, key=str)
    assert ("named", None, "Their names / Os nomes") in found
    assert ("named", "name", "Something / Algo") in found
    assert ("people", "age", None) in found
    assert ("mine", "name", None) in found


def test_what_somebody_else_said_stays(warehouse: Warehouse) -> None:
    with warehouse.opened() as con:
        con.execute("COMMENT ON COLUMN people.name IS 'ours'")
    say(warehouse)
    assert ("people", "name", "ours") in told(warehouse)
    assert ("people", None, "Those who came / Quem veio") in told(warehouse)


def test_what_is_said_already_is_not_looked_up_again(warehouse: Warehouse) -> None:
    with warehouse.opened() as con:
        con.execute("ALTER TABLE people DROP COLUMN age")
    assert say(warehouse) == 1
    assert say(warehouse) == 0
    with warehouse.opened() as con:
        con.execute("ALTER TABLE people ADD COLUMN town VARCHAR")
    assert say(warehouse, {"people": Meaning(Text("", ""), {"town": Text("Where", "Onde")})}) == 1
    assert ("people", "town", "Where / Onde") in told(warehouse)


@pytest.mark.oldest
def test_it_is_kept_where_the_file_is_made_anew(warehouse: Warehouse) -> None:
    say(warehouse)
    before = told(warehouse)
    put_copy(warehouse, warehouse.path, copy_everything)
    assert told(warehouse) == before
