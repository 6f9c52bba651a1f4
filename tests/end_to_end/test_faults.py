"""Whatever goes wrong on the way, a sync ends proved or says that it is not, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hotmart.errors import HotmartError
from hotmart.sync.report import Report, Verdict
from simulated import Account, problems

pytestmark = pytest.mark.slow

Open = Callable[..., Account]

PASSING = {
    "a 429 storm": ("429:0.1",),
    "bursts of 500": ("500:0.1",),
    "bursts of 503": ("503:0.1",),
    "cut connections": ("cut:0.1",),
    "truncated bodies": ("truncated:0.1",),
    "bodies that are not JSON": ("notjson:0.1",),
    "logins that fail at first": ("login:0.3",),
    "long windows that always answer 502": ("heavy:50",),
    "several at once": ("429:0.03", "500:0.03", "503:0.03", "cut:0.03", "truncated:0.03", "heavy:200"),
}
"""Faults that a sync gets over by itself."""
SHIFTING = {"rows that shift": "shift:0.3", "rows that come twice": "duplicate_rows:0.3"}
"""Faults that it gets over where Hotmart tells how many rows there are."""
TROUBLING = {
    "bursts of 502": ("502:0.2",),
    "tokens that expire": ("expired:0.1",),
    "empty bodies": ("empty:0.1",),
    "web pages": ("html:0.1",),
    "rows that shift and come twice": ("shift:0.3", "duplicate_rows:0.3"),
    "nothing but errors": ("500:1",),
    "everything": ("429:0.05", "500:0.1", "502:0.1", "cut:0.1", "html:0.05", "shift:0.2", "expired:0.02"),
}
"""Faults that it may have to report."""
BELIEVED = {
    "a status nobody documented": "unknown_status:0.3",
    "a field nobody documented": "new_field:0.3",
}
"""What Hotmart says of a row, until the row is read again."""


@pytest.mark.parametrize("faults", PASSING.values(), ids=PASSING.keys())
def test_a_sync_gets_through(open_account: Open, faults: tuple[str, ...]) -> None:
    account = open_account(sales=60, months=8)
    account.fail(*faults)
    report = account.sync()
    account.fail()
    assert report.verdict is Verdict.PROVED, problems(report)
    assert account.differences() == []


@pytest.mark.parametrize("fault", SHIFTING.values(), ids=SHIFTING.keys())
def test_a_reading_whose_rows_move_is_read_again_until_it_adds_up(open_account: Open, fault: str) -> None:
    account = open_account(sales=2_000)
    account.fail(fault)
    report = account.sync("sales_history", "subscriptions")
    account.fail()
    assert report.verdict is Verdict.PROVED, problems(report)
    assert account.differences("sales_history", "subscriptions") == []


@pytest.mark.parametrize("faults", TROUBLING.values(), ids=TROUBLING.keys())
def test_once_the_faults_are_over_one_more_sync_is_equal(open_account: Open, faults: tuple[str, ...]) -> None:
    account = open_account(sales=60, months=8, seed=2)
    account.fail(*faults)
    through(account)
    assert account.duplicates() == []
    account.advance(3)
    account.fail()
    report = account.sync()
    assert report.verdict is Verdict.PROVED, problems(report)
    assert account.differences() == []


@pytest.mark.parametrize("fault", BELIEVED.values(), ids=BELIEVED.keys())
def test_what_was_said_of_a_row_holds_until_it_is_read_again(open_account: Open, fault: str) -> None:
    account = open_account(sales=80, months=6, seed=2)
    account.fail(fault)
    through(account)
    account.fail()
    account.advance(3)
    report = account.sync(full=True)
    assert report.verdict is Verdict.PROVED, problems(report)
    assert account.differences() == []


def test_a_window_that_no_splitting_helps_is_reported_and_the_rest_is_read(open_account: Open) -> None:
    account = open_account(sales=60, months=2)
    account.sync()
    account.advance(40)
    account.fail("heavy:0")
    failed = account.sync()
    assert failed.verdict is Verdict.INCOMPLETE
    assert failed.streams["products"].gaps == []
    assert failed.streams["sales_history"].gaps != []
    account.fail()
    assert account.sync().verdict is Verdict.PROVED
    assert account.differences() == []


def test_a_status_nobody_documented_is_kept_and_told(open_account: Open) -> None:
    account = open_account(sales=200, months=6)
    account.fail("unknown_status:1")
    through(account, "subscriptions")
    account.fail()
    kept = account.ask("SELECT count(*) FROM subscriptions WHERE status = 'AWAITING_MIRACLE'")
    assert kept[0][0] > 0


def test_a_field_nobody_documented_is_kept_and_told(open_account: Open) -> None:
    account = open_account(sales=200, months=6)
    account.fail("new_field:1")
    part = account.sync().streams["sales_history"]
    assert part.verdict is Verdict.PROVED
    assert {oddity.path for oddity in part.oddities} == {"brand_new_field.since", "brand_new_field.tags"}
    kept = account.ask(
        "SELECT brand_new_field_since, brand_new_field_tags[2], _extra FROM sales_history"
        " WHERE brand_new_field_since IS NOT NULL"
    )
    assert {*kept} == {(2027, "b", None)}
    assert 2 * len(kept) == part.oddities.total()


def through(account: Account, *streams: str) -> Report | None:
    """A sync among faults: its report, or None when it ended with one of our errors."""
    try:
        return account.sync(*streams)
    except HotmartError as error:
        assert error.code and error.message
        return None
