"""How much of Hotmart's quota the first sync uses, minute by minute, and how often it is refused.

    python bench/full_quota.py [--sales 200000] [--latency 800] [--quota 500] [--minutes 4]

Every contender has an account of its own, whose first minute begins when the contender starts, and is
stopped after so many minutes. Pages have 500 rows for all: it is calls that are counted.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from contenders import Contender, dlt, our_sales, tap
from race import Call, Run, account, measure, progress, setting, table

MINUTE = 60
TOO_MANY = 429


@dataclass(frozen=True)
class Minutes:
    """What a contender asked in each whole minute of its run, and how often it was refused."""

    answered: list[int]
    refused: int
    run: Run

    @classmethod
    def of(cls, calls: list[Call], run: Run) -> Minutes:
        answered = Counter(int(call.at // MINUTE) for call in calls if call.status != TOO_MANY)
        last = max((call.at for call in calls), default=0)
        whole = [answered[minute] for minute in range(int(last // MINUTE))]
        return cls(whole, sum(call.status == TOO_MANY for call in calls), run)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=200_000)
    parser.add_argument("--latency", type=int, default=800)
    parser.add_argument("--quota", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--ours-alone", action="store_true")
    options = parser.parse_args()
    contenders = [our_sales()] if options.ours_alone else [our_sales(), dlt(), tap()]
    found = {one.name: watched(one, options) for one in contenders}
    how = f"{options.latency} ms an answer, {options.quota} calls a minute"
    print(f"{setting('dlt', 'tap')}; {how}\n\n{report(found, options.quota)}")


def watched(contender: Contender, options: argparse.Namespace) -> Minutes:
    """One contender on an account that has just begun to count."""
    with (
        tempfile.TemporaryDirectory() as folder,
        account(Path(folder), options.sales, latency=options.latency, quota=options.quota) as served,
    ):
        run = measure(contender, served, limit=options.minutes * MINUTE)
        minutes = Minutes.of(served.calls(), run)
    progress(f"{contender.name}: {minutes.answered}, {minutes.refused} refused, {run.wall:.0f} s")
    return minutes


def report(found: dict[str, Minutes], quota: int) -> str:
    heading = (
        "",
        "first minute",
        "of the quota",
        "every whole minute",
        "of the quota",
        "refused",
        "seconds",
        "items",
    )
    return table(heading, *(line(name, minutes, quota) for name, minutes in found.items()))


def line(name: str, minutes: Minutes, quota: int) -> tuple[str, ...]:
    """First and mean minute; a contender that ended within one has none."""
    whole = minutes.answered or [0]
    mean = sum(whole) / len(whole)
    ended = minutes.run.rows > 0
    return (
        name,
        f"{whole[0]:,}",
        f"{whole[0] / quota:.0%}",
        ", ".join(map(str, whole)),
        f"{mean / quota:.0%}",
        f"{minutes.refused:,}",
        f"{minutes.run.wall:.0f}" if ended else f"over {minutes.run.wall:.0f}",
        f"{minutes.run.rows:,}" if ended else "",
    )


if __name__ == "__main__":
    main()
