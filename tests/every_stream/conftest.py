"""An account with something of everything, synced once; a copy of it for whoever wants to change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from hotmart.streams.known import STREAMS
from simulated import Account

SETTINGS: dict[str, Any] = {"sales": 90, "months": 4}


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """Every stream, synced once. Nobody changes it."""
    with closing(Account(tmp_path_factory.mktemp("synced"), **SETTINGS)) as account:
        account.sync(*STREAMS)
        yield account


@pytest.fixture(scope="module")
def copied(synced: Account, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Account]]:
    """Makes equal accounts: equal settings make equal worlds, and the warehouse is a copy."""
    with ExitStack() as opened:

        def copy() -> Account:
            account = opened.enter_context(closing(Account(tmp_path_factory.mktemp("copied"), **SETTINGS)))
            account.take_over(synced)
            return account

        yield copy


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Account]]:
    """Makes equal accounts of which nothing has been synced."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(Account(tmp_path_factory.mktemp("empty"), **SETTINGS)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `stream` is run for each."""
    if "stream" in metafunc.fixturenames:
        metafunc.parametrize("stream", STREAMS)
