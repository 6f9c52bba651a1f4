"""What it costs to stay right: a run with nothing new, a day later, 45 days later, and the proof of it all.

    python bench/again.py [--sales 20000 200000]

All streams are synced. A call proves when it brings no rows: a count, by asking for one row, or a sum.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from contenders import Contender, hotmart, ours
from race import Account, Run, account, measure, progress, setting, table, verdict

YEARS = 2  # of the simulated account
STEPS: list[tuple[str, float, Contender]] = [
    ("first sync", 0, ours()),
    ("nothing new", 0, ours()),
    ("verify", 0, Contender("hotmart", [hotmart(), "verify", "--json"])),
    ("a day later", 1, ours()),
    ("45 days later", 45, ours()),
    ("nothing new", 0, ours()),
]


@dataclass(frozen=True)
class Cost:
    """A run: its calls, those of them that prove, and how it ended."""

    step: str
    calls: int
    proving: int
    run: Run
    verdict: str


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, nargs="+", default=[20_000, 200_000])
    options = parser.parse_args()
    reports = [f"{sales:,} sales:\n\n{report(costs(sales))}" for sales in options.sales]
    print("\n\n".join([setting(), *reports]))


def costs(sales: int) -> list[Cost]:
    """Every step in turn, on one account and into one warehouse."""
    with tempfile.TemporaryDirectory() as folder, account(Path(folder), sales) as served:
        return [step(served, *told, again=number > 0) for number, told in enumerate(STEPS)]


def step(served: Account, name: str, days: float, contender: Contender, *, again: bool) -> Cost:
    if days:
        served.advance(days)
    run = measure(contender, served, again=again)
    calls = served.calls()
    cost = Cost(name, len(calls), sum(call.proves for call in calls), run, verdict(served)["verdict"])
    progress(f"{name}: {cost.calls} calls, {cost.proving} of them to prove, {run.wall:.1f} s, {cost.verdict}")
    return cost


def report(costs: list[Cost]) -> str:
    """Each run, and its proof beside the first sync and by year of history."""
    first = costs[0]
    heading = (
        "",
        "calls",
        "that prove",
        "of the first sync's calls",
        "a year of history",
        "seconds",
        "peak MB",
        "ends",
    )
    rows = [
        (
            one.step,
            f"{one.calls:,}",
            f"{one.proving:,}",
            f"{one.proving / first.calls:.1%}",
            f"{one.proving / YEARS:.0f}",
            f"{one.run.wall:.1f}",
            f"{one.run.peak:.0f}",
            one.verdict,
        )
        for one in costs
    ]
    return table(heading, *rows)


if __name__ == "__main__":
    main()
