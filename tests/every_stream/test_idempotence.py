"""A second sync of a stream, and one that reads everything again, change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from hotmart.streams.known import STREAMS
from hotmart.sync.report import Report
from simulated import Account

from .tables import Rows, layout, rows_of, versions

pytestmark = pytest.mark.slow


class Twice(NamedTuple):
    """An account that was synced again while nothing happened in it."""

    account: Account
    before: dict[str, dict[str, Rows]]
    reports: list[Report]


@pytest.fixture(scope="module")
def twice(copied: Callable[[], Account]) -> Twice:
    account = copied()
    before = {stream: rows_of(account, stream) for stream in STREAMS}
    return Twice(account, before, [account.sync(*STREAMS, full=full) for full in (False, True)])


def test_its_rows_stay_as_they_were(twice: Twice, stream: str) -> None:
    assert rows_of(twice.account, stream) == twice.before[stream]


def test_nothing_is_said_to_be_new_changed_or_gone(twice: Twice, stream: str) -> None:
    for report in twice.reports:
        merged = report.streams[stream].merged
        assert merged == (0, 0, merged.unchanged, 0)


def test_there_are_no_old_versions(twice: Twice, stream: str) -> None:
    assert versions(twice.account, stream) == 0


def test_reading_everything_again_reads_everything(twice: Twice, stream: str) -> None:
    (held,) = twice.account.ask(f"SELECT count(DISTINCT {_key(stream)}) FROM {layout(stream).main.name}")
    assert twice.reports[1].streams[stream].read >= held[0]


def _key(stream: str) -> str:
    return f"({', '.join(column.name for column in layout(stream).key)})"
