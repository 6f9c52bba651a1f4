"""Progress on a terminal: a table that lives while the syncs run."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from decimal import Decimal

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text as Styled

from hotmart.accounts.progress import Client, Tally, Watching
from hotmart.cli.charts import bar
from hotmart.cli.screen import grid
from hotmart.cli.telling import about, waiting_for_quota
from hotmart.figures import counted, duration, number
from hotmart.language import Text, say
from hotmart.sync.plan import SyncPlan

BAR = 20
SHORT_BAR = 10


class Display(Tally):
    """One account: a row for each stream."""

    _remark = ""

    def planned(self, plan: SyncPlan) -> None:
        super().planned(plan)
        self._remark = ""

    def remark(self, text: Text) -> None:
        self._remark = str(text)

    @property
    def state(self) -> str:
        """What it waits for, or how long it still takes."""
        if self._remark:
            return self._remark
        if self.waits:
            return waiting_for_quota(self.waits)
        if self.plan is None:
            if compared := self.checks.total():
                return say(
                    f"{counted(compared, 'figure', 'figures')} compared …",
                    f"{counted(compared, 'número comparado', 'números comparados')} …",
                )
            return say("asking how much there is …", "perguntando quanto há …")
        return "" if self.left is None or self.complete else about(self.left)

    def __rich__(self) -> RenderableType:
        if self.plan is None:
            return Spinner("dots", self.state[:1].upper() + self.state[1:], style="cyan")
        return Group(self._streams(self.plan), Styled(self._footer(), style="dim"))

    def _streams(self, plan: SyncPlan) -> Table:
        table = grid(
            "", "", say("read", "lidos"), say("new or changed", "novos ou alterados"), numbers=(2, 3)
        )
        table.columns[1].min_width = BAR
        for part in plan.streams:
            name = part.stream.name
            finished = name in self.done
            filled = BAR if finished else min(self.rows[name], part.rows or 0)
            whole = BAR if finished else part.rows or 1
            table.add_row(
                *_headed(name, filled, whole, BAR, finished=finished),
                number(self.rows[name]),
                number(self.written[name]),
            )
        return table

    def _footer(self) -> str:
        remaining = f"{number(self.quota.remaining)}/{number(self.quota.limit)}"
        parts = [
            say(counted(self.calls, "request", "requests"), counted(self.calls, "chamada", "chamadas")),
            say(f"quota {remaining} this minute", f"cota {remaining} neste minuto"),
            duration(self.elapsed),
            self.state,
        ]
        if wrong := self.gaps + self.checks[False]:
            parts.append(
                say(
                    counted(wrong, "thing does not match yet", "things do not match yet"),
                    counted(wrong, "item ainda não confere", "itens ainda não conferem"),
                )
            )
        return " · ".join(part for part in parts if part)


class Board:
    """Several accounts: a row for each."""

    def __init__(self, names: Sequence[str | None]) -> None:
        self._tallies: dict[str | None, Display | None] = dict.fromkeys(names)

    def watched(self, name: str | None, client: Client) -> Tally:
        """The watch of this account, which from now on is shown."""
        tally = self._tallies[name] = Display(client)
        return tally

    def __rich__(self) -> RenderableType:
        tallies = list(self._tallies.values())
        if len(tallies) == 1:
            return tallies[0] or ""
        table = grid(
            "",
            "",
            say("streams", "streams"),
            say("read", "lidos"),
            say("requests", "chamadas"),
            "",
            numbers=(2, 3, 4),
        )
        table.columns[1].min_width = SHORT_BAR
        table.columns[-1].no_wrap = False  # where there is no room, only the words go on below
        for name, tally in self._tallies.items():
            if tally is None or tally.plan is None:
                table.add_row(f"  {name}", "", "", "", "", Styled(tally.state if tally else "", style="dim"))
                continue
            table.add_row(
                *_headed(str(name), tally.calls, tally.plan.calls, SHORT_BAR, finished=tally.complete),
                f"{len(tally.done)}/{len(tally.plan.streams)}",
                number(tally.rows.total()),
                number(tally.calls),
                Styled(tally.state, style="dim"),
            )
        return table


def _headed(name: str, part: int, whole: int, width: int, *, finished: bool) -> tuple[Styled, Styled]:
    """A name and how much of it is done."""
    filled = whole if finished else min(part, whole)
    return (
        Styled(("✓ " if finished else "  ") + name, style="green" if finished else ""),
        Styled(bar(Decimal(filled), Decimal(max(whole, 1)), width), style="green" if finished else "cyan"),
    )


@contextmanager
def live(names: Sequence[str | None]) -> Generator[Watching]:
    """A display of these accounts for as long as the block lasts."""
    board = Board(names)
    with Live(board, console=Console(stderr=True), refresh_per_second=8, transient=True):
        yield board.watched
