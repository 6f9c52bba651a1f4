"""A warehouse of an invented account, with histories and raw pages, for each test to do with as it likes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from simulated import Account

NAMES = (
    "sales_history",
    "sales_participants",
    "sales_commissions",
    "subscriptions",
    "subscription_summaries",
    "subscription_transactions",
    "club_students",
    "event_participants",
)
LATER = 30  # days, in which rows change, so that there is a history


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """Synced twice, with a month in between."""
    with closing(Account(tmp_path_factory.mktemp("account"), sales=40, months=4)) as account:
        account.sync(*NAMES)
        account.advance(LATER)
        account.sync(*NAMES)
        yield account


@pytest.fixture
def account(synced: Account, tmp_path: Path) -> Account:
    """A copy of that warehouse, in a folder of its own."""
    account = Account(tmp_path, served=synced.served)
    account.take_over(synced)
    return account
