"""The tables of a stream, made again from its raw pages, are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from hotmart.streams.known import STREAMS
from hotmart.sync.replay import Replayed, replay
from simulated import Account
from warehouse.formats import NEWEST_OF_1_5, format_of

from .tables import Rows, rows_of

pytestmark = [pytest.mark.slow, pytest.mark.oldest]

LATER = 20  # days, in which rows change, come and go


class Again(NamedTuple):
    """An account with a past whose tables were made again."""

    account: Account
    before: dict[str, dict[str, Rows]]
    replayed: dict[str, Replayed]


@pytest.fixture(scope="module")
def again(copied: Callable[[], Account]) -> Again:
    account = copied()
    account.advance(LATER)
    account.sync(*STREAMS)
    before = {stream: rows_of(account, stream) for stream in STREAMS}
    return Again(account, before, replay(account.warehouse, account.streams))


def test_its_rows_and_their_past_are_the_same(again: Again, stream: str) -> None:
    assert rows_of(again.account, stream) == again.before[stream]


def test_all_of_it_came_from_the_pages(again: Again, stream: str) -> None:
    assert again.replayed[stream].carried == again.replayed[stream].changed == 0


def test_the_new_file_is_one_that_duckdb_1_5_opens(again: Again) -> None:
    assert format_of(again.account.warehouse.path) == NEWEST_OF_1_5
