"""How long figures take: the twelve of the overview, and each metric by month, of a large copy.

    python bench/metrics.py [--sales 1000000] [--rounds 5]

A small simulated account is synced, and its rows are copied under other codes until there are so many sales.
What a sync keeps of a large account for its figures is kept then, and told how long that takes.
Each figure is measured through `measure`, and its own SQL once more on a bare connection to the same file:
the ratio is what our part costs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

import hotmart
from hotmart.metrics.catalogue import METRICS, chosen
from hotmart.metrics.figures import Figures
from hotmart.metrics.keeping import keep_facts
from hotmart.metrics.measuring import measure
from hotmart.metrics.question import asked
from hotmart.testing import simulated
from hotmart.warehouse.store import Warehouse

SMALL = 3_000  # sales of the account that is copied
JUNE = asked(date(2024, 6, 1), date(2024, 6, 30))
BY_MONTH = asked(date(2023, 7, 1), date(2024, 6, 30), ("month",))
CODES = {
    "sales_history": ("purchase_transaction", "buyer_ucode"),
    "sales_commissions": ("transaction",),
    "sales_participants": ("transaction",),
    "subscription_transactions": ("purchase_transaction", "subscriber_code"),
    "subscriptions": ("subscriber_code",),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        warehouse = Warehouse(grown(Path(folder), options.sales))
        report(warehouse, options.rounds)


def grown(folder: Path, sales: int) -> Path:
    """A copy of an account, grown to so many sales."""
    with simulated(sales=SMALL, months=14, quota=10_000_000) as account:
        os.environ.update(account.environment)
        hotmart.open().sync()
    path = folder / "hotmart.duckdb"
    with duckdb.connect(path) as con:
        ((held,),) = con.execute("SELECT count(*) FROM sales_history").fetchall()
        for table, codes in CODES.items():
            renamed = ", ".join(f"{code} || n AS {code}" for code in codes)
            if table == "subscription_transactions":
                renamed += ", subscriber_id * 1000 + n AS subscriber_id"
            copies = f"range(1, {sales // held}) r(n)"
            con.execute(f"INSERT INTO {table} SELECT t.* REPLACE ({renamed}) FROM {table} t, {copies}")
        con.execute("CHECKPOINT")
        began = time.perf_counter()
        keep_facts(con)
        print(f"kept in {time.perf_counter() - began:.2f} s")
    return path


def report(warehouse: Warehouse, rounds: int) -> None:
    print("| figures | seconds | of its SQL alone |\n|---|---|---|")
    row(
        "the twelve of the overview, of a month",
        warehouse,
        lambda: measure(warehouse, chosen([]), JUNE),
        rounds,
    )
    for metric in METRICS:
        if metric.kind != "now":
            work = partial(measure, warehouse, [metric], BY_MONTH)
            row(f"{metric.key} by month", warehouse, work, rounds)
    print("load " + " ".join(f"{load:.1f}" for load in os.getloadavg()))


def row(what: str, warehouse: Warehouse, ours: Callable[[], Figures], rounds: int) -> None:
    figures = ours()
    mine = timed(ours, rounds)
    bare = timed(lambda: alone(warehouse.path, figures.time_zone, [one.sql for one in figures]), rounds)
    print(f"| {what} | {mine:.2f} | {mine / bare:.2f}x |", flush=True)


def alone(path: Path, zone: str, queries: Sequence[str]) -> None:
    with duckdb.connect(path, read_only=True) as con:
        con.execute(f"SET TimeZone = '{zone}'")
        for query in queries:
            con.execute(query).fetchall()


def timed(work: Callable[[], object], rounds: int) -> float:
    """The median of so many times."""
    taken: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
