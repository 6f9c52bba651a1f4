"""Any account, living on in any steps through any faults: after each clean sync it is equal to a crawl.

`HOTMART_WORLDS` says how many are tried.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest

from hotmart.errors import HotmartError
from hotmart.simulator.faults import FAULTS
from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Client
from hotmart.sync.replay import replay
from hotmart.sync.report import Verdict
from simulated import Account, problems

pytestmark = pytest.mark.slow

WORLDS = int(os.environ.get("HOTMART_WORLDS", "2"))
STEPS = 3
LEAPS = (1 / 24, 1, 6, 30, 100)  # days
BELIEVED = {"unknown_status", "new_field", "new_currency", "text_as_number", "odd_names", "null_fields"}
BELIEVED |= {"odd_types", "seconds"}
"""What Hotmart says of a row is believed until the row is read again, so the next sync reads everything."""
STORMS = {"heavy", "repeat_page", "short_count", "no_total", "lost"}
"""Faults that take thousands of requests, or strike no reading (see test_fault_matrix)."""

Open = Callable[..., Account]


class DeathError(Exception):
    """The process is no more."""


class Mortal:
    """A client that dies at its n-th request."""

    def __init__(self, client: Client, requests: int) -> None:
        self._client, self._left = client, requests

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    async def fetch(self, request: Any) -> bytes:
        if self._left == 0:
            raise DeathError
        self._left -= 1
        return await self._client.fetch(request)


@pytest.mark.parametrize("seed", range(WORLDS))
def test_after_each_clean_sync_it_is_equal_to_a_crawl(open_account: Open, seed: int) -> None:
    chance = random.Random(seed)
    account = open_account(
        seed=seed,
        sales=chance.randint(10, 40),
        months=chance.choice((1, 3, 14)),
        strict=chance.random() < 0.5,
        extra_modules_apart=chance.random() < 0.5,
        last_update_inclusive=chance.random() < 0.5,
    )
    for _ in range(STEPS):
        account.advance(chance.choice(LEAPS))
        believed = misfortune(account, chance)
        assert account.duplicates() == []
        account.advance(10 / 86_400)
        report = account.sync(*STREAMS, full=believed)
        assert report.verdict is Verdict.PROVED, problems(report)
        assert account.differences(*STREAMS) == []


def misfortune(account: Account, chance: random.Random) -> bool:
    """Something that happens before the clean sync; whether rows may have been told wrong in it."""
    happening = chance.choice((faults, death, some_streams, again))
    return happening(account, chance)


def faults(account: Account, chance: random.Random) -> bool:
    kinds = chance.sample(sorted(FAULTS.keys() - STORMS), 3)
    account.fail(*(f"{kind}:{chance.choice((0.02, 0.2))}" for kind in kinds))
    try:
        account.sync(*STREAMS, full=chance.random() < 0.3)
    except HotmartError as error:
        assert error.code
    account.fail()
    return bool(BELIEVED & {*kinds})


def death(account: Account, chance: random.Random) -> bool:
    with pytest.raises(DeathError):
        account.sync(*STREAMS, full=True, through=lambda client: Mortal(client, chance.randint(0, 60)))
    return False


def some_streams(account: Account, chance: random.Random) -> bool:
    account.sync(*chance.sample(sorted(STREAMS), 4))
    return False


def again(account: Account, chance: random.Random) -> bool:
    """Look at what is there, and make it again."""
    if account.warehouse.exists:
        account.verify()
        replay(account.warehouse, account.streams)
    return False
