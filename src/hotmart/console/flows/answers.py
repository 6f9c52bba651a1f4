"""What came of a read, on a page: for which window, what to know of it, and its rows."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from hotmart.actions.action import known_action
from hotmart.actions.columns import SECTIONS
from hotmart.actions.reading import Output
from hotmart.console.blocks import Block
from hotmart.console.flows.drafts import Result, on_a_page
from hotmart.console.flows.fields import BEFORE, fields
from hotmart.console.flows.results import parts, table
from hotmart.console.view import View
from hotmart.figures import counted
from hotmart.language import Text, say
from hotmart.words import is_list


def answer(view: View, result: Result) -> list[Block]:
    """The blocks of a result."""
    whole = "as" in view.query
    found = result.output
    blocks = [Block("about", known_action(result.action).name, body=_about(view, result), wide=True)]
    if found.is_empty:
        return blocks
    named = parts(result.action, found.output)
    for name, rows in named.items():
        section = SECTIONS.get(result.action, {}).get(name)
        title = section.heading if section else Text(name, name)
        if not rows:
            note = section.none if section else Text("none", "nada")
            blocks.append(Block(name, title, body=h.p(".nothing")[str(note)], wide=True))
        else:
            made = table(f"{result.action}.{name}", rows, whole=whole)
            blocks.append(Block(name, title, table=made, wide=True))
    if not named:
        rows_of = table(result.action, found.output, whole=whole)
        blocks.append(Block("rows", Text("Result", "Resultado"), table=rows_of, wide=True))
    return blocks


def _about(view: View, result: Result) -> h.Element:
    found = result.output
    again = view.link("/fluxos/acao", id=result.action, again="1")
    return h.div[
        h.p(role="status")[" · ".join(_told(found))],
        (h.p(".warning")[str(one)] for one in _warnings(found)),
        _with_every_state(view, result),
        h.p(".row")[
            h.a(".button", href=again)[say("Change and run again", "Alterar e rodar de novo")],
            h.a(href=view.link("/fluxos"))[say("All flows", "Todos os fluxos")],
        ],
    ]


def _with_every_state(view: View, result: Result) -> h.Node:
    """The same again with what Hotmart leaves out unasked, where it has left anything out."""
    action = known_action(result.action)
    hiding = next((one for one in fields(action) if one.hides_states), None)
    if hiding is None or {hiding.name, "transaction"} & result.typed.keys():
        return None
    told = {"id": action.id, f"{BEFORE}{hiding.name}.ALL": "on", "limit": str(result.limit)}
    told |= {BEFORE + name: value for name, value in result.typed.items()}
    return h.form(method="post", action=view.link("/fluxos/rodar"))[
        (h.input(type="hidden", name=name, value=value) for name, value in told.items()),
        h.button[say("The same with all states", "O mesmo com todas as situações")],
    ]


def _told(found: Output) -> Iterator[str]:
    """How much there is, for which time it was asked, and what it cost."""
    if is_list(found.output):
        rows = len(found.output)
        yield say(counted(rows, "row", "rows"), counted(rows, "linha", "linhas"))
    if window := found.window:
        start, end = window.start, window.end
        if start or end:
            yield say(
                f"from {start or 'the beginning'} to {end or 'now'}, days of {found.time_zone}",
                f"de {start or 'o início'} até {end or 'agora'}, dias de {found.time_zone}",
            )
    if found.requests:
        yield say(
            counted(found.requests, "call to Hotmart", "calls to Hotmart"),
            counted(found.requests, "chamada à Hotmart", "chamadas à Hotmart"),
        )


def _warnings(found: Output) -> Iterator[Text]:
    for one in found.warnings:
        if told := on_a_page(one):
            yield told
    if found.problem and found.problem.text not in found.warnings:
        yield found.problem.text
    elif found.more:
        yield Text("There are more: run it again with more rows.", "Há mais: rode de novo com mais linhas.")


def gone() -> h.Element:
    """That a result is not kept any more."""
    return h.p(".nothing")[
        say(
            "This result is not kept any more: only the last ones of this browser are. Run it again.",
            "Este resultado não está mais guardado: só os últimos deste navegador ficam. Rode de novo.",
        )
    ]
