from __future__ import annotations

import asyncio

import pytest

from hotmart.accounts.queueing import LONGEST, PAUSE, in_turn
from hotmart.language import Text
from hotmart.warehouse.errors import WarehouseBusyError


class Queue:
    """A warehouse that is busy so many times, and a clock that waiting moves."""

    def __init__(self, busy: float) -> None:
        self.busy, self.now = busy, 0.0
        self.told: list[Text] = []

    async def attempt(self) -> str:
        self.busy -= 1
        if self.busy >= 0:
            raise WarehouseBusyError(Text("Another sync is running.", "Outro sync está rodando."))
        return "done"

    async def sleep(self, seconds: float) -> None:
        self.now += seconds

    def outcome(self) -> str:
        return asyncio.run(in_turn(self.attempt, self.told.append, clock=lambda: self.now, sleep=self.sleep))


def test_a_free_warehouse_is_taken_at_once() -> None:
    queue = Queue(busy=0)
    assert (queue.outcome(), queue.now, queue.told) == ("done", 0.0, [])


def test_a_busy_one_is_waited_for_and_that_is_said_once() -> None:
    queue = Queue(busy=40)
    assert (queue.outcome(), queue.now) == ("done", 40 * PAUSE)
    assert queue.told == [
        Text(
            "Another sync is running. Waiting for its end, 1 h 00 min at most …",
            "Outro sync está rodando. Esperando terminar, no máximo 1 h 00 min …",
        )
    ]


def test_nobody_waits_for_ever() -> None:
    queue = Queue(busy=float("inf"))
    with pytest.raises(WarehouseBusyError):
        queue.outcome()
    assert queue.now == LONGEST
