"""Figures of metrics as people read them: one line for each currency, never a sum across them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text as Styled

from hotmart.cli.screen import grid, screen
from hotmart.cli.verdicts import STYLES
from hotmart.figures import stamp
from hotmart.language import Text, say
from hotmart.metrics.figures import Figure, Figures, Measured
from hotmart.metrics.known import OURS
from hotmart.metrics.metric import Metric
from hotmart.metrics.shown import change_shown, part_shown, shown, title
from hotmart.warehouse.ledger.verdicts import VERDICTS
from hotmart.zone import zone

MISSING = Text("missing", "faltando")


def draw(name: str, figures: Figures, *, explain: bool) -> None:
    """All of it: the days, the values, and what of them is not whole."""
    console = screen()
    if name:
        console.print(Styled(name, style="bold"))
    days = say(f"{figures.start} to {figures.end}", f"{figures.start} a {figures.end}")
    only = [f"{name} = {part_shown(name, value)}" for name, value in figures.only.items()]
    console.print(Styled(" · ".join([days, figures.time_zone, *only]), style="dim"))
    if any(_is_divided(one) for one in figures) or explain:
        for one in figures:
            _draw_alone(console, one, figures.compare, explain=explain)
    else:
        _draw_together(console, figures)
    _draw_state(console, figures)


def _draw_together(console: Console, figures: Figures) -> None:
    table = grid("", "", "", *_compared(figures.compare), numbers=(2, 3, 4))
    for one in figures:
        name = title(one.metric)
        for figure in one.figures or [_nothing(figures)]:
            table.add_row(name, figure.currency or "", *_cells(one.metric, figure, figures.compare))
            name = ""
    console.print(table)


def _draw_alone(console: Console, one: Measured, compare: str | None, *, explain: bool) -> None:
    console.print()
    console.print(Styled(title(one.metric), style="bold"))
    if explain:
        console.print(str(one.metric.definition))
        if one.metric.caveat:
            console.print(Styled(str(one.metric.caveat), style="dim"))
        console.print(Styled(one.sql, style="cyan"), soft_wrap=True)
    keys = list(dict.fromkeys(key for figure in one.figures for key in figure.by))
    first = len(keys) + 2
    table = grid(say("from", "de"), *keys, "", "", *_compared(compare), numbers=(first, first + 1, first + 2))
    for figure in one.figures:
        by = [part_shown(key, figure.by.get(key)) for key in keys]
        table.add_row(str(figure.start), *by, figure.currency or "", *_cells(one.metric, figure, compare))
    console.print(table)


def _draw_state(console: Console, figures: Figures) -> None:
    """How far they can be trusted, once for all that stand alike."""
    seen: dict[tuple[str, Any], list[Measured]] = {}
    for one in figures:
        seen.setdefault((one.verdict, one.as_of), []).append(one)
    console.print()
    for (verdict, as_of), alike in seen.items():
        which = "" if len(seen) == 1 else ", ".join(dict.fromkeys(one.metric.name for one in alike)) + ": "
        said = str(VERDICTS.get(verdict, MISSING))
        until = "" if as_of is None else say(f", read up to {stamp(as_of)}", f", lido até {stamp(as_of)}")
        console.print(Styled(f"{which}{said}{until}", style=STYLES.get(verdict, "bold red")))
        lacking = sorted({stream for one in alike for stream in one.missing})
        if lacking:
            _draw_lack(console, lacking)
    _draw_other_days(console, figures)


def _draw_other_days(console: Console, figures: Figures) -> None:
    """Which of them are of other days than those above, or of days of which nothing can be known yet."""
    current: dict[date, list[str]] = {}
    unread: list[str] = []
    for one in figures:
        if one.as_of is None:
            continue
        until = one.as_of.astimezone(zone(figures.time_zone)).date()
        if one.metric.kind == "now":
            if not figures.start <= until <= figures.end:
                current.setdefault(until, []).append(one.metric.name)
        elif figures.start > until:
            unread.append(one.metric.name)
    for day, names in current.items():
        told = ", ".join(dict.fromkeys(names))
        console.print(
            say(
                f"{told}: as it stood on {day}; of other days it is not known.",
                f"{told}: a situação em {day}; a de outros dias não se conhece.",
            )
        )
    if unread:
        told = ", ".join(dict.fromkeys(unread))
        console.print(
            say(f"{told}: of these days nothing was read.", f"{told}: destes dias nada foi lido ainda.")
        )


def _draw_lack(console: Console, lacking: list[str]) -> None:
    """What to run for what is not there."""
    imported = [one for one in lacking if one in OURS]
    synced = " ".join(one for one in lacking if one not in OURS)
    missing = ", ".join(lacking)
    run = [
        *([f"hotmart sync {synced}"] if synced else []),
        *(["hotmart panel import FILE"] if imported else []),
    ]
    commands = "; ".join(run)
    console.print(
        say(f"Incomplete without {missing}. Run: {commands}", f"Incompleto sem {missing}. Rode: {commands}")
    )


def _is_divided(one: Measured) -> bool:
    return len({figure.start for figure in one.figures}) > 1 or any(figure.by for figure in one.figures)


def _nothing(figures: Figures) -> Figure:
    return Figure(figures.start, figures.end, {}, None, None)


def _compared(compare: str | None) -> Iterable[str]:
    return [say("before", "antes"), say("change", "variação")] if compare else []


def _cells(metric: Metric, figure: Figure, compare: str | None) -> list[str]:
    told = [shown(metric, figure.value)]
    if compare:
        told += [shown(metric, figure.before), change_shown(figure)]
    return told
