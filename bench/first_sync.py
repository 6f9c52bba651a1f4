"""Rows a second of the first sync of `sales_history`, ours beside the floor and its peers.

    python bench/first_sync.py [--sales 200000] [--latency 0] [--repeat 3]

Each contender runs in a process of its own against the same simulated account, which runs in another; the
peers in environments of their own, made on the first run under `bench/.envs`. It prints the table of
README.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from environments import python_of, versions_of

BENCH = Path(__file__).parent
LARGEST_PAGE = 500
SIMULATORS_PAGE = 50


@dataclass(frozen=True)
class Run:
    """One contender's run, measured from the outside: seconds, and megabytes at the peak."""

    rows: int
    wall: float
    cpu: float
    peak: float

    @property
    def rate(self) -> float:
        return self.rows / self.wall


@dataclass(frozen=True)
class Contender:
    """Who runs, by which command; CONNECTION and OUT are filled in."""

    name: str
    command: Sequence[str]
    times: int = 1
    is_tap: bool = False
    """A tap runs once before it is measured, to select its stream, and its records go to /dev/null."""


def main() -> None:
    options = arguments()
    floor = Contender("floor", [sys.executable, script("floor.py"), "CONNECTION", "OUT"], options.repeat)
    ours = Contender("hotmart", [hotmart(), "sync", "sales_history", "--json"], options.repeat)
    dlt = Contender("dlt rest_api", [python_of("dlt"), script("peer_dlt.py"), "CONNECTION", "OUT"])
    tap = Contender(
        "tap-hotmart", [python_of("tap"), script("peer_tap.py"), "CONNECTION", "OUT"], is_tap=True
    )
    with tempfile.TemporaryDirectory() as folder, account(options, LARGEST_PAGE, Path(folder)) as connection:
        results = race([floor, ours, dlt, tap], connection)
    tap = replace(tap, name=f"tap-hotmart, pages of {SIMULATORS_PAGE}")
    with (
        tempfile.TemporaryDirectory() as folder,
        account(options, SIMULATORS_PAGE, Path(folder)) as connection,
    ):
        results |= race([tap], connection)
    print(report(results, options))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=200_000)
    parser.add_argument("--latency", type=int, default=0, help="milliseconds that every answer takes")
    parser.add_argument("--repeat", type=int, default=3, help="runs of hotmart and the floor; peers run once")
    return parser.parse_args()


def script(name: str) -> str:
    return str(BENCH / name)


def hotmart() -> str:
    return str(Path(sys.executable).with_name("hotmart"))


def race(contenders: list[Contender], connection: Path) -> dict[str, list[Run]]:
    """Every contender in turn against one account, warmed by a reading that does not count."""
    runs: dict[str, list[Run]] = {one.name: [] for one in contenders}
    out = connection.with_name("run")
    warm = Contender("warm", [sys.executable, script("floor.py"), "CONNECTION", "OUT"])
    measure(warm, connection, out)
    for turn in range(max(one.times for one in contenders)):
        for one in contenders:
            if turn < one.times:
                run = measure(one, connection, out)
                runs[one.name].append(run)
                print(f"{one.name}: {run.wall:.2f} s, {run.rate:,.0f} rows/s", file=sys.stderr)
    return runs


@contextlib.contextmanager
def account(options: argparse.Namespace, page: int, work: Path) -> Iterator[Path]:
    """The simulated account, and the file that says how to connect to it."""
    command = [sys.executable, script("account.py"), *map(str, (options.sales, page, options.latency))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            path = work / "connection.json"
            path.write_text(server.stdout.readline())
            yield path
        finally:
            server.terminate()


def measure(contender: Contender, connection: Path, out: Path) -> Run:
    """Run a contender in an empty folder and measure its process from the outside."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    command = [{"CONNECTION": str(connection), "OUT": str(out)}.get(word, word) for word in contender.command]
    settings = environ(connection, out)
    if contender.is_tap:
        subprocess.run(command, env=settings, check=True, capture_output=True)
    said = Path(os.devnull) if contender.is_tap else out / "stdout"
    with said.open("wb") as stdout, (out / "stderr").open("wb") as stderr:
        began = time.perf_counter()
        process = subprocess.Popen(command, env=settings, stdout=stdout, stderr=stderr)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{contender.name} failed:\n{(out / 'stderr').read_text()[-2000:]}")
    rows = recorded(out / "stderr") if contender.is_tap else counted(out / "stdout")
    return Run(rows, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environ(connection: Path, out: Path) -> dict[str, str]:
    """The environment of a contender: where the account is, for ours, and nothing of whoever runs this."""
    given = json.loads(connection.read_text())
    names = ("client_id", "client_secret", "basic", "api_url", "auth_url")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOTMART_")}
    return (
        kept
        | {f"HOTMART_{name.upper()}": given[name] for name in names}
        | {"HOTMART_WAREHOUSE": str(out / "ours.duckdb"), "HOTMART_CACHE_DIR": str(out / "cache")}
    )


def counted(stdout: Path) -> int:
    """The rows a contender says it brought, in the last line of what it says."""
    last = json.loads(stdout.read_bytes().splitlines()[-1])
    return int(last["rows"]) if "rows" in last else sum(part["read"] for part in last["data"])


def recorded(stderr: Path) -> int:
    """The rows of a tap, by the counters it logs."""
    return sum(map(int, re.findall(r'"record_count","value":(\d+)', stderr.read_text())))


def report(results: dict[str, list[Run]], options: argparse.Namespace) -> str:
    """The table, in Markdown; medians where a contender ran more than once."""
    middle = {
        name: Run(
            runs[0].rows,
            *(statistics.median(getattr(run, field) for run in runs) for field in ("wall", "cpu", "peak")),
        )
        for name, runs in results.items()
    }
    rows = [line(name, run, middle["hotmart"]) for name, run in middle.items()]
    return "\n".join([setting(options), "", *HEADING, *rows])


HEADING = (
    "| | rows | seconds | rows/s | CPU seconds | peak MB | rows/s of hotmart, beside |",
    "|---|---:|---:|---:|---:|---:|---:|",
)


def line(name: str, run: Run, ours: Run) -> str:
    ratio = "" if run is ours else f"{ours.rate / run.rate:.2f}x"
    cells = (
        f"{run.rows:,}",
        f"{run.wall:.1f}",
        f"{run.rate:,.0f}",
        f"{run.cpu:.1f}",
        f"{run.peak:.0f}",
        ratio,
    )
    return f"| {name} | {' | '.join(cells)} |"


def setting(options: argparse.Namespace) -> str:
    """When and where this was measured, with what."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
        " shared with the simulator,"
        f" Python {platform.python_version()}, DuckDB {version('duckdb')}, {versions_of('tap', 'dlt')};"
        f" {options.latency} ms an answer; medians of {options.repeat} runs of hotmart and the floor"
    )


if __name__ == "__main__":
    main()
