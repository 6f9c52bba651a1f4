"""Several things at once: all of them, or, when one fails, none any longer."""

from __future__ import annotations

import asyncio

import pytest

from hotmart.sync.together import together


async def doubled(number: int) -> int:
    for _ in range(10 - number):  # the later ones end first
        await asyncio.sleep(0)
    return 2 * number


def test_what_they_return_comes_in_the_order_they_were_given() -> None:
    assert asyncio.run(together(doubled(number) for number in range(5))) == [0, 2, 4, 6, 8]


def test_the_first_error_stops_the_others_and_is_raised_as_it_is() -> None:
    stopped: list[bool] = []

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            stopped.append(True)
            raise

    async def fail() -> None:
        await asyncio.sleep(0)
        raise LookupError("this one")

    with pytest.raises(LookupError, match="this one"):
        asyncio.run(together([wait(), fail(), wait()]))
    assert stopped == [True, True]
