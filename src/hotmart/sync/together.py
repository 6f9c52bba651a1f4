"""Doing several things at once: all of them, or, when one fails, none any longer; and a thing to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")


async def together(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """What each of these returns, in their order. The first error stops the others, and is raised alone."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one) for one in work]
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]


async def for_each(items: Iterable[T], work: Callable[[T], Coroutine[Any, Any, None]], at_once: int) -> None:
    """Do this for each of these, no more than so many at a time: each under way takes its memory."""
    rest = iter(items)

    async def from_here_on(item: T) -> None:
        await work(item)
        for another in rest:
            await work(another)

    await together(from_here_on(first) for first in islice(rest, at_once))


async def to_its_end(work: Callable[..., T], *arguments: Any) -> T:
    """What this returns, done in a thread. Cancelled, it waits for the thread and is cancelled then.

    So whoever writes has written before the lock of the warehouse is given back.
    """
    thread = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
    stopped: asyncio.CancelledError | None = None
    while not thread.done():
        try:
            await asyncio.wait([thread])
        except asyncio.CancelledError as error:
            stopped = error
    if stopped is not None:
        thread.exception()  # seen, so that nobody misses it
        raise stopped
    return thread.result()
