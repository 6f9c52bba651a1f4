"""How a plan is told: what a sync would read, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console

from hotmart.cli.figures import duration, iso, number
from hotmart.cli.outcomes import Telling
from hotmart.cli.progress import MINUTE, told
from hotmart.cli.screen import grid
from hotmart.cli.settings import Situation
from hotmart.language import say
from hotmart.sync.plan import Plan, StreamPlan


def _rows(made: Plan) -> list[dict[str, Any]]:
    return [_part_as_json(part, made.quota) for part in made.streams]


def _part_as_json(part: StreamPlan, quota: int) -> dict[str, Any]:
    return {
        "stream": part.stream.name,
        "rows": part.rows,
        "windows": len(part.due),
        "reads": part.reads,
        "sweeps": part.sweeps,
        "probes": part.probes,
        "calls": part.calls,
        "minutes": round(part.calls / quota, 2),
    }


def _frame(_: Situation, made: Plan) -> dict[str, Any]:
    return {
        "since": iso(made.since),
        "as_of": iso(made.as_of),
        "quota": made.quota,
        "calls": made.calls,
        "minutes": round(made.minutes, 2),
        "asked": made.asked,
    }


def _draw(console: Console, _: Situation, made: Plan) -> None:
    table = grid(
        "stream",
        say("rows", "linhas"),
        say("reads", "leituras"),
        say("sweeps", "varreduras"),
        say("probes", "sondas"),
        say("requests", "chamadas"),
        say("minutes", "minutos"),
        numbers=(1, 2, 3, 4, 5, 6),
    )
    for part in made.streams:
        rows = "?" if part.rows is None else number(part.rows)
        costs = (part.reads, part.sweeps, part.probes, part.calls)
        table.add_row(part.stream.name, rows, *map(number, costs), f"{part.calls / made.quota:.1f}")
    console.print(table)
    console.print()
    console.print(told(made))


def _closing(plans: Sequence[Plan]) -> str:
    calls = number(sum(made.calls for made in plans))
    longest = duration(max(made.minutes for made in plans) * MINUTE)
    return say(
        f"Together about {calls} requests; side by side, {longest} at the pace of the quotas.",
        f"Ao todo, cerca de {calls} chamadas; lado a lado, {longest} no ritmo das cotas.",
    )


PLANS: Telling[Plan] = Telling(rows=_rows, frame=_frame, draw=_draw, closing=_closing)
