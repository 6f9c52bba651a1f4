"""Verdicts: what a sync or a verification found, as people are told it."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.text import Text as Styled

from hotmart.cli.screen import grid
from hotmart.figures import counted, duration, iso, number, stamp
from hotmart.language import Text, say
from hotmart.sync.document import findings
from hotmart.sync.report import Report
from hotmart.warehouse.ledger.verdicts import VERDICTS

STYLES = {"proved": "green", "differs": "bold yellow", "incomplete": "bold red", "read_whole": "cyan"}


def draw_streams(console: Console, report: Report) -> None:
    """One row per stream."""
    table = grid(
        "stream",
        say("read", "lidos"),
        say("new", "novos"),
        say("changed", "mudaram"),
        say("gone", "sumiram"),
        say("verdict", "veredito"),
        numbers=(1, 2, 3, 4),
    )
    for part in report.streams.values():
        verdict = str(part.verdict)
        figures = (part.read, part.merged.new, part.merged.changed, part.merged.gone)
        table.add_row(
            part.stream, *map(number, figures), Styled(str(VERDICTS[verdict]), style=STYLES[verdict])
        )
    console.print(table)


def draw_verdict(console: Console, report: Report) -> None:
    """The findings, the warnings, and the one line that counts."""
    verdict = str(report.verdict)
    mark = "≠" if verdict == "differs" else "✗"
    for finding in findings(report):
        console.print(Styled(f"{mark} {finding}", style=STYLES[verdict].removeprefix("bold ")))
    for warning in report.warnings():
        console.print(Styled(f"! {warning}", style="yellow"))
    if covered := _range(report):
        console.print(Styled(covered, style="dim"))
    as_of, cost = stamp(report.as_of), _cost(report)
    given, given_none = _OF_SOURCES if any(part.host for part in report.streams.values()) else _OF_HOTMART
    if wrong := report.problem:
        console.print(Styled(f"{wrong.message} {cost}", style=STYLES[verdict]))
        console.print(wrong.hint)
    elif any(str(part.verdict) == "proved" for part in report.streams.values()):
        proved = say(
            f"✓ Proved as of {as_of}: every figure {given.en} is met.",
            f"✓ Provado em {as_of}: todos os números {given.pt} conferem.",
        )
        console.print(Styled(f"{proved} {cost}", style="bold green"))
    else:
        complete = say(
            f"Complete as of {as_of}; {given_none.en} to prove it by.",
            f"Completo em {as_of}; {given_none.pt} para provar.",
        )
        console.print(f"{complete} {cost}")


_OF_HOTMART = (
    Text("Hotmart gives", "que a Hotmart dá"),
    Text("Hotmart gives no figure", "a Hotmart não dá nenhum número"),
)
_OF_SOURCES = Text("that was given", "dados"), Text("no figure is given", "nenhum número é dado")
"""What is said of the figures, where not all of them are Hotmart's."""


def _range(report: Report) -> str:
    """From when on the verdicts speak: the day most streams begin on, and those that begin on another."""
    begins = {name: iso(part.since)[:10] for name, part in report.streams.items() if part.since is not None}
    if not begins:
        return ""
    (usual, _), *_ = Counter(begins.values()).most_common(1)
    others = [f"{name} {day}" for name, day in begins.items() if day != usual]
    from_then = say(f"History from {usual} on", f"História desde {usual}")
    return from_then + (f" ({', '.join(others)})." if others else ".")


def _cost(report: Report) -> str:
    checks = sum(len(part.checks) for part in report.streams.values())
    parts = [
        say(f"{number(checks)} compared", counted(checks, "comparado", "comparados")) if checks else "",
        say(counted(report.requests, "request", "requests"), counted(report.requests, "chamada", "chamadas")),
        *(f"{host} {number(calls)}" for host, calls in report.elsewhere.items()),
        duration(report.seconds),
    ]
    return f"({', '.join(part for part in parts if part)})"
