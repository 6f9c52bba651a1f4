"""A person who is forgotten is gone from every stream, and nobody else is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from hotmart.forgetting.forget import forget
from hotmart.streams.known import STREAMS
from hotmart.sync.report import Report
from hotmart.warehouse.erased import ERASED
from hotmart.warehouse.spool import pages
from simulated import Account, layouts
from warehouse.formats import NEWEST_OF_1_5, format_of

from .tables import Rows, layout, rows_of, versions

pytestmark = [pytest.mark.slow, pytest.mark.oldest]

AT = datetime(2026, 1, 1, tzinfo=UTC)


class Forgotten(NamedTuple):
    """A warehouse that has forgotten whom the last rows of its streams speak of, and what it was before."""

    account: Account
    people: set[str]
    before: dict[str, dict[str, Rows]]


@pytest.fixture(scope="module")
def forgotten(copied: Callable[[], Account]) -> Forgotten:
    account = copied()
    before = {stream: rows_of(account, stream) for stream in STREAMS}
    people = {email for stream in STREAMS for email in last_email(account, stream)}
    for person in sorted(people):  # several at once are refused: they might be a slip
        forget(account.warehouse, {person}, layouts, at=AT)
    return Forgotten(account, people, before)


def emails(stream: str) -> list[tuple[str, str]]:
    """Its tables and columns that hold the e-mail of a buyer, student or guest."""
    return [
        (table.name, column.name)
        for table in layout(stream).tables
        for column in table.columns
        if column.personal and "email" in column.name and "producer" not in column.name
    ]


def last_email(account: Account, stream: str) -> list[str]:
    """Somebody whom the stream tells of, if it tells of anybody."""
    for table, column in emails(stream):
        last = f"SELECT {column} FROM {table} WHERE {column} LIKE '%@%' ORDER BY rowid DESC LIMIT 1"
        if found := account.ask(last):
            return [found[0][0].lower()]
    return []


def tells_of(row: object, people: set[str]) -> bool:
    told = str(row).lower()
    return any(person in told for person in people)


def test_there_is_somebody_to_forget(forgotten: Forgotten) -> None:
    assert len(forgotten.people) > 2


def test_no_row_speaks_of_them(forgotten: Forgotten, stream: str) -> None:
    for rows in rows_of(forgotten.account, stream).values():
        assert not [row for row in rows if tells_of(row, forgotten.people)]


def test_no_kept_page_speaks_of_them(forgotten: Forgotten, stream: str) -> None:
    raw = Path(f"{forgotten.account.warehouse.path}.raw")
    files = list(raw.rglob(f"{stream}/*.zst"))
    assert files
    for file in files:
        assert not tells_of(b"".join(pages(file)), forgotten.people)


def test_nobody_else_is_touched(forgotten: Forgotten, stream: str) -> None:
    before, after = forgotten.before[stream], rows_of(forgotten.account, stream)
    assert {table: len(rows) for table, rows in before.items()} == {
        table: len(rows) for table, rows in after.items()
    }
    if not tells_of(before, forgotten.people):
        assert after == before


class ReadAgain(NamedTuple):
    """The same warehouse, read whole once more while nothing happened in the account."""

    account: Account
    before: dict[str, dict[str, Counter[str]]]
    report: Report


@pytest.fixture(scope="module")
def read_again(forgotten: Forgotten, empty: Callable[[], Account]) -> ReadAgain:
    account = empty()
    account.take_over(forgotten.account)
    before = {stream: told(account, stream) for stream in STREAMS}
    return ReadAgain(account, before, account.sync(*STREAMS, full=True))


def told(account: Account, stream: str) -> dict[str, Counter[str]]:
    """What its tables tell of Hotmart, without what the warehouse notes of it, and however it is sorted."""
    found: dict[str, Counter[str]] = {}
    for table in layout(stream).tables:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        found[table.name] = Counter(map(repr, account.ask(f'SELECT {columns} FROM "{table.name}"')))
    return found


def test_the_next_reading_makes_no_version_and_counts_nothing_as_changed(
    read_again: ReadAgain, stream: str
) -> None:
    merged = read_again.report.streams[stream].merged
    assert merged == (0, 0, merged.unchanged, 0)
    assert versions(read_again.account, stream) == 0
    assert told(read_again.account, stream) == read_again.before[stream]


def test_no_row_waits_to_be_written_anew(read_again: ReadAgain, stream: str) -> None:
    main = layout(stream).main.name
    assert read_again.account.ask(f"SELECT count(*) FROM {main} WHERE _row_hash = '{ERASED}'") == [(0,)]


def test_the_new_file_is_one_that_duckdb_1_5_opens(forgotten: Forgotten) -> None:
    assert format_of(forgotten.account.warehouse.path) == NEWEST_OF_1_5
