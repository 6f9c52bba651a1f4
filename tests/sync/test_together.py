"""Several things at once: all of them, or, when one fails, none any longer."""

from __future__ import annotations

import asyncio

import pytest

from hotmart.sync.together import for_each, together


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


def test_each_of_many_is_done_and_no_more_than_so_many_at_a_time() -> None:
    done: list[int] = []
    under_way: set[int] = set()
    most: list[int] = []

    async def work(number: int) -> None:
        under_way.add(number)
        most.append(len(under_way))
        await asyncio.sleep(0)
        under_way.remove(number)
        done.append(number)

    asyncio.run(for_each(range(10), work, 3))
    assert sorted(done) == list(range(10))
    assert max(most) == 3


def test_of_many_none_is_begun_after_one_has_failed() -> None:
    begun: list[int] = []

    async def work(number: int) -> None:
        begun.append(number)
        await asyncio.sleep(0)
        raise LookupError(number)

    with pytest.raises(LookupError):
        asyncio.run(for_each(range(10), work, 2))
    assert begun == [0, 1]


def test_there_are_no_more_tasks_than_there_is_work() -> None:
    tasks: list[int] = []

    async def work(_: int) -> None:
        tasks.append(len(asyncio.all_tasks()))

    asyncio.run(for_each(range(3), work, 1_000))
    assert max(tasks) <= 4  # one of them asks for it
