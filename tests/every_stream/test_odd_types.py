"""A value of another type than declared is kept without loss, and told.

That one which means the same lands as the same is told by the fault matrix, of every stream.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotmart.streams.known import STREAMS
from hotmart.sync.report import Report
from simulated import Account

from .tables import layout, unlikely_times

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hasty(empty: Callable[[], Account]) -> Account:
    """Synced while the times in a row of every page were in seconds."""
    account = empty()
    account.fail("seconds:1")
    account.sync(*STREAMS)
    account.fail()
    return account


def test_a_time_in_seconds_is_recognised(hasty: Account, stream: str) -> None:
    assert unlikely_times(hasty, stream) == []


@pytest.fixture(scope="module")
def mistyped(empty: Callable[[], Account]) -> tuple[Account, Report]:
    """Synced while a field of a row of every page was an object instead of a value."""
    account = empty()
    account.fail("odd_types:1")
    report = account.sync(*STREAMS)
    account.fail()
    return account, report


def test_what_fits_no_column_is_kept_whole_and_told(mistyped: tuple[Account, Report], stream: str) -> None:
    account, report = mistyped
    odd = [oddity for oddity in report.streams[stream].oddities if oddity.kind == "odd_value"]
    assert odd
    kept = account.ask(f"SELECT _extra::VARCHAR FROM {layout(stream).main.name} WHERE _extra IS NOT NULL")
    assert kept
    assert all('"since":2027' in extra for (extra,) in kept)


def test_it_is_in_the_ledger(mistyped: tuple[Account, Report], stream: str) -> None:
    account, _ = mistyped
    told = f"SELECT count(*) > 0 FROM _drift WHERE stream = '{stream}' AND kind = 'odd_value'"
    assert account.ask(told) == [(True,)]
