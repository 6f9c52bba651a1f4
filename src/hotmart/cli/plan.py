"""How a plan is told: what a sync would read, and what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.text import Text as Styled

from hotmart.accounts.progress import MINUTE
from hotmart.cli.outcomes import Telling
from hotmart.cli.screen import grid
from hotmart.cli.telling import told
from hotmart.figures import counted, duration, number
from hotmart.language import say
from hotmart.sync.plan import SyncPlan


def _draw(console: Console, made: SyncPlan) -> None:
    table = grid(
        "stream",
        say("rows", "linhas"),
        say("reads", "lê"),
        say("sweeps", "varre"),
        say("probes", "sonda"),
        say("requests", "chamadas"),
        say("minutes", "minutos"),
        numbers=(1, 2, 3, 4, 5, 6),
    )
    for part in made.streams:
        rows = "?" if part.rows is None else number(part.rows)
        costs = [number(cost) for cost in (part.reads, part.sweeps, part.probes, part.calls)]
        if part.guessed:
            costs[0] = costs[-1] = "?"
        minutes = number(Decimal(part.calls) / made.quota, 1)
        table.add_row(part.stream.name, rows, *costs, "?" if part.guessed else minutes)
    console.print(table)
    if any(part.guessed for part in made.streams):
        unknown = say(
            "? is known only after a first run; a few requests are taken for it.",
            "? só se sabe depois da primeira execução; contam-se algumas chamadas.",
        )
        console.print(Styled(unknown, style="dim"))
    before = say(
        f"{counted(made.asked, 'request', 'requests')} of one row before that, to ask how much there is.",
        f"Antes disso, {counted(made.asked, 'chamada', 'chamadas')} de uma linha, para perguntar quanto há.",
    )
    console.print()
    console.print(told(made))
    if made.asked:
        console.print(Styled(before, style="dim"))


def _closing(plans: Sequence[SyncPlan]) -> str:
    calls = sum(made.calls for made in plans)
    longest = duration(max(made.minutes for made in plans) * MINUTE)
    return say(
        f"Together about {counted(calls, 'request', 'requests')}; "
        f"side by side, {longest} at the pace of the quotas.",
        f"Ao todo, cerca de {counted(calls, 'chamada', 'chamadas')}; "
        f"lado a lado, {longest} no ritmo das cotas.",
    )


PLANS: Telling[SyncPlan] = Telling(draw=_draw, closing=_closing)
