"""A simulated account and the official client, in both generations of the protocol, in this process."""

from __future__ import annotations

import contextlib
import importlib
import json
import warnings
from collections.abc import Awaitable, Callable, Generator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import anyio
import pytest
from mcp import Client

import hotmart
from hotmart.mcp_server.desk import Desk
from hotmart.mcp_server.server import server_of
from hotmart.testing import SimulatedHotmart, simulated

LEGACY, MODERN = "legacy", "2026-07-28"
BOTH = [LEGACY, MODERN]
T = TypeVar("T")


class Served(NamedTuple):
    """A simulated account, and the folder in which its copy lies."""

    account: SimulatedHotmart
    folder: Path

    def here(self, patch: pytest.MonkeyPatch) -> None:
        """Let this process speak for the account, in its folder."""
        for name, value in self.account.environment.items():
            patch.setenv(name, value)
        patch.chdir(self.folder)


@contextlib.contextmanager
def synced_account(folder: Path, **settings: Any) -> Generator[Served, None, None]:
    """An account that was synced once."""
    settings = {"sales": 200, "months": 6, "quota": 1_000_000} | settings
    with simulated(**settings) as account, pytest.MonkeyPatch.context() as patch:
        served = Served(account, folder)
        served.here(patch)
        hotmart.open().sync()
        patch.undo()
        yield served


def with_client(desk: Desk, mode: str, work: Callable[[Client], Awaitable[T]], **options: Any) -> T:
    """What comes of some work with a client of that generation; the desk is closed at the end."""

    async def run() -> T:
        async with Client(server_of(desk), mode=mode, **options) as client:
            return await work(client)

    try:
        return anyio.run(run)
    finally:
        desk.close()


def called(desk: Desk, mode: str, tool: str, **arguments: Any) -> Any:
    """The result of one call."""
    return with_client(desk, mode, lambda client: client.call_tool(tool, arguments))


def sentence(result: Any) -> str:
    """What a result says in a line."""
    return str(result.content[0].text)


def tokens(told: Any) -> int:
    """What a text, or data, costs an agent (o200k)."""
    text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return len(_words().encode(text))


@cache
def _words() -> Any:
    with warnings.catch_warnings():  # it opens its own files in a way that Python has given up
        warnings.simplefilter("ignore", DeprecationWarning)
        return importlib.import_module("bpe_openai").get_encoding("o200k_base")
