"""A run of a stream that dies on its way is taken up by the next, and nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import duckdb
import pytest

from hotmart.request import Request
from hotmart.streams.origin import Client
from hotmart.warehouse.store import Warehouse
from simulated import Account

pytestmark = pytest.mark.slow


class DeathError(Exception):
    """The process is no more."""


class Mortal:
    """A client that dies at its n-th request."""

    def __init__(self, client: Client, requests: int) -> None:
        self._client, self._left = client, requests

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    async def fetch(self, request: Request) -> bytes:
        if self._left == 0:
            raise DeathError
        self._left -= 1
        return await self._client.fetch(request)


def dying(at: int) -> Callable[[Client], Client]:
    return lambda client: Mortal(client, at)


def dying_at_commits(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """From now on so many transactions are committed, and of the next nothing is."""
    transaction, left = Warehouse.transaction, iter(range(after))

    @contextmanager
    def mortal(self: Warehouse, *how: Any, **more: Any) -> Generator[duckdb.DuckDBPyConnection]:
        with transaction(self, *how, **more) as con:
            yield con
            if next(left, None) is None:
                raise DeathError

    monkeypatch.setattr(Warehouse, "transaction", mortal)


def test_it_is_whole_after_dying_at_a_request_and_at_a_commit(
    empty: Callable[[], Account], monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    account = empty()
    requests = account.sync(stream).requests
    account.warehouse = Warehouse(account.folder / "again.duckdb")
    with pytest.raises(DeathError):
        account.sync(stream, through=dying(requests * 2 // 3))
    for commits in (2, 1):
        with monkeypatch.context() as patched, pytest.raises(DeathError):
            dying_at_commits(patched, commits)
            account.sync(stream)
        assert account.duplicates() == []
    account.sync(stream)
    assert account.differences(stream) == []
    states = [state for (state,) in account.ask("SELECT state FROM _runs ORDER BY run")]
    assert {*states[:-1]} <= {"failed", "interrupted"}
    assert states[-1] in ("proved", "read_whole")
