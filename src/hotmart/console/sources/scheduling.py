"""A schedule, added or removed: the time in words, the lines of hotmart.toml, and the timer of the system."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import NamedTuple, cast, get_args

import htpy as h
from starlette.responses import RedirectResponse

from hotmart.actions.flows import flows_of
from hotmart.config.findings import ConfigError
from hotmart.config.schedules import What
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.page import Shown
from hotmart.console.sources.difference import OTHER as ANOTHER
from hotmart.console.sources.difference import drawn as drawn_difference
from hotmart.console.sources.difference import finished
from hotmart.console.sources.fields import OTHER, Field, Values, Wrong, drawn, mistakes, wrong_by, wrong_of
from hotmart.console.sources.proposing import file_of, word_of
from hotmart.console.view import View
from hotmart.errors import ConfigurationError, HotmartError, InvalidArgumentError
from hotmart.language import Text, say
from hotmart.recurrence.errors import WhenError
from hotmart.schedule.adding import Change, add, adding, remove, removing
from hotmart.schedule.errors import UnseenCredentialError
from hotmart.schedule.schedule import schedules
from hotmart.schedule.timers import in_the_system

_WAITS = "sources.schedule"
_FLOW = "flow:"
"""What stands before the name of a flow, where the kinds of job are chosen from."""
_WORDS: dict[str, Text] = {
    "sync": Text("sync: copy and prove", "sync: copiar e provar"),
    "verify": Text("verify: only prove", "verify: só provar"),
    "metrics": Text("metrics: take the figures down", "metrics: anotar os números"),
}
_COLUMNS = (
    Column("name", Text("name", "nome")),
    Column("when", Text("when", "quando")),
    Column("what", Text("what", "o quê"), "code"),
    Column("connections", Text("connections", "conexões")),
    Column("next", Text("next run", "próxima execução"), "moment"),
    Column("timer", Text("woken by", "acordado por")),
)


def fields(view: View) -> Sequence[Field]:
    """The fields of a new one."""
    names = [str(one.name) for one in view.accounts if one.name]
    every = [("", Text("all", "todas")), *((name, Text(name, name)) for name in names)]
    return (
        Field(
            "when",
            Text("When", "Quando"),
            help=Text(
                "In words, such as every day at 06:30, every hour, or the five fields of cron.",
                "Em palavras, como todo dia às 06:30, toda hora, ou os cinco campos do cron.",
            ),
            example=say("every day at 06:30", "todo dia às 06:30"),
            needed=True,
        ),
        Field(
            "what",
            Text("What", "O quê"),
            kind="choice",
            choices=[*_kinds(view)],
        ),
        Field("connection", Text("Connection", "Conexão"), kind="choice", choices=every),
        Field(
            "name",
            Text("Name", "Nome"),
            help=Text("Unless told, one is found.", "Sem isto, um é escolhido."),
            longest=40,
        ),
        Field(
            "no_timer",
            Text("Without a timer of the system", "Sem timer do sistema"),
            help=Text(
                "Then it runs where `hotmart schedule serve` or `hotmart run-due` does.",
                "Aí ele roda onde `hotmart schedule serve` ou `hotmart run-due` rodar.",
            ),
            kind="tick",
        ),
    )


def _kinds(view: View) -> Iterator[tuple[str, Text]]:
    """What can run by itself: the kinds of job, and each flow of the file that changes nothing."""
    yield from ((one, _WORDS.get(one, Text(one, one))) for one in get_args(What) if one != "flow")
    for one in flows_of(view.accounts[0].config.flows):
        if one.action.reads:
            yield f"{_FLOW}{one.name}", Text(f"flow {one.name}", f"fluxo {one.name}")


def triggers(view: View) -> Block:
    """What runs by itself."""
    file = file_of(view.house)
    known = schedules(file) if file.is_file() else []
    timers: dict[str, str] = {}
    if known:
        with contextlib.suppress(HotmartError, OSError):
            timers = dict(in_the_system(file))
    now = datetime.now(UTC)
    rows = [
        {
            "name": one.name,
            "when": one.when,
            "what": one.what,
            "connections": ", ".join(one.connections) or say("all", "todas"),
            "next": one.following(now),
            "timer": timers.get(one.name),
        }
        for one in known
    ]
    body = [
        h.p[
            h.a(".button", href=view.link("/fontes/agendamento"))[
                say("Add a schedule", "Adicionar agendamento")
            ]
        ],
        h.div(".row")[(_removal(view, one.name) for one in known)] if known else _none(),
    ]
    title = Text("Schedules", "Agendamentos")
    return Block("schedules", title, body=body, table=Table(_COLUMNS, rows) if rows else None, wide=True)


def form(view: View) -> Shown:
    """The form of a new schedule, of what an address may name."""
    return _shown(view, {"what": view.query.get("what", "")}, {})


def plans(view: View) -> Shown:
    """What adding or removing it would do, shown before."""
    told, every = view.form, fields(view)
    try:
        change = removing(told["remove"], file_of(view.house)) if "remove" in told else _adding(view)
    except (WhenError, UnseenCredentialError) as error:
        field = "when" if isinstance(error, WhenError) else "no_timer"
        return _shown(view, told, {field: f"{error.text} {error.advice or ''}".strip()})
    except InvalidArgumentError as error:
        return _shown(view, told, wrong_by(error, every))
    except ConfigError as error:
        return _shown(view, told, wrong_of(error.findings, every))
    except HotmartError as error:
        return _shown(view, told, {OTHER: f"{error.text} {error.advice or ''}".strip()})
    view.session.kept[_WAITS] = _Waiting(change, told)
    return RedirectResponse(view.link("/fontes/agendar"), HTTPStatus.SEE_OTHER)


def change(view: View) -> Shown:
    """The page of what waits for a yes."""
    found = _waiting(view)
    return _drawn(view, found[0], None) if found else _back(view)


def carries_out(view: View) -> Shown:
    """Do what was shown; where the file was changed meanwhile, show what it would be now."""
    found = _waiting(view)
    if found is None:
        return _back(view)
    planned, told = found
    if view.form.get("do") == "leave":
        view.session.kept.pop(_WAITS, None)
        return finished(view, Text("Nothing was written.", "Nada foi gravado."))
    if planned.file.read_bytes().decode("utf-8-sig") != planned.before:
        anew = removing(told["remove"], planned.file) if "remove" in told else _adding(view, told)
        view.session.kept[_WAITS] = _Waiting(anew, told)
        return _drawn(view, anew, _STALE)
    if view.form.get("word") != _word(planned):
        return _drawn(view, planned, ANOTHER)
    (remove if planned.gone else add)(planned)
    view.session.kept.pop(_WAITS, None)
    view.house.renew()
    name = planned.gone or (planned.schedule.name if planned.schedule else "")
    if planned.gone:
        return finished(view, Text(f"{name} is removed.", f"{name} foi removido."))
    return finished(view, Text(f"{name} is scheduled.", f"{name} foi agendado."))


def _adding(view: View, told: Values | None = None) -> Change:
    given = view.form if told is None else told
    file = file_of(view.house)
    if not file.is_file():
        raise ConfigurationError(
            Text("There is no hotmart.toml yet.", "Ainda não há hotmart.toml."),
            Text("Add a connection first.", "Adicione uma conexão antes."),
        )
    chosen = given.get("connection", "")
    what = given.get("what", "sync")
    flow = what.removeprefix(_FLOW) if what.startswith(_FLOW) else ""
    return adding(
        given.get("when", "").strip(),
        what="flow" if flow else cast("What", what if what in get_args(What) else "sync"),
        flow=flow or None,
        connections=(chosen,) if chosen else (),
        name=given.get("name", "").strip() or None,
        file=file,
        timer=given.get("no_timer") != "on",
    )


class _Waiting(NamedTuple):
    """What waits for a yes, and the form that it was made from."""

    change: Change
    told: Values


def _word(change: Change) -> str:
    return word_of(change.before, change.after, change.timer and change.timer.text, change.gone)


def _waiting(view: View) -> _Waiting | None:
    found = view.session.kept.get(_WAITS)
    return found if isinstance(found, _Waiting) else None


def _back(view: View) -> Shown:
    return RedirectResponse(view.link("/fontes"), HTTPStatus.SEE_OTHER)


def _shown(view: View, values: Values, wrong: Wrong) -> Shown:
    every = fields(view)
    body = h.form(".form", method="post", action=view.link("/fontes/agendamento"), novalidate=True)[
        mistakes(every, wrong),
        (drawn(one, values, wrong) for one in every),
        h.div(".row")[
            h.button(".main")[say("Go on", "Continuar")],
            h.a(href=view.link("/fontes"))[say("Back to all sources", "Voltar às fontes")],
        ],
    ]
    return [Block("schedule", Text("A new schedule", "Um novo agendamento"), body=body, wide=True)]


def _drawn(view: View, change: Change, notice: Text | None) -> Shown:
    timer = change.timer
    body = [
        h.p(".problem", role="alert")[str(notice)] if notice else None,
        drawn_difference(change.difference[2:]),
        [h.h3[say("In the system", "No sistema")], h.pre(tabindex="0")[h.code[str(timer.text)]]]
        if timer
        else None,
        h.p[say(f"And its timer of {change.kind}.", f"E o timer dele no {change.kind}.")]
        if change.gone and change.kind
        else None,
        [h.p(".warning")[str(note)] for note in change.notes],
        h.form(".row", method="post", action=view.link("/fontes/agendar"))[
            h.input(type="hidden", name="word", value=_word(change)),
            h.button(".main", name="do", value="write")[say("Write it", "Gravar")],
            h.button(name="do", value="leave")[say("Leave it as it is", "Deixar como está")],
        ],
    ]
    title = Text("What would change", "O que mudaria")
    return [Block("change", title, body=body, wide=True)]


def _removal(view: View, name: str) -> h.Element:
    words = say(f"Remove {name}", f"Remover {name}")
    return h.form(method="post", action=view.link("/fontes/agendamento"))[
        h.button(".danger", name="remove", value=name)[words]
    ]


def _none() -> h.Element:
    return h.p(".nothing")[say("Nothing runs by itself yet.", "Nada roda sozinho ainda.")]


_STALE = Text(
    "The file was changed meanwhile, so nothing was written. This is the change now.",
    "O arquivo foi alterado enquanto isso, então nada foi gravado. Esta é a alteração agora.",
)
