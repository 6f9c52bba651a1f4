"""What a sync says of a stream is true: proved where Hotmart counts, read whole where it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import duckdb
import pytest

from hotmart.streams.known import STREAMS
from hotmart.sync.report import Report, Verdict
from simulated import Account, looking_at

from .tables import key, layout, opened

pytestmark = pytest.mark.slow


class Spoilt(NamedTuple):
    """A warehouse of which somebody deleted a row of every stream, and what was then found out."""

    account: Account
    found: Report
    mended: Report


@pytest.fixture(scope="module")
def spoilt(copied: Callable[[], Account]) -> Spoilt:
    account = copied()
    with opened(account) as con:
        for stream in STREAMS:
            delete_one(con, stream)
    found = account.verify()
    return Spoilt(account, found, account.sync(*STREAMS))


def delete_one(con: duckdb.DuckDBPyConnection, stream: str) -> None:
    """Delete the last item of a stream, with all that belongs to it."""
    of = layout(stream)
    con.execute(
        f"CREATE TEMP TABLE _last AS SELECT {key(stream)} FROM {of.main.name} ORDER BY rowid DESC LIMIT 1"
    )
    same = " AND ".join(f"t.{c.name} IS NOT DISTINCT FROM l.{c.name}" for c in of.key)
    for table in of.tables:
        con.execute(f"DELETE FROM {table.name} t WHERE EXISTS (SELECT 1 FROM _last l WHERE {same})")
    con.execute("DROP TABLE _last")


def test_it_is_proved_or_said_to_be_read_whole(synced: Account, stream: str) -> None:
    declared = Verdict.PROVED if STREAMS[stream].counted else Verdict.READ_WHOLE
    told = "SELECT verdict FROM _verdicts WHERE stream = ? ORDER BY run DESC LIMIT 1"
    with looking_at(synced.warehouse.path) as con:
        assert con.execute(told, [stream]).fetchall() == [(str(declared),)]


@pytest.mark.parametrize(
    "counted", [name for name, one in STREAMS.items() if one.counted and one.windowed and not one.exploded]
)
def test_a_row_deleted_behind_its_back_is_found_and_brought_again(spoilt: Spoilt, counted: str) -> None:
    assert spoilt.found.streams[counted].verdict is Verdict.INCOMPLETE
    assert spoilt.mended.streams[counted].verdict is Verdict.PROVED
    assert spoilt.account.differences(counted) == []


@pytest.fixture(scope="module")
def whole(spoilt: Spoilt) -> Account:
    spoilt.account.sync(*STREAMS, full=True)
    return spoilt.account


def test_reading_everything_again_brings_it_again(whole: Account, stream: str) -> None:
    assert whole.differences(stream) == []
