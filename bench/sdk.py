"""Time per sale, memory per page and time per call: ours beside hotmart-python, the floor and bare httpx2.

    python bench/sdk.py [--pages 400] [--rounds 5]

Each contender runs in a process of its own, one after the other, round by round; hotmart-python in an
environment of its own, made on the first run under `bench/.envs`. It prints the tables of README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path

from environments import python_of, versions_of
from sdk_pages import ROWS

BENCH = Path(__file__).parent
BLOCKS, CALLS = 15, 300
MEGABYTE = 1_000_000

Told = dict[str, float]


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        pages = str(Path(folder) / "pages.jsonl")
        print("making the pages…", file=sys.stderr)
        told(folder, sys.executable, "sdk_pages.py", pages, str(options.pages))
        times, sizes = race(options.rounds, folder, pages)
        calls = told(folder, sys.executable, "sdk_calls.py", str(BLOCKS), str(CALLS))
    print(setting(options), of_time(times), of_memory(sizes), of_calls(calls), sep="\n\n")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=400, help="pages of 500 sales")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def race(rounds: int, folder: str, pages: str) -> tuple[dict[str, list[Told]], dict[str, list[Told]]]:
    """What each contender told, round after round: of time, and of memory."""
    ours, peer = [sys.executable, "sdk_ours.py", pages], [python_of("sdk"), "sdk_peer.py", pages]
    timed = {
        "hotmart": [*ours, "time", "sdk"],
        "hotmart-python": [*peer, "time"],
        "msgspec, same models": [*ours, "time", "msgspec"],
        "json, dicts": [*ours, "time", "json"],
    }
    sized = {"hotmart": [*ours, "memory", "sdk"], "hotmart-python": [*peer, "memory"]}
    times: dict[str, list[Told]] = {name: [] for name in timed}
    sizes: dict[str, list[Told]] = {name: [] for name in sized}
    for number in range(1, rounds + 1):
        for runs, commands in ((times, timed), (sizes, sized)):
            for name, command in commands.items():
                runs[name].append(told(folder, *command))
        print(f"round {number} of {rounds} done", file=sys.stderr)
    read = {(run["rows"], run["letters"]) for runs in times.values() for run in runs}
    assert len(read) == 1, "they did not read the same sales"
    return times, sizes


def told(folder: str, python: str, script: str, *words: str) -> Told:
    """What a script prints, run in that Python, with nothing in its environment of whoever runs this."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOTMART_", "PYTHON"))}
    done = subprocess.run(
        [python, BENCH / script, *words],
        env=kept | {"HOTMART_CACHE_DIR": folder},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout) if done.stdout else {}


def middle(runs: list[Told], of: Callable[[Told], float]) -> float:
    return statistics.median(map(of, runs))


def of_time(times: dict[str, list[Told]]) -> str:
    each = {
        name: middle(runs, lambda run: run["seconds"] / run["rows"] * 1e6) for name, runs in times.items()
    }
    rows = [
        f"| {name} | {took:.2f} | {middle(times[name], itemgetter('seconds')):.2f} |"
        f" {beside(took, each['hotmart'])} |"
        for name, took in each.items()
    ]
    heading = ("| decode and iterate | µs a sale | seconds | beside hotmart |", "|---|---:|---:|---:|")
    return "\n".join([*heading, *rows])


def of_memory(sizes: dict[str, list[Told]]) -> str:
    kinds = ("peak", "held", "resident")
    ours = middle(sizes["hotmart"], itemgetter("peak"))
    rows: list[str] = []
    for name, runs in sizes.items():
        cells = (f"{middle(runs, itemgetter(kind)) / MEGABYTE:.2f}" for kind in kinds)
        peak = middle(runs, itemgetter("peak"))
        rows.append(f"| {name} | {' | '.join(cells)} | {beside(peak, ours)} |")
    heading = (
        f"| a page of {ROWS} sales | MB at the peak | MB held | MB resident | peak, beside hotmart |",
        "|---|---:|---:|---:|---:|",
    )
    return "\n".join([*heading, *rows])


def of_calls(calls: Told) -> str:
    rows = [
        f"| {name} | {took:.0f} | {took / calls['httpx2, async' if 'async' in name else 'httpx2']:.2f}x |"
        for name, took in calls.items()
    ]
    return "\n".join(["| a call with an empty answer | µs | of bare httpx2 |", "|---|---:|---:|", *rows])


def beside(theirs: float, ours: float) -> str:
    return "" if theirs == ours else f"{theirs / ours:.2f}x"


def setting(options: argparse.Namespace) -> str:
    """When and where this was measured, with what."""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}, {versions_of('sdk')}, msgspec {version('msgspec')},"
        f" httpx2 {version('httpx2')}; {options.pages * ROWS:,} sales in {options.pages} pages;"
        f" medians of {options.rounds} rounds, and of {BLOCKS} blocks of {CALLS} calls"
    )


if __name__ == "__main__":
    main()
