"""Reading several pages at a time.

The tokens of sales and products are offsets, `{"rows":500,"page":2}` in base64 (dossier §3.6), so that those
of the pages after the second can be written by us. Only where Hotmart's own token for the second page is
exactly what we would write; everywhere else pages are read one after the other.
"""

from __future__ import annotations

import base64
import binascii
import contextvars
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from hotmart.request import Request

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future

R = TypeVar("R")


def requests(first: Request, token: str | None, total: int | None, size: int) -> Iterator[Request]:
    """The requests of all pages after the first, by what it tells; none when it does not tell them."""
    offset = _offset(token) if token else None
    if offset is None or not total or _written(offset) != token:
        return
    for page in range(2, -(-total // size) + 1):
        yield first.with_query(page_token=_written(offset | {"page": page}))


def _offset(token: str) -> dict[str, int] | None:
    try:
        offset = msgspec.json.decode(base64.b64decode(token, validate=True), type=dict[str, int])
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return None
    return offset if offset.get("page") == 2 else None


def _written(offset: dict[str, int]) -> str:
    return base64.b64encode(msgspec.json.encode(offset)).decode()


def read(wanted: Iterable[Request], fetch: Callable[[Request], R], at_once: int) -> Iterator[R]:
    """What answers each request, in their order, so many of them on their way at any time."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # few programs read ahead

    pool = ThreadPoolExecutor(at_once, thread_name_prefix="hotmart-pages")
    under_way: deque[Future[R]] = deque()
    try:
        for request in wanted:
            if len(under_way) == at_once:
                yield under_way.popleft().result()
            under_way.append(pool.submit(contextvars.copy_context().run, fetch, request))
        while under_way:
            yield under_way.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # whoever stops early waits for none


async def read_async(
    wanted: Iterable[Request], fetch: Callable[[Request], Coroutine[Any, Any, R]], at_once: int
) -> AsyncIterator[R]:
    """What answers each request, in their order, so many of them on their way at any time."""
    import asyncio  # noqa: PLC0415  # whoever awaits has it; nobody else should pay for it

    under_way: deque[asyncio.Task[R]] = deque()
    try:
        for request in wanted:
            if len(under_way) == at_once:
                yield await under_way.popleft()
            under_way.append(asyncio.create_task(fetch(request)))
        while under_way:
            yield await under_way.popleft()
    finally:
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
