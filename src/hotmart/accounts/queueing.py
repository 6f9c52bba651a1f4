"""Waiting for another sync of the same warehouse to end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from hotmart import waiting
from hotmart.figures import duration
from hotmart.language import Text
from hotmart.warehouse.errors import WarehouseBusyError

R = TypeVar("R")
LONGEST = 3_600.0  # seconds
PAUSE = 0.5


async def in_turn(
    attempt: Callable[[], Awaitable[R]],
    tell: Callable[[Text], None],
    *,
    clock: Callable[[], float] = waiting.now,
    sleep: Callable[[float], Awaitable[None]] = waiting.sleep_async,
) -> R:
    """Try until the warehouse is free. Raises WarehouseBusyError when it is not within an hour."""
    started, told = clock(), False
    while True:
        try:
            return await attempt()
        except WarehouseBusyError as busy:
            if clock() - started >= LONGEST:
                raise
            if not told:
                longest = duration(LONGEST)
                told = True
                tell(
                    Text(
                        f"{busy.text.en} Waiting for its end, {longest} at most …",
                        f"{busy.text.pt} Esperando terminar, no máximo {longest} …",
                    )
                )
        await sleep(PAUSE)
