"""Fluxos: what can be done at Hotmart, as forms that are run now, saved, and run again."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import cast

import htpy as h
from starlette.responses import RedirectResponse, Response

from hotmart.actions.action import Action, known_action
from hotmart.actions.flows import flow_of, given_to
from hotmart.actions.guard.approvals import Approvals
from hotmart.actions.guard.planning import plan_of
from hotmart.actions.guard.who import who
from hotmart.actions.listing import EFFECTS
from hotmart.actions.running import client_of, endpoint_of, run, zone_of
from hotmart.console.blocks import Block
from hotmart.console.flows import saved
from hotmart.console.flows.answers import answer, gone
from hotmart.console.flows.drafts import Draft, Result, draft_of, keep_draft, keep_result, mistake, result_of
from hotmart.console.flows.fields import fields, lacking, typed
from hotmart.console.flows.forms import LIMITS, form
from hotmart.console.flows.listing import by_resource, search
from hotmart.console.flows.saving import forgetting, saving, write_down
from hotmart.console.page import Page, Shown
from hotmart.console.sources.difference import OTHER
from hotmart.console.sources.proposing import Proposal
from hotmart.console.view import View
from hotmart.errors import HotmartError
from hotmart.language import Text, say

_CHANGE, _NOTICE = "flow change", "flow notice"


def shows(view: View) -> Shown:
    """The page: what somebody wants, what is saved, and all there is."""
    return [
        Block(
            "search",
            Text("Find by what you want", "Procurar pelo que você quer"),
            body=search(view),
            wide=True,
        ),
        saved.block(view),
        Block(
            "actions",
            Text("Everything that can be done", "Tudo o que se pode fazer"),
            body=h.div(".resources")[by_resource(view)],
            wide=True,
        ),
    ]


def action(view: View) -> Shown:
    """The form of one action, as it was last filled in, or as a flow was saved."""
    one = known_action(view.query.get("id", ""))
    draft = Draft({})
    if name := view.query.get("flow"):
        draft = Draft(flow_of(view.accounts[0].config.flows, name).parameters, name=name)
    elif "again" in view.query:
        draft = draft_of(view.session, one.id) or draft
    body = h.div[
        h.p[str(one.description)],
        None if one.reads else h.p(".warning")[_changes(one)],
        form(view, one, draft),
        h.p[h.a(href=view.link("/fluxos"))[say("All flows", "Todos os fluxos")]],
    ]
    return [Block("form", one.name, body=body, wide=True)]


def _changes(one: Action) -> str:
    effect = f"{EFFECTS[one.effect]}"
    return say(
        f"This changes something at Hotmart ({effect}). You see the plan first; nothing is sent before you "
        "type its word.",
        f"Isto altera algo na Hotmart ({effect}). Você vê o plano antes; nada é enviado até você digitar a "
        "palavra dele.",
    )


def runs(view: View) -> Response:
    """Run what was filled in, or a flow that is saved: a read is answered, a write gets its plan."""
    one, draft = _asked(view)
    if needed := lacking(one, draft.typed):
        return _again(view, one, _empty(draft, needed.name))
    try:
        return _read(view, one, draft) if one.reads else _planned(view, one, draft)
    except HotmartError as error:
        return _again(view, one, mistake(error, draft.typed, draft.limit, draft.name))


def _asked(view: View) -> tuple[Action, Draft]:
    if name := view.form.get("flow"):
        flow = flow_of(view.accounts[0].config.flows, name)
        return flow.action, Draft(flow.parameters, LIMITS[-1], name)
    one = known_action(view.form.get("id", ""))
    told = view.form.get("limit") or view.form.get("max_changes") or ""
    limit = min(int(told), LIMITS[-1]) if told.isdecimal() and len(told) < 6 else 0
    return one, Draft(typed(one, view.form), limit, view.form.get("name", "").strip())


def _read(view: View, one: Action, draft: Draft) -> Response:
    account, zone = view.told_account, zone_of(view.account)
    with client_of(account, zone) as client:
        given = given_to(one, draft.typed, zone)
        asked = account if endpoint_of(one.id) else view.account
        output = run(one.id, given, asked, client, max(draft.limit, LIMITS[0]), zone)
    keep_draft(view.session, one.id, draft)
    key = keep_result(view.session, Result(one.id, draft.typed, output, draft.limit))
    return _to(view.link("/fluxos/resultado", run=key))


def _planned(view: View, one: Action, draft: Draft) -> Response:
    """Nothing is sent here: the plan waits for its word, on its own page."""
    account, zone = view.told_account, zone_of(view.account)
    endpoint = endpoint_of(one.id)
    assert endpoint is not None  # noqa: S101  # what writes is one operation
    most = draft.limit or None
    with client_of(account, zone) as client:
        plan = plan_of(endpoint, given_to(one, draft.typed, zone), client, account.settings.name)
        Approvals(account, client, who("console"), most).add(plan)
    keep_draft(view.session, one.id, draft)
    view.session.kept[f"max {plan.id}"] = most
    return _to(view.link("/feito/plano", plan=plan.id))


def result(view: View) -> Shown:
    """What came of a read."""
    found = result_of(view.session, view.query.get("run", ""))
    if found is None:
        return [Block("gone", Text("Result", "Resultado"), body=gone(), wide=True)]
    return answer(view, found)


def saves(view: View) -> Response:
    """Show what saving would change in hotmart.toml. What tells of a person is left out."""
    one, draft = _asked(view)
    private = {field.name for field in fields(one) if field.private}
    kept = {name: value for name, value in draft.typed.items() if name not in private}
    try:
        given_to(one, kept, zone_of(view.account)) if not lacking(one, kept) else None
        change = saving(view.house, draft.name, one.id, view.told_account.name, kept)
    except HotmartError as error:
        return _again(view, one, mistake(error, draft.typed, draft.limit, draft.name))
    return _shown_first(view, change)


def forgets(view: View) -> Response:
    """Show what taking a flow out would change in hotmart.toml."""
    return _shown_first(view, forgetting(view.house, view.form.get("flow", "")))


def _shown_first(view: View, change: Proposal) -> Response:
    view.session.kept[_CHANGE] = change
    return _to(view.link("/fluxos/diferenca"))


def difference(view: View) -> Shown:
    """What waits to be written."""
    change = cast("Proposal | None", view.session.kept.get(_CHANGE))
    notice = cast("Text | None", view.session.kept.pop(_NOTICE, None))
    return _to(view.link("/fluxos")) if change is None else [saved.difference(view, change, notice)]


def writes_down(view: View) -> Response:
    """Write what was shown, once, and nothing that another tab has prepared."""
    change = cast("Proposal | None", view.session.kept.get(_CHANGE))
    if change is not None and view.form.get("word") != change.word:
        view.session.kept[_NOTICE] = OTHER
        return _to(view.link("/fluxos/diferenca"))
    if view.session.kept.pop(_CHANGE, None) is not None and change is not None:
        write_down(change)
        view.house.renew()
    return _to(view.link("/fluxos"))


def _empty(draft: Draft, name: str) -> Draft:
    return replace(draft, wrong=name, said=Text("Fill in this field.", "Preencha este campo."))


def _again(view: View, one: Action, draft: Draft) -> Response:
    keep_draft(view.session, one.id, draft)
    return _to(view.link("/fluxos/acao", id=one.id, again="1"))


def _to(where: str) -> Response:
    return RedirectResponse(where, HTTPStatus.SEE_OTHER)


PAGE = Page(
    "fluxos",
    Text("Flows", "Fluxos"),
    80,
    shows,
    does={"rodar": runs, "guardar": saves, "apagar": forgets, "gravar": writes_down},
    parts={"acao": action, "resultado": result, "diferenca": difference},
)
