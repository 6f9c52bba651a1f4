"""Verdicts: what a sync or a verification found, for programs and for people."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text as Styled

from hotmart.cli.answer import INCOMPLETE, Problem
from hotmart.cli.figures import amount, duration, iso, number, stamp
from hotmart.cli.screen import grid
from hotmart.language import Text, say
from hotmart.streams.windows import Window
from hotmart.sync.report import Gap, Report, StreamReport
from hotmart.tables.columns import parted
from hotmart.warehouse.ledger.notes import Check
from hotmart.warehouse.oddities import Oddity

VERDICTS = {
    "proved": Text("proved", "provado"),
    "incomplete": Text("incomplete", "incompleto"),
    "unprovable": Text("read whole", "lido inteiro"),
}
STYLES = {"proved": "green", "incomplete": "bold red", "unprovable": "cyan"}


def stream_as_json(part: StreamReport) -> dict[str, Any]:
    """What a run did for one stream."""
    return {
        "stream": part.stream,
        "read": part.read,
        "new": part.merged.new,
        "changed": part.merged.changed,
        "unchanged": part.merged.unchanged,
        "gone": part.merged.gone,
        "verdict": str(part.verdict),
        "checks": len(part.checks),
        "gaps": [
            _window_as_json(gap.window) | {"owner": list(gap.owner), "why": gap.why.en} for gap in part.gaps
        ],
        "mismatches": [check_as_json(check) for check in part.mismatches],
        "new_fields": sorted(odd.path for odd in part.oddities if odd.kind == "new_field"),
        "new_columns": list(part.learned),
        "new_values": sorted([odd.path, odd.value] for odd in part.oddities if odd.kind == "new_value"),
        "odd_values": sorted(odd.path for odd in part.oddities if odd.kind == "odd_value"),
    }


def streams_as_json(report: Report) -> list[dict[str, Any]]:
    """What a run did, stream by stream."""
    return [stream_as_json(part) for part in report.streams.values()]


def check_as_json(check: Check) -> dict[str, Any]:
    """One comparison: a count, or a sum in the currency that is its scope."""
    return {
        "stream": check.stream,
        "measure": check.measure,
        "scope": check.scope,
        **_window_as_json(check.window),
        "hotmart": check.hotmart,
        "warehouse": check.warehouse,
        "matches": check.matches,
    }


def meta(report: Report, warehouse: object) -> dict[str, Any]:
    """What frames the figures of a report: its verdict, its period, its cost."""
    return {
        "verdict": str(report.verdict),
        "run": report.run,
        "since": iso(report.since),
        "as_of": iso(report.as_of),
        "requests": report.requests,
        "seconds": round(report.seconds, 3),
        "warehouse": str(warehouse),
    }


def warnings(report: Report) -> list[str]:
    """What is no fault but should be known: fields and values that Hotmart never documented."""
    odd = [
        f"{part.stream}: {_odd(odd, seen, part.learned)}"
        for part in report.streams.values()
        for odd, seen in sorted(part.oddities.items())
    ]
    reshaped = [part.stream for part in report.streams.values() if part.reshaped]
    return odd + ([_replay(reshaped)] if reshaped else [])


def _replay(streams: list[str]) -> str:
    """Rows of before are not as the settings want them now."""
    listed = ", ".join(streams)
    return say(
        f"{listed}: the settings have changed; rows read before are as they were. Run: hotmart replay",
        f"{listed}: as configurações mudaram; as linhas lidas antes seguem como eram. Rode: hotmart replay",
    )


def _odd(odd: Oddity, seen: int, learned: list[str]) -> str:
    """What is odd, how often it came, and what became of it."""
    path, times, value = odd.path, f"({number(seen)}×)", odd.value
    column = "_".join(parted(path))
    match odd.kind:
        case "new_field" if column in learned:
            return say(
                f"{path} is new {times}; it became the column {column}.",
                f"{path} é novo {times}; virou a coluna {column}.",
            )
        case "new_field":
            return say(
                f"{path} is new {times}; it is kept in _extra.", f"{path} é novo {times}; fica em _extra."
            )
        case "new_value":
            return say(
                f"{path} has a new value, {value} {times}; it is kept.",
                f"{path} tem um valor novo, {value} {times}; foi guardado.",
            )
        case "no_key":
            return say(
                f"{number(seen)} records came without their key; they are not in the table.",
                f"{number(seen)} registros vieram sem a chave; não estão na tabela.",
            )
        case _:
            return say(
                f"{path} holds a value nobody documented {times}; it is kept.",
                f"{path} tem um valor não documentado {times}; foi guardado.",
            )


def problem(report: Report) -> Problem | None:
    """Why a report is not a success; None when it is one."""
    wrong = findings(report)
    if not wrong:
        return None
    message = say(
        f"The warehouse is incomplete: {number(len(wrong))} things are missing or do not match.",
        f"O armazém está incompleto: {number(len(wrong))} itens faltam ou não conferem.",
    )
    hint = say(
        "Nothing that was read is lost. Run `hotmart sync` again: it reads only what is missing.",
        "Nada do que foi lido se perdeu. Rode `hotmart sync` de novo: ele lê só o que falta.",
    )
    return Problem(INCOMPLETE, "incomplete", message, hint, {"findings": wrong})


def findings(report: Report) -> list[str]:
    """Every gap and every mismatch, by name."""
    gaps = [
        say(
            f"{part.stream}{_of(gap)}{_within(gap.window)}: not read: {gap.why}",
            f"{part.stream}{_of(gap)}{_within(gap.window)}: não foi lido: {gap.why}",
        )
        for part in report.streams.values()
        for gap in part.gaps
    ]
    return gaps + [_mismatch(check) for part in report.streams.values() for check in part.mismatches]


def _mismatch(check: Check) -> str:
    where = f"{check.stream} {check.measure} {check.scope}{_within(check.window)}"
    theirs, ours = _figure(check, check.hotmart), _figure(check, check.warehouse)
    return say(f"{where}: Hotmart {theirs}, warehouse {ours}", f"{where}: Hotmart {theirs}, armazém {ours}")


def _figure(check: Check, value: Any) -> str:
    if value is None:
        return "–"
    return f"{amount(value)} {check.scope}" if check.measure == "commission" else number(value)


def _of(gap: Gap) -> str:
    """The parent it was asked about."""
    return f" {'/'.join(gap.owner)}" if gap.owner else ""


def _within(window: tuple[int, int] | None) -> str:
    return f", {Window(*window)}" if window else ""


def _window_as_json(window: tuple[int, int] | None) -> dict[str, Any]:
    start, end = window or (None, None)
    return {"start": None if start is None else iso(start), "end": None if end is None else iso(end)}


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
    for finding in findings(report):
        console.print(Styled(f"✗ {finding}", style="red"))
    for warning in warnings(report):
        console.print(Styled(f"! {warning}", style="yellow"))
    as_of, cost = stamp(report.as_of), _cost(report)
    if wrong := problem(report):
        console.print(Styled(f"{wrong.message} {cost}", style="bold red"))
        console.print(wrong.hint)
    elif any(str(part.verdict) == "proved" for part in report.streams.values()):
        proved = say(
            f"✓ Proved as of {as_of}: every figure Hotmart gives is met.",
            f"✓ Provado em {as_of}: todos os números que a Hotmart dá conferem.",
        )
        console.print(Styled(f"{proved} {cost}", style="bold green"))
    else:
        complete = say(
            f"Complete as of {as_of}; Hotmart gives no figure to prove it by.",
            f"Completo em {as_of}; a Hotmart não dá nenhum número para provar.",
        )
        console.print(f"{complete} {cost}")


def _cost(report: Report) -> str:
    checks = sum(len(part.checks) for part in report.streams.values())
    parts = [
        say(f"{number(checks)} compared", f"{number(checks)} comparados") if checks else "",
        say(f"{number(report.requests)} requests", f"{number(report.requests)} chamadas"),
        duration(report.seconds),
    ]
    return f"({', '.join(part for part in parts if part)})"
