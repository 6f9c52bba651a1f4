"""Contenders, each in a process of its own, measured from the outside against one simulated account."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from account import CALLS
from contenders import BENCH, Contender, floor
from environments import versions_of
from sales import LARGEST_PAGE

ENDED = (0, 8)  # 8: ours, when something is not proved
UNLIMITED = 1_000_000_000  # calls a minute: otherwise Hotmart's quota would be all that is measured


@dataclass(frozen=True)
class Run:
    """One contender's run: items, seconds of its clock and of the processor, megabytes at the peak."""

    rows: int
    wall: float
    cpu: float
    peak: float

    @property
    def rate(self) -> float:
        return self.rows / self.wall

    @classmethod
    def middle(cls, runs: Sequence[Run]) -> Run:
        """The medians of several."""
        fields = ("wall", "cpu", "peak")
        return cls(
            runs[0].rows, *(statistics.median(getattr(run, field) for run in runs) for field in fields)
        )


@dataclass(frozen=True)
class Call:
    """A call the account was asked: seconds after its quota began, the path, the rows wanted, the answer."""

    at: float
    path: str
    rows: int
    status: int

    @property
    def proves(self) -> bool:
        """Whether it brings no rows: a count by asking for one row, or a sum."""
        return self.rows == 1 or self.path.endswith("/summary")


@dataclass(frozen=True)
class Account:
    """The simulated account, and the file that says how to connect to it."""

    file: Path
    connection: dict[str, str]

    @property
    def out(self) -> Path:
        """Where contenders work."""
        return self.file.with_name("run")

    def calls(self) -> list[Call]:
        """What was asked since the last time."""
        with urlopen(f"{self.connection['api_url']}{CALLS}") as answer:
            return [Call(*one) for one in json.load(answer)]

    def advance(self, days: float) -> None:
        """Let it live on."""
        url = f"{self.connection['api_url']}/_simulator/advance"
        with urlopen(Request(url, json.dumps({"days": days}).encode(), method="POST")):
            pass


@contextlib.contextmanager
def account(
    work: Path, sales: int, *, page: int = LARGEST_PAGE, latency: int = 0, quota: int = UNLIMITED
) -> Iterator[Account]:
    """An account of so many sales, served for as long as the block lasts."""
    command = [sys.executable, str(BENCH / "account.py"), *map(str, (sales, page, latency, quota))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        file = work / "connection.json"
        file.write_text(server.stdout.readline())
        try:
            yield Account(file, json.loads(file.read_text()))
        finally:
            server.stdin.close()


def measure(
    contender: Contender, account: Account, *, again: bool = False, limit: float | None = None
) -> Run:
    """Run a contender in an empty folder, or `again` where it ran before, for `limit` seconds at most."""
    out = account.out
    if not again:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
    how: dict[str, Any] = {"env": environ(account), "cwd": out}
    if contender.prepare:
        subprocess.run(filled(contender.prepare, account), check=True, capture_output=True, **how)
    said = Path(os.devnull) if contender.logs_rows else out / "stdout"
    with said.open("wb") as stdout, (out / "stderr").open("wb") as stderr:
        began = time.perf_counter()
        process = subprocess.Popen(filled(contender.command, account), stdout=stdout, stderr=stderr, **how)
        with stopped_after(process, limit):
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    cut = limit is not None and wall >= limit
    if process.returncode not in ENDED and not cut:
        sys.exit(
            f"{contender.name} failed:\n{said.read_text()[-2000:]}\n{(out / 'stderr').read_text()[-2000:]}"
        )
    rows = 0 if cut else rows_of(contender, out)
    return Run(rows, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def filled(command: Sequence[str], account: Account) -> list[str]:
    """The command with the places it is told."""
    told = {"CONNECTION": str(account.file), "OUT": str(account.out)}
    return [re.sub("|".join(told), lambda found: told[found[0]], word) for word in command]


@contextlib.contextmanager
def stopped_after(process: subprocess.Popen[bytes], limit: float | None) -> Iterator[None]:
    """The process is told to stop after so many seconds, unless it has ended."""
    timer = threading.Timer(limit or 0, process.terminate)
    if limit is not None:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def warm(account: Account) -> None:
    """Read the account once, so that nobody pays for its being read the first time."""
    measure(floor(), account)
    account.calls()


def environ(account: Account) -> dict[str, str]:
    """The environment of a contender: where the account is, for ours, and nothing of whoever runs this."""
    names = ("client_id", "client_secret", "basic", "api_url", "auth_url")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOTMART_")}
    out = account.out
    return (
        kept
        | {f"HOTMART_{name.upper()}": account.connection[name] for name in names}
        | {"HOTMART_WAREHOUSE": str(out / "ours.duckdb"), "HOTMART_CACHE_DIR": str(out / "cache")}
    )


def rows_of(contender: Contender, out: Path) -> int:
    """The items a contender says it brought."""
    if contender.logs_rows:
        log = (out / "stderr").read_text()
        return sum(map(int, re.findall(r'"record_count","value":(\d+)', log)))
    last = json.loads((out / "stdout").read_bytes().splitlines()[-1])
    return int(last["rows"]) if "rows" in last else sum(part.get("read", 0) for part in last["data"])


def verdict(account: Account) -> dict[str, Any]:
    """What `hotmart` said of its run as a whole."""
    said: dict[str, Any] = json.loads((account.out / "stdout").read_bytes().splitlines()[-1])["meta"]
    return said


def table(*rows: Sequence[str]) -> str:
    """Markdown: a heading, and rows whose first cell is a name and whose others are numbers."""
    heading, *body = rows
    under = ["---", *["---:"] * (len(heading) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heading, under, *body])


def setting(*peers: str) -> str:
    """When and where this was measured, with what."""
    tools = [f"Python {platform.python_version()}", f"DuckDB {version('duckdb')}"]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores shared with the simulator"
    load = f"load {os.getloadavg()[0]:.1f} at the end"
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    return ", ".join([moment, machine, load, *tools, *([versions_of(*peers)] if peers else [])])


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
