from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hotmart.document import explained
from hotmart.language import speaking
from hotmart.sqlite_errors import DatabaseError, named


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "plans.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE plans (id TEXT NOT NULL)")
    return path


def test_one_that_is_held_is_told_as_busy_and_may_work_later(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            pytest.raises(DatabaseError) as busy,
            named(database),
            closing(sqlite3.connect(database, timeout=0)) as db,
        ):
            db.execute("INSERT INTO plans VALUES ('a')")
    told = explained(busy.value).as_dict()
    assert (told["code"], told["retryable"], told["path"]) == ("database_busy", True, str(database))
    assert str(database) in told["message"]


def test_one_that_is_damaged_is_told_with_its_file_and_is_to_be_kept(database: Path) -> None:
    database.write_bytes(b"no database at all" * 100)
    with (
        pytest.raises(DatabaseError, match="damaged"),
        named(database),
        closing(sqlite3.connect(database)) as db,
    ):
        db.execute("SELECT * FROM plans")


def test_one_that_can_only_be_read_is_told_as_that(database: Path) -> None:
    with (
        pytest.raises(DatabaseError, match="cannot be opened for writing"),
        named(database),
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db,
    ):
        db.execute("INSERT INTO plans VALUES ('a')")
    with pytest.raises(DatabaseError, match="permissions"), named(database.parent):
        sqlite3.connect(database.parent)


def test_one_that_nobody_named_is_no_fault_to_report_either(database: Path) -> None:
    with closing(sqlite3.connect(database)) as db, pytest.raises(sqlite3.Error) as wrong:
        db.execute("INSERT INTO plans VALUES (NULL)")
    for language in ("en", "pt"):
        with speaking(language):
            told = explained(wrong.value)
        assert told.code == "database"
        assert "SQLite" in told.message
        assert "plans.id" not in told.message  # its own words may hold a value


def test_other_errors_are_not_its_own(database: Path) -> None:
    with pytest.raises(ZeroDivisionError), named(database):
        raise ZeroDivisionError
