"""How the first sync grows with the account: seconds and memory of the four listings of sales.

    python bench/scale.py [--sales 200000 1000000]

A million sales take five minutes and 4 GB, most of it the simulator's.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from contenders import Contender, floor, our_sales
from race import Run, account, measure, progress, setting, table, warm


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, nargs="+", default=[200_000, 1_000_000])
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    found = {sales: grown(sales, options.repeat) for sales in options.sales}
    print(f"{setting()}; medians of {options.repeat}\n\n{report(found)}")


def grown(sales: int, times: int) -> dict[str, Run]:
    """Ours and the floor on an account of this size."""
    contenders: list[Contender] = [floor(), our_sales()]
    runs: dict[str, list[Run]] = {one.name: [] for one in contenders}
    with tempfile.TemporaryDirectory() as folder, account(Path(folder), sales) as served:
        warm(served)
        for one in contenders * times:
            run = measure(one, served)
            runs[one.name].append(run)
            progress(f"{sales:,} sales, {one.name}: {run.wall:.1f} s, {run.peak:.0f} MB")
    return {name: Run.middle(several) for name, several in runs.items()}


def report(found: dict[int, dict[str, Run]]) -> str:
    smallest = found[min(found)]["hotmart"]
    heading = (
        "sales",
        "items",
        "seconds",
        "µs an item",
        "CPU µs an item",
        "peak MB",
        "of the smallest",
        "of the floor",
    )
    rows = [
        (
            f"{sales:,}",
            f"{run.rows:,}",
            f"{run.wall:.1f}",
            f"{1e6 * run.wall / run.rows:.1f}",
            f"{1e6 * run.cpu / run.rows:.1f}",
            f"{run.peak:.0f}",
            f"{run.peak / smallest.peak:.2f}x",
            f"{run.wall / runs['floor'].wall:.2f}x",
        )
        for sales, runs in found.items()
        for run in [runs["hotmart"]]
    ]
    return table(heading, *rows)


if __name__ == "__main__":
    main()
