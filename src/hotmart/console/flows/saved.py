"""The flows that are saved in hotmart.toml: run, changed, or taken out of it."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h

from hotmart.actions.flows import Flow, flows_of
from hotmart.actions.listing import EFFECTS
from hotmart.console.blocks import Block
from hotmart.console.sources.difference import drawn
from hotmart.console.sources.proposing import Proposal
from hotmart.console.view import View
from hotmart.language import Text, say


def block(view: View) -> Block:
    """Those there are."""
    known = [*flows_of(view.accounts[0].config.flows)]
    nothing = h.p(".nothing")[
        say(
            "None yet. Fill in a form below and save it under a name.",
            "Nenhum ainda. Preencha um formulário abaixo e guarde com um nome.",
        )
    ]
    body = h.ul(".saved")[(h.li[_one(view, one)] for one in known)] if known else nothing
    return Block("saved", Text("Saved flows", "Fluxos guardados"), body=body, wide=True)


def _one(view: View, flow: Flow) -> Iterator[h.Node]:
    where = view.link("/fluxos/acao", id=flow.action.id, flow=flow.name, account=flow.connection)
    yield h.a(href=where)[flow.name]
    yield h.span[f" {flow.action.name}"]
    if not flow.action.reads:
        yield h.span(".mark", {"data-effect": flow.action.effect})[f" {EFFECTS[flow.action.effect]}"]
    told = " · ".join(f"{name} {value}" for name, value in flow.parameters.items())
    yield h.small[" · ".join(filter(None, (flow.connection, told)))]
    yield h.span(".row")[
        _button(view, "rodar", flow, say("Run now", "Rodar agora"), ".main") if flow.action.reads else None,
        h.a(href=view.link("/fontes/agendamento", what=f"flow:{flow.name}"))[say("Schedule…", "Agendar…")]
        if flow.action.reads
        else None,
        _button(view, "apagar", flow, say("Remove…", "Remover…"), ""),
    ]


def _button(view: View, does: str, flow: Flow, words: str, looks: str) -> h.Element:
    where = view.link(f"/fluxos/{does}", account=flow.connection)
    return h.form(method="post", action=where)[
        h.input(type="hidden", name="flow", value=flow.name),
        h.button(class_=looks.strip("."), aria_label=f"{words} {flow.name}")[words],
    ]


def difference(view: View, proposal: Proposal, notice: Text | None = None) -> Block:
    """What would be written, before it is."""
    changes = proposal.changes
    body = h.div[
        h.p(".problem", role="alert")[str(notice)] if notice else None,
        drawn(proposal.difference) if changes else h.p[say("Nothing changes.", "Nada muda.")],
        [h.p(".warning")[str(one.told())] for one in proposal.warnings],
        h.form(".row", method="post", action=view.link("/fluxos/gravar"))[
            h.input(type="hidden", name="word", value=proposal.word),
            h.button(".main")[say("Write it", "Gravar")] if changes else None,
            h.a(href=view.link("/fluxos"))[say("Leave it as it is", "Deixar como está")],
        ],
    ]
    name = proposal.file.name
    return Block(
        "difference",
        Text(f"What would change in {name}", f"O que mudaria no {name}"),
        body=body,
        wide=True,
    )
