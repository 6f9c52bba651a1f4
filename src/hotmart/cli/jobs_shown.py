"""Schedules and their runs, as people see them: what is next, how the last ended, and how far one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click
from rich.text import Text as Styled

from hotmart.cli.screen import grid, screen
from hotmart.exit_codes import DONE, FAILED
from hotmart.figures import counted, number, stamp
from hotmart.language import Text, say
from hotmart.schedule.job import Ending, Job
from hotmart.schedule.running_due import missed
from hotmart.schedule.schedule import Schedule
from hotmart.secrecy import visible
from hotmart.words import is_object
from hotmart.zone import stamp_in

ENDINGS: dict[Ending, Text] = {
    "done": Text("done", "feito"),
    "incomplete": Text("incomplete", "incompleto"),
    "differs": Text("a sum differs", "uma soma difere"),
    "failed": Text("failed", "falhou"),
    "killed": Text("killed", "foi encerrado à força"),
    "skipped": Text("skipped: still running", "pulado: ainda rodando"),
}
_STYLES: dict[Ending, str] = {"done": "green", "skipped": "dim", "incomplete": "yellow", "differs": "yellow"}
RUNNING = Text("running", "rodando")


def code_of(found: Sequence[Job]) -> int:
    """The exit code that says whether any of these failed: theirs, where all that failed have the same."""
    codes = {FAILED if one.exit_code is None else one.exit_code for one in found if one.outcome != "skipped"}
    wrong = codes - {DONE}
    return wrong.pop() if len(wrong) == 1 else FAILED if wrong else DONE


def scheduled(one: Schedule, last: Job | None, timer: str | None) -> dict[str, Any]:
    """A schedule as data, with its next run and its last."""
    following = one.following(datetime.now(UTC))
    return {
        "name": one.name,
        "when": one.when,
        "cron": one.cron,
        "what": one.what,
        "connections": list(one.connections),
        "zone": one.zone,
        "next": following,
        "timer": timer,
        "last": last.as_dict() if last else None,
    }


def draw_schedules(found: Sequence[tuple[Schedule, Job | None, str | None]]) -> None:
    """One row for each: when, what is next, and how the last run ended."""
    table = grid(
        say("name", "nome"),
        say("what", "o quê"),
        say("when", "quando"),
        say("next", "próxima"),
        say("last", "última"),
        say("outcome", "resultado"),
        say("by", "por"),
    )
    for one, last, timer in found:
        following = one.following(datetime.now(UTC))
        table.add_row(
            one.name,
            f"{one.what} {' '.join(one.connections)}".rstrip(),
            visible(one.when),
            stamp_in(following, one.zone) if following else "–",
            stamp_in(last.started, one.zone) if last else "–",
            outcome(last) if last else "–",
            timer or say("serve or run-due", "serve ou run-due"),
        )
    screen().print(table)


def draw_jobs(found: Sequence[Job]) -> None:
    """One row for each run, the latest first."""
    table = grid(
        say("run", "execução"),
        say("schedule", "agendamento"),
        say("what", "o quê"),
        say("started", "início"),
        say("outcome", "resultado"),
        say("by", "por"),
    )
    for one in found:
        table.add_row(one.id, one.schedule or "–", one.what, stamp(one.started), outcome(one), one.by)
    screen().print(table)


def outcome(job: Job) -> Styled:
    """How a job ended, and what was missed before it."""
    if job.outcome is None:
        return Styled(str(RUNNING), style="cyan")
    more = missed(job)
    said = f"{ENDINGS[job.outcome]} ({more})" if more else str(ENDINGS[job.outcome])
    return Styled(said, style=_STYLES.get(job.outcome, "red"))


def tell_outcome(job: Job) -> None:
    """One line on how a job ended, and why where it is not well."""
    name = job.schedule or job.what
    click.echo(f"{name}: {outcome(job).plain}")
    (*_, last) = [{}, *job.lines()]
    if text := _said(last.get("problem")):
        click.echo(f"  {text}")


def told(line: Mapping[str, Any]) -> str:
    """A line of a log as a sentence."""
    whose = f"{line['connection']}: " if line.get("connection") else ""
    stream = f"{line['stream']}: " if line.get("stream") else ""
    if text := _said(line):
        said = text
    elif line.get("event") == "ended":
        said = str(ENDINGS.get(line["outcome"], line["outcome"]))
        said += f": {why}" if (why := _said(line.get("problem"))) else ""
    else:
        said = _progress(line)
    return visible(f"{line.get('at', '')} {whose}{stream}{said}")


def _progress(line: Mapping[str, Any]) -> str:
    rows, written = int(line.get("rows") or 0), int(line.get("written") or 0)
    made, planned = int(line.get("calls") or 0), int(line.get("planned_calls") or 0)
    calls = say(
        f"{number(made)} of {counted(planned, 'request', 'requests')}",
        f"{number(made)} de {counted(planned, 'chamada', 'chamadas')}",
    )
    figures = say(
        f"{number(rows)} read, {number(written)} new or changed",
        f"{counted(rows, 'lido', 'lidos')}, {counted(written, 'novo ou alterado', 'novos ou alterados')}",
    )
    return f"{_EVENTS.get(str(line.get('event')), line.get('event', ''))} · {figures} · {calls}"


_EVENTS = {
    "planned": Text("planned", "planejado"),
    "read": Text("read", "lido"),
    "landed": Text("written", "gravado"),
    "checked": Text("compared", "comparado"),
    "gap": Text("not read", "não lido"),
    "waiting": Text("waiting for the quota", "esperando a cota"),
    "finished": Text("finished", "concluído"),
}


def _said(found: Any) -> str:
    text = found.get("text") if is_object(found) else None
    return str(Text(str(text.get("en", "")), str(text.get("pt", "")))) if is_object(text) else ""
