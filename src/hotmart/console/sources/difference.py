"""The difference that waits for a yes: shown line by line, written once, and shown anew where it is stale."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

import htpy as h
from starlette.responses import RedirectResponse, Response

from hotmart.console.blocks import Block
from hotmart.console.page import Shown
from hotmart.console.sources.proposing import Proposal, carry_out, is_as_it_was, proposed
from hotmart.console.view import View
from hotmart.errors import HotmartError
from hotmart.figures import counted
from hotmart.language import Text, say

_WAITS, _SAID = "sources.proposal", "sources.said"
_LONG = 60  # lines after which a difference is folded: what a first file is


def wait_for_yes(view: View, proposal: Proposal) -> Response:
    """Show it before it is written; where nothing changes there is nothing to show."""
    if not proposal.changes:
        return finished(view, proposal.done)
    view.session.kept[_WAITS] = proposal
    return RedirectResponse(view.link("/fontes/diferenca"), HTTPStatus.SEE_OTHER)


def finished(view: View, done: Text) -> Response:
    """Back to all sources, where it is said what was done."""
    view.session.kept[_SAID] = done
    return RedirectResponse(view.link("/fontes"), HTTPStatus.SEE_OTHER)


def what_was_done(view: View) -> h.Node:
    """What came of the last form, said once."""
    said = view.session.kept.pop(_SAID, None)
    return h.p(".done", role="status")[str(said)] if isinstance(said, Text) else None


def difference(view: View) -> Shown:
    """The page of a difference."""
    proposal = _waiting(view)
    if proposal is None:
        return RedirectResponse(view.link("/fontes"), HTTPStatus.SEE_OTHER)
    return _shown(view, proposal, None)


def writes(view: View) -> Shown:
    """Write what was shown, and nothing else."""
    proposal = _waiting(view)
    if proposal is None:
        return RedirectResponse(view.link("/fontes"), HTTPStatus.SEE_OTHER)
    if view.form.get("do") == "leave":
        view.session.kept.pop(_WAITS, None)
        return finished(view, Text("Nothing was written.", "Nada foi gravado."))
    if not is_as_it_was(proposal):
        return _stale(view, proposal)
    if view.form.get("word") != proposal.word:
        return _shown(view, proposal, OTHER)
    carry_out(proposal)
    view.session.kept.pop(_WAITS, None)
    view.house.renew()
    return finished(view, proposal.done)


def _stale(view: View, proposal: Proposal) -> Shown:
    """Somebody has changed the file since: what would be written now is something else."""
    try:
        anew = proposed(view.house, proposal.edits, proposal.done, proposal.note)
    except HotmartError:
        view.session.kept.pop(_WAITS, None)
        raise
    view.session.kept[_WAITS] = anew
    if not anew.changes:
        view.session.kept.pop(_WAITS, None)
        view.house.renew()
        return finished(view, Text("The file says so already.", "O arquivo já diz isso."))
    return _shown(view, anew, _STALE)


def _waiting(view: View) -> Proposal | None:
    found = view.session.kept.get(_WAITS)
    return replace(found) if isinstance(found, Proposal) else None


def _shown(view: View, proposal: Proposal, notice: Text | None) -> Shown:
    is_new = proposal.before is None
    name = proposal.file.name
    title = (
        Text(f"{name} would be made", f"{name} seria criado")
        if is_new
        else Text(f"What would change in {name}", f"O que mudaria no {name}")
    )
    lines = drawn(proposal.difference)
    body = [
        h.p(".problem", role="alert")[str(notice)] if notice else None,
        h.p(".done", role="status")[str(proposal.note)] if proposal.note else None,
        h.p[_where(proposal)],
        [h.p(".warning")[str(one.told())] for one in proposal.warnings],
        [drawn(_told(proposal.difference)), _folded(lines, len(proposal.difference))] if is_new else lines,
        h.form(".row", method="post", action=view.link("/fontes/gravar"))[
            h.input(type="hidden", name="word", value=proposal.word),
            h.button(".main", name="do", value="write")[say("Write it", "Gravar")],
            h.button(name="do", value="leave")[say("Leave it as it is", "Deixar como está")],
        ],
    ]
    return [Block("difference", title, body=body, wide=True)]


def drawn(lines: list[str]) -> h.Element:
    """A difference whose lines say in words, too, whether they come or go."""
    return h.pre(".difference", tabindex="0", role="region", aria_label=say("Difference", "Diferença"))[
        h.code[(_line(one) for one in lines)]
    ]


def _line(line: str) -> h.Node:
    sign, rest = line[:1], line[1:]
    if sign == "+":
        return h.ins[h.span(".hidden")[say("added: ", "entra: ")], "+ ", rest, "\n"]
    if sign == "-":
        return h.del_[h.span(".hidden")[say("removed: ", "sai: ")], "- ", rest, "\n"]
    if sign == "@":
        return h.span(".place")["⋯\n"]
    return ["  ", rest, "\n"]


def _told(lines: list[str]) -> list[str]:
    """The lines of a new file that say something, without those that only explain what could be said."""
    return [
        one for one in lines if one[1:].strip() and one[:1] == "+" and not one[1:].lstrip().startswith("#")
    ]


def _folded(lines: h.Element, count: int) -> h.Element:
    return h.details(open=count <= _LONG)[
        h.summary[
            say(
                f"All of it: {counted(count, 'line', 'lines')}",
                f"Tudo: {counted(count, 'linha', 'linhas')}",
            )
        ],
        lines,
    ]


def _where(proposal: Proposal) -> str:
    path = proposal.file.absolute()
    if proposal.before is None:
        return say(
            f"A new file, {path}: what was chosen, and every other option beside it, explained and switched "
            "off. No secret stands in it.",
            f"Um arquivo novo, {path}: o que foi escolhido e, ao lado, todas as outras opções, explicadas e "
            "desligadas. Nenhum segredo fica nele.",
        )
    return say(
        f"{path}. Comments and all other lines stay as they are.",
        f"{path}. Os comentários e todas as outras linhas ficam como estão.",
    )


_STALE = Text(
    "The file was changed meanwhile, so nothing was written. This is the difference now.",
    "O arquivo foi alterado enquanto isso, então nada foi gravado. Esta é a diferença agora.",
)
OTHER = Text(
    "Another change was prepared since, in another tab perhaps, so nothing was written. This is that one.",
    "Outra alteração foi preparada desde então, talvez em outra aba, e nada foi gravado. Esta é ela.",
)
"""What is said to whoever agrees to a change that is not the one that waits."""
