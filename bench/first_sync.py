"""Items a second of the first sync of the four listings of sales: ours beside the floor and its peers.

    python bench/first_sync.py [--sales 200000] [--latency 0] [--repeat 3]

Each contender runs in a process of its own against the same simulated account, which runs in another; the
peers in environments of their own, made on the first run under `bench/.envs`. It prints the table of
README.md.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

from contenders import Contender, dlt, floor, our_sales, tap, tap_into_duckdb
from race import Account, Run, account, measure, progress, setting, table, warm

SIMULATORS_PAGE = 50  # what the simulator gives to who does not say how many rows a page should have


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=200_000)
    parser.add_argument("--latency", type=int, default=0, help="milliseconds that every answer takes")
    parser.add_argument("--repeat", type=int, default=3, help="runs of hotmart and the floor; peers run once")
    options = parser.parse_args()
    often, once = [floor(), our_sales()], [dlt(), tap(), tap_into_duckdb()]
    with (
        tempfile.TemporaryDirectory() as folder,
        account(Path(folder), options.sales, latency=options.latency) as served,
    ):
        results = race(often, once, options.repeat, served)
    small = [
        replace(one, name=f"{one.name}, pages of {SIMULATORS_PAGE}") for one in (tap(), tap_into_duckdb())
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        account(Path(folder), options.sales, page=SIMULATORS_PAGE, latency=options.latency) as served,
    ):
        results |= race([], small, 1, served)
    print(report(results, options))


def race(often: list[Contender], once: list[Contender], times: int, served: Account) -> dict[str, list[Run]]:
    """Some contenders several times, in turns, and some once, against one account."""
    runs: dict[str, list[Run]] = {one.name: [] for one in [*often, *once]}
    warm(served)
    for one in [*often, *once, *often * (times - 1)]:
        run = measure(one, served)
        runs[one.name].append(run)
        progress(f"{one.name}: {run.wall:.2f} s, {run.rate:,.0f} items/s, {run.peak:.0f} MB")
    return runs


def report(results: dict[str, list[Run]], options: argparse.Namespace) -> str:
    """The table, in Markdown; medians where a contender ran more than once."""
    middle = {name: Run.middle(runs) for name, runs in results.items()}
    heading = ("", "items", "seconds", "items/s", "CPU seconds", "peak MB", "items/s of hotmart, beside")
    rows = [line(name, run, middle["hotmart"]) for name, run in middle.items()]
    how = f"{options.latency} ms an answer; medians of {options.repeat} runs of hotmart and the floor"
    return f"{setting('tap', 'target', 'dlt')}; {how}\n\n{table(heading, *rows)}"


def line(name: str, run: Run, ours: Run) -> tuple[str, ...]:
    ratio = "" if run is ours else f"{ours.rate / run.rate:.2f}x"
    numbers = (f"{run.rows:,}", f"{run.wall:.1f}", f"{run.rate:,.0f}", f"{run.cpu:.1f}", f"{run.peak:.0f}")
    return (name, *numbers, ratio)


if __name__ == "__main__":
    main()
