"""How long it takes until something can be done: Python alone, the imports, and the shortest commands.

    python bench/cold_start.py [--rounds 20]

Every contender is a process of its own, one after the other, round by round. What they import is compiled
before the first round, as an installed library is. It prints the times, and what they are beside the aims.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from contenders import hotmart, ours
from race import account, measure, progress, table

SALES = 50  # of the account whose products fill the warehouse: next to nothing is read from it


class Took(NamedTuple):
    """The milliseconds of a process, from its start to its end."""

    wall: float
    cpu: float


def code(text: str) -> list[str]:
    return [sys.executable, "-c", text]


NOTHING, HELP, SQL = "nothing", "hotmart --help", 'hotmart sql "SELECT 1"'
WHOAMI, INTENT = "hotmart whoami", "hotmart action list --intent"
FIRST = "hotmart request, up to the network"
UP_TO_THE_NETWORK = """
import os, sys
from hotmart.transport import wire
wire.send = lambda *_: os._exit(0)
sys.argv = ["hotmart", "request", "GET", "/user/api/v1/me"]
from hotmart.cli import main
main()
"""
BARE = "import httpx2, msgspec; httpx2.Client()"
"""What a first call cannot do without: to load these and read the certificates."""
NEEDED, CLIENT, DUCKDB = "import httpx2, msgspec", "from hotmart import Hotmart", "import duckdb"
COMMANDS: dict[str, Sequence[str]] = {
    NOTHING: code("pass"),
    NEEDED: code(NEEDED),
    BARE: code(BARE),
    CLIENT: code(CLIENT),
    HELP: [hotmart(), "--help"],
    WHOAMI: [hotmart(), "whoami"],
    INTENT: [hotmart(), "action", "list", "--intent", "quem cancelou este mês"],
    FIRST: code(UP_TO_THE_NETWORK),
    DUCKDB: code(DUCKDB),
    SQL: [hotmart(), "sql", "SELECT 1"],
}
AIMS = [
    (HELP, NOTHING, 5.0),
    (WHOAMI, NOTHING, 5.0),
    (INTENT, NOTHING, 5.0),
    (FIRST, NOTHING, 12.0),
    (FIRST, BARE, 1.5),
    (CLIENT, NEEDED, 1.5),
    (SQL, DUCKDB, 1.6),
]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        middle = race(options.rounds, environ(Path(folder)))
    print(setting(options.rounds), times(middle), ratios(middle), sep="\n\n")


def environ(folder: Path) -> dict[str, str]:
    """Nothing of whoever runs this, a warehouse of a few products, and a place for what is compiled."""
    with account(folder, SALES) as served:
        measure(ours("products"), served)
        warehouse = served.out / "ours.duckdb"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOTMART_", "PYTHON"))}
    credential = {"HOTMART_CLIENT_ID": "nobody", "HOTMART_CLIENT_SECRET": "nothing"}
    places = {"HOTMART_WAREHOUSE": str(warehouse), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    return kept | credential | places | {"HOTMART_CACHE_DIR": str(folder / "cache")}


def race(rounds: int, environment: Mapping[str, str]) -> dict[str, Took]:
    """The median of each, after a round that does not count."""
    runs: dict[str, list[Took]] = {name: [] for name in COMMANDS}
    for number in range(rounds + 1):
        for name, command in COMMANDS.items():
            took = timed(command, environment)
            if number > 0:
                runs[name].append(took)
        progress(f"round {number} of {rounds} done")
    return {name: Took(*map(statistics.median, zip(*each, strict=True))) for name, each in runs.items()}


def timed(command: Sequence[str], environment: Mapping[str, str]) -> Took:
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} failed")
    return Took(wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000)


def setting(rounds: int) -> str:
    """When and where this was measured, with what."""
    tools = [f"{name} {version(name)}" for name in ("httpx2", "msgspec", "duckdb")]
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    load = f"load {os.getloadavg()[0]:.1f} at the end"
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    python = f"Python {platform.python_version()}"
    return ", ".join([moment, machine, load, python, *tools, f"medians of {rounds}"])


def times(middle: Mapping[str, Took]) -> str:
    rows = [(f"`{name}`", f"{took.wall:.0f}", f"{took.cpu:.0f}") for name, took in middle.items()]
    return table(("", "ms", "CPU ms"), *rows)


def ratios(middle: Mapping[str, Took]) -> str:
    rows = [
        (
            f"`{name}`, beside `{base}`",
            f"{middle[name].wall / middle[base].wall:.2f}x",
            f"{middle[name].cpu / middle[base].cpu:.2f}x",
            f"{aim}x",
        )
        for name, base, aim in AIMS
    ]
    return table(("", "by the clock", "by the processor", "at most"), *rows)


if __name__ == "__main__":
    main()
