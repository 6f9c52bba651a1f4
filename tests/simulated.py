"""A simulated account that a test has for itself, a warehouse of it, and ways to sync and to look at it."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.request import Request, urlopen

import duckdb

from end_to_end.compare import differences, duplicates, stream_of, tables_of
from end_to_end.crawl import Crawl
from hotmart.client import AsyncHotmart
from hotmart.simulator import Served, Settings, Simulator
from hotmart.streams.choosing import Streams, chosen
from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Client
from hotmart.streams.remaking import remade
from hotmart.streams.stream import Stream
from hotmart.sync.report import Report, Verification
from hotmart.sync.run import sync
from hotmart.sync.verify import verify
from hotmart.tables.layout import Layout
from hotmart.warehouse.key import key_path
from hotmart.warehouse.store import Warehouse

R = TypeVar("R")
PLENTY = 1_000_000  # calls a minute: no test waits for the quota
LONGEST = 60  # seconds of a sync in this process: a test that hangs fails instead
COMMAND = Path(sys.executable).with_name("hotmart")


class Account:
    """A Hotmart on the loopback, a warehouse of it, and a hotmart.toml that names its members area.

    Equal settings make equal worlds. One that is `served` already belongs to somebody else.
    """

    def __init__(self, folder: Path, *, served: Served | None = None, **settings: Any) -> None:
        self._borrowed = served is not None
        self.served = served or Simulator(Settings(**({"quota": PLENTY, "slow_ms": 1} | settings))).serve()
        self.simulator = self.served.simulator
        self.settings = self.simulator.settings
        self.folder = folder
        self.warehouse = Warehouse(folder / "hotmart.duckdb")
        self.configure()

    def configure(self, *streams: str) -> None:
        """Write a hotmart.toml that names these streams, or leaves it at those that are synced unasked."""
        named = f"streams = {json.dumps(streams)}\n" if streams else ""
        (self.folder / "hotmart.toml").write_text(f"[sync]\n{named}club = {json.dumps(self.subdomains)}\n")

    def close(self) -> None:
        if not self._borrowed:
            self.served.close()

    def take_over(self, other: Account) -> None:
        """Begin with a copy of another's warehouse, and of the raw pages and the key that belong to it."""
        shutil.copy(other.warehouse.path, self.warehouse.path)
        if key_path(other.warehouse.path).exists():
            shutil.copy(key_path(other.warehouse.path), key_path(self.warehouse.path))
        shutil.copytree(f"{other.warehouse.path}.raw", f"{self.warehouse.path}.raw")

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which the command finds this account."""
        return os.environ | {
            "HOTMART_CLIENT_ID": self.served.client_id,
            "HOTMART_CLIENT_SECRET": self.served.client_secret,
            "HOTMART_API_URL": self.served.api_url,
            "HOTMART_AUTH_URL": self.served.auth_url,
            "HOTMART_WAREHOUSE": str(self.warehouse.path),
        }

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[str]:
        """The command, started in a process of its own."""
        command = [str(COMMAND), *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=self.environment, cwd=self.folder, **(pipes | more))

    def run(self, *arguments: str, **more: Any) -> Ended:
        """The command, run to its end."""
        with self.start(*arguments, **more) as process:
            stdout, stderr = process.communicate(timeout=120)
            return Ended(process.returncode, stdout, stderr)

    def sync(
        self,
        *names: str,
        full: bool = False,
        since: date | None = None,
        retries: int | None = None,
        streams: Streams | None = None,
        through: Callable[[Client], Client] = lambda client: client,
    ) -> Report:
        """A sync in this process, in which nobody sleeps; what it asks goes `through` what a test likes.

        The warehouse stays open meanwhile: opening it for every use is half of what a sync would take, and is
        what the command does.
        """

        async def run(client: AsyncHotmart) -> Report:
            known = self.streams if streams is None else streams
            return await sync(through(client), self.warehouse, names, streams=known, since=since, full=full)

        with self.warehouse.kept_open():
            return self._with_client(run, retries)

    def verify(self, *, explain: bool = False) -> Verification:
        """Hold the warehouse against Hotmart's figures, and change nothing."""
        return self._with_client(
            lambda client: verify(client, self.warehouse, streams=self.streams, explain=explain)
        )

    def _with_client(self, work: Callable[[AsyncHotmart], Awaitable[R]], retries: int | None = None) -> R:
        async def go() -> R:
            served = self.served
            async with (
                asyncio.timeout(LONGEST),
                AsyncHotmart(
                    served.client_id,
                    served.client_secret,
                    api_url=served.api_url,
                    auth_url=served.auth_url,
                    max_retries=retries,
                    sleep=at_once,
                ) as client,
            ):
                return await work(client)

        return asyncio.run(go())

    @property
    def streams(self) -> Streams:
        """The streams of this account."""
        return remade(STREAMS.values(), self.told)

    def told(self, stream: Stream) -> Stream:
        """The stream, with what only the account's configuration can name."""
        if stream.told is None:
            return stream
        return replace(stream, told=replace(stream.told, values=tuple(self.subdomains)))

    @property
    def subdomains(self) -> list[str]:
        """The account's members areas, which a sync has to be told of."""
        return [self.served.subdomain]

    def advance(self, days: float) -> dict[str, Any]:
        """Let the account live on, as anyone may over HTTP."""
        return self._post("advance", {"days": days})

    def fail(self, *faults: str) -> None:
        """These faults from now on, and no others."""
        self._post("faults", {"faults": faults})

    def _post(self, path: str, body: Any) -> dict[str, Any]:
        data = json.dumps(body).encode()
        with urlopen(Request(f"{self.served.api_url}/_simulator/{path}", data, method="POST")) as answer:  # noqa: S310  # the loopback
            told: dict[str, Any] = json.load(answer)
            return told

    def crawled(self, *streams: str) -> dict[str, list[dict[str, Any]]]:
        """What the account tells an independent crawl, of some streams or of those that a sync would read."""
        served, start = self.served, self.settings.start
        between = datetime(start.year, start.month, 1, tzinfo=UTC), self.simulator.now
        crawl = Crawl(served.api_url, served.auth_url, served.basic, between, self.subdomains)
        tables = crawl.tables(streams or self._read())
        crawl.close()
        return tables

    def _read(self) -> set[str]:
        """The streams that a sync reads unasked, and those it was asked for before."""
        with looking_at(self.warehouse.path) as con:
            held = {stream_of(table) for table in tables_of(con)}
        return held | {stream.name for stream in chosen((), self.streams)}

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query on the warehouse."""
        with looking_at(self.warehouse.path) as con:
            return con.execute(sql).fetchall()

    def differences(self, *streams: str) -> list[str]:
        """Where the warehouse is not what a crawl of this moment tells, and what it holds twice."""
        crawled = self.crawled(*streams)
        with looking_at(self.warehouse.path) as con:
            twice = [line for line in duplicates(con) if not streams or stream_of(line) in streams]
            return differences(con, crawled, streams) + twice

    def duplicates(self) -> list[str]:
        """What the warehouse holds twice, if there is one."""
        if not self.warehouse.exists:
            return []
        with looking_at(self.warehouse.path) as con:
            return duplicates(con)


class Ended:
    """How a command ended, and what it said."""

    def __init__(self, code: int, stdout: str, stderr: str) -> None:
        self.code, self.stdout, self.stderr = code, stdout, stderr

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on its standard output."""
        told: dict[str, Any] = json.loads(self.stdout)
        return told

    @property
    def error(self) -> dict[str, Any]:
        told: dict[str, Any] = self.document["error"]
        return told

    def __repr__(self) -> str:
        return f"exit {self.code}\n{self.stdout}\n{self.stderr}"


@contextmanager
def looking_at(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may only read a warehouse.

    All are looked at from one DuckDB of this process: to start another takes five times as long as to attach
    a file to it.
    """
    with _lookout().cursor() as con:
        con.execute(f"ATTACH '{file}' AS looked_at (READ_ONLY); USE looked_at; SET TimeZone = 'UTC'")
        try:
            yield con
        finally:
            con.execute("USE memory; DETACH looked_at")


@cache
def _lookout() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def layouts(schema: str = "main") -> Mapping[str, Layout]:
    """The tables of every stream, whatever the schema."""
    return {name: stream.layout for name, stream in STREAMS.items()}


async def at_once(_: float) -> None:
    """Sleeping without waiting, but letting others run."""
    await asyncio.sleep(0)


def problems(report: Report) -> list[str]:
    """What a report says is not proved."""
    found = [str(gap) for part in report.streams.values() for gap in part.gaps]
    return found + [str(check) for part in report.streams.values() for check in part.mismatches]
