"""A history that is told to begin on a day leaves out what is over, and nothing that lives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest

from hotmart.streams.known import STREAMS
from hotmart.sync.document import stream_row
from hotmart.sync.report import Report, Verdict
from hotmart.zone import USUAL, first_moment
from simulated import Account

pytestmark = pytest.mark.slow

READ = (
    "sales_history",
    "sales_commissions",
    "subscriptions",
    "subscription_summaries",
    "subscription_transactions",
)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with closing(Account(tmp_path_factory.mktemp("since"), sales=250, months=18)) as made:
        yield made


@pytest.fixture(scope="module")
def since(account: Account) -> date:
    return (account.simulator.now - timedelta(days=120)).date()


@pytest.fixture(scope="module")
def report(account: Account, since: date) -> Report:
    return account.sync(*READ, since=since)


def one(account: Account, sql: str) -> Any:
    ((value,),) = account.ask(sql)
    return value


def test_every_subscription_is_there_whatever_day_it_began(
    account: Account, since: date, report: Report
) -> None:
    crawled = {
        row["subscriber_code"]: row["status"] for row in account.crawled("subscriptions")["subscriptions"]
    }
    held = dict(account.ask("SELECT subscriber_code, status FROM subscriptions"))
    assert held == crawled
    older = f"accession_date < '{first_moment(since, USUAL).isoformat()}'"
    assert one(account, f"SELECT count(*) FROM subscriptions WHERE status = 'ACTIVE' AND {older}") > 5


def test_no_charge_refers_to_a_subscription_that_is_not_there(account: Account, report: Report) -> None:
    lost = "SELECT count(*) FROM subscription_transactions ANTI JOIN subscriptions USING (subscriber_code)"
    assert one(account, "SELECT count(*) FROM subscription_transactions") > 20
    assert one(account, lost) == 0


def test_sales_begin_on_the_first_moment_of_that_day_in_the_zone(
    account: Account, since: date, report: Report
) -> None:
    begins = first_moment(since, USUAL)
    assert one(account, "SELECT min(purchase_order_date) FROM sales_history") >= begins
    sold = one(account, "SELECT count(*) FROM sales_history")
    assert 20 < sold < 250
    assert report.verdict is Verdict.PROVED


def test_the_report_says_from_when_on_each_verdict_speaks(
    account: Account, since: date, report: Report
) -> None:
    told = {part.stream: stream_row(part)["since"] or "" for part in report.streams.values()}
    day = first_moment(since, USUAL).isoformat().replace("+00:00", "Z")
    assert told["sales_history"] == told["sales_commissions"] == told["subscription_transactions"] == day
    assert "" < told["subscriptions"] < day


@pytest.mark.parametrize("stream", STREAMS)
def test_what_since_means_is_said_of_every_stream(stream: str) -> None:
    told = STREAMS[stream].since
    assert told.en != told.pt
    assert ("the first day of" in told.en) == (STREAMS[stream].windowed and not STREAMS[stream].lives_on)
