"""The time of one call whose answer is empty, over the loopback: ours beside bare httpx2.

    python bench/sdk_calls.py BLOCKS CALLS

The contenders take turns in one process, a block of calls each, so that whatever slows the machine slows
them alike. The server is a process of its own that answers the same bytes at once, whatever it is asked.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import socket
import statistics
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection

import httpx2

from hotmart import AsyncHotmart, Hotmart

PATH = "/payments/api/v1/sales/history"
EMPTY = b'{"items":[],"page_info":{"total_results":0,"results_per_page":0}}'
GRANT = b'{"access_token":"bench","expires_in":86400}'
HEADERS = (
    "HTTP/1.1 200 OK\r\ncontent-type: application/json;charset=UTF-8\r\n"
    "date: Sat, 01 Nov 2025 12:00:00 GMT\r\nratelimit-limit: 1000000000\r\n"
    "ratelimit-remaining: 999999999\r\nratelimit-reset: 60\r\ncontent-length: {}\r\n\r\n"
)
WARM = 50


def serve(ready: Connection) -> None:
    """Answer every request at once, a thread for each connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ready.send(listener.getsockname()[1])
        while True:
            connection, _ = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=answer, args=(connection,), daemon=True).start()


def answer(connection: socket.socket) -> None:
    with connection:
        while request := connection.recv(65_536):
            body = GRANT if request.startswith(b"POST") else EMPTY
            connection.sendall(HEADERS.format(len(body)).encode() + body)


def measured(api_url: str, blocks: int, calls: int) -> dict[str, float]:
    """Microseconds a call of each contender, by the median of its blocks."""
    bare = httpx2.Client(headers={"authorization": "Bearer bench"})
    ours = Hotmart("bench", "bench", api_url=api_url, auth_url=api_url)
    contenders: dict[str, Callable[[], object]] = {
        "httpx2": lambda: bare.get(api_url + PATH, params={"max_results": 500}).json(),
        "hotmart": lambda: ours.sales.history().items,
    }
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for block in range(blocks + 1):
        for name, call in contenders.items():
            began = time.perf_counter()
            for _ in range(calls if block else WARM):
                call()
            if block:
                taken[name].append((time.perf_counter() - began) / calls * 1e6)
    return {name: statistics.median(times) for name, times in taken.items()}


async def measured_async(api_url: str, blocks: int, calls: int) -> dict[str, float]:
    """The same, awaited one after another."""
    bare = httpx2.AsyncClient(headers={"authorization": "Bearer bench"})
    ours = AsyncHotmart("bench", "bench", api_url=api_url, auth_url=api_url)

    async def bare_call() -> object:
        return (await bare.get(api_url + PATH, params={"max_results": 500})).json()

    async def our_call() -> object:
        return (await ours.sales.history()).items

    contenders: dict[str, Callable[[], Awaitable[object]]] = {
        "httpx2, async": bare_call,
        "hotmart, async": our_call,
    }
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for block in range(blocks + 1):
        for name, call in contenders.items():
            began = time.perf_counter()
            for _ in range(calls if block else WARM):
                await call()
            if block:
                taken[name].append((time.perf_counter() - began) / calls * 1e6)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    blocks, calls = map(int, sys.argv[1:])
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    api_url = f"http://127.0.0.1:{ours.recv()}"
    print(json.dumps(measured(api_url, blocks, calls) | asyncio.run(measured_async(api_url, blocks, calls))))
    server.terminate()


if __name__ == "__main__":
    main()
