"""Jobs: started here or anywhere, followed while they run, and their logs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import htpy as h
from starlette.responses import RedirectResponse

from hotmart.config.finding import find
from hotmart.config.schedules import What
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.page import Shown
from hotmart.console.runs.progress import Progress, drawn
from hotmart.console.runs.states import ENDINGS, KINDS, said
from hotmart.console.view import View
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say
from hotmart.schedule import jobs
from hotmart.schedule.job import Job

MOST = 50
_STARTED: Mapping[str, What] = {"sync": "sync", "verify": "verify"}
"""What can be started from the page."""


def start(view: View) -> Shown:
    """Start a sync or a verification now; the page then follows it."""
    what = _STARTED.get(view.form.get("what", ""))
    if what is None:
        raise InvalidArgumentError("what", Text("Only sync or verify.", "Só sync ou verify."))
    wanted = view.form.get("connection", "")
    names = [wanted] if wanted else [*view.house.connections]
    started = jobs.start(what, view.house.file, names, by="console")
    return RedirectResponse(f"{view.link('/execucoes')}#job-{started.id}", HTTPStatus.SEE_OTHER)


def beginning(view: View) -> Block:
    """What can be started now."""
    names = [str(one.name) for one in view.accounts if one.name]
    every = say("all", "todas")
    choice = (
        h.label(".field")[
            h.span[say("Account", "Conta")],
            h.select(name="connection")[
                h.option(value="")[every], (h.option(value=one)[one] for one in names)
            ],
        ]
        if len(names) > 1
        else None
    )
    body = h.form(".row", method="post", action=view.link("/execucoes/comecar"))[
        choice,
        h.button(".main", name="what", value="sync")[say("Sync now", "Sincronizar agora")],
        h.button(name="what", value="verify")[say("Only prove", "Só provar")],
        h.a(".button", href=view.link("/execucoes/plano"))[say("What would it take?", "Quanto levaria?")],
        h.a(".button", href=view.link("/fontes/agendar"))[say("Schedule …", "Agendar …")],
    ]
    return Block("start", Text("Run", "Executar"), body=body, wide=True)


def running(view: View) -> Iterator[Block]:
    """Each job that runs, as it goes on."""
    for one in mine(view):
        if one.running:
            told = {"data-live": one.id, "data-live-at": view.link("/execucoes/ao-vivo")}
            again = h.p(".note")[h.a(href=view.link("/execucoes"))[say("Look again", "Ver de novo")]]
            place = h.div(told, aria_live="polite")[drawn(one, _progress(one))]
            yield Block(
                f"job-{one.id}", Text("Under way", "Em andamento"), body=[place, h.noscript[again]], wide=True
            )


def list_of(view: View) -> Block:
    """The last jobs."""
    columns = [
        Column("started", Text("began", "começou"), "moment"),
        Column("what", Text("what", "o quê"), words=lambda row: said(KINDS, row["what"])),
        Column("connections", Text("accounts", "contas")),
        Column("schedule", Text("schedule", "agendamento")),
        Column("by", Text("by", "por")),
        Column("outcome", Text("outcome", "resultado"), words=lambda row: said(ENDINGS, row["outcome"])),
        Column("missed", Text("missed before", "perdidas antes"), "count"),
    ]
    found = [_row(one) for one in mine(view)]
    nothing = Text(
        "Nothing was run from here or by a schedule yet.",
        "Nada foi executado daqui nem por agendamento ainda.",
    )
    table = Table(
        columns, found, links=lambda row: view.link("/execucoes/registro", id=row["id"]), nothing=nothing
    )
    return Block(
        "jobs",
        Text("Started here and by schedules", "Iniciadas aqui e por agendamento"),
        table=table,
        wide=True,
    )


def log_of(view: View) -> Shown:
    """The log of one job: how it stands, and each line that says something."""
    one = jobs.job(view.query.get("id", ""))
    lines = [_line(line) for line in one.lines() if line.get("event")]
    columns = [
        Column("at", Text("at", "em")),
        Column("event", Text("what happened", "o que houve"), "code"),
        Column("connection", Text("account", "conta")),
        Column("stream", Text("stream", "stream"), "code"),
        Column("rows", Text("rows", "linhas"), "count"),
        Column("calls", Text("requests", "chamadas"), "count"),
        Column("text", Text("said", "dito")),
    ]
    return [
        Block("state", Text("How it ended", "Como terminou"), body=drawn(one, _progress(one)), wide=True),
        Block("lines", Text("Log", "Registro"), table=Table(columns, lines), wide=True),
    ]


def mine(view: View) -> list[Job]:
    """The jobs of the hotmart.toml of this console."""
    path = find(view.house.file)
    return jobs.jobs(MOST, file=Path(path) if path else None)


def _progress(one: Job) -> Progress:
    progress = Progress()
    progress.add(one.lines())
    return progress


def _row(one: Job) -> dict[str, Any]:
    told: dict[str, Any] = {"id": one.id, "started": one.started, "what": one.what, "schedule": one.schedule}
    names = ", ".join(one.connections) or None
    return told | {"connections": names, "by": one.by, "outcome": one.outcome, "missed": one.missed}


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    text = line.get("text")
    told = {name: line.get(name) for name in ("at", "event", "connection", "stream", "rows", "calls")}
    return told | {"text": say(text["en"], text["pt"]) if text else None}
