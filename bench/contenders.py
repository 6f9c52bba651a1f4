"""Who runs, and by which command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from environments import python_of, tool_of
from sales import PATHS

BENCH = Path(__file__).parent


@dataclass(frozen=True)
class Contender:
    """A command; CONNECTION and OUT are filled in."""

    name: str
    command: Sequence[str]
    prepare: Sequence[str] = ()
    """What runs first, outside the measure."""
    logs_rows: bool = False
    """Whether its rows are in the counters that a tap logs, and not in the last line it prints."""


def floor() -> Contender:
    return Contender("floor", [sys.executable, _script("floor.py"), "CONNECTION", "OUT"])


def ours(*streams: str) -> Contender:
    """`hotmart sync` of these streams; of all, when none is named."""
    return Contender("hotmart", [hotmart(), "sync", *streams, "--json"])


def our_sales() -> Contender:
    return ours(*PATHS)


def dlt() -> Contender:
    return Contender("dlt rest_api", [python_of("dlt"), "-E", _script("peer_dlt.py"), "CONNECTION", "OUT"])


def tap() -> Contender:
    """The tap alone, its records thrown away."""
    command = [python_of("tap"), "-E", _script("peer_tap.py"), "CONNECTION", "OUT"]
    return Contender("tap-hotmart, to nowhere", command, prepare=command, logs_rows=True)


def tap_into_duckdb() -> Contender:
    """The tap with a target behind it, as Singer means it to be used."""
    alone = tap()
    target = tool_of("target", "target-duckdb")
    piped = f"{' '.join(alone.command)} | {target} --config OUT/target.json 2> OUT/target.log"
    return Contender("tap-hotmart into DuckDB", ["sh", "-c", piped], alone.prepare, logs_rows=True)


def hotmart() -> str:
    """Our command."""
    return str(Path(sys.executable).with_name("hotmart"))


def _script(name: str) -> str:
    return str(BENCH / name)
