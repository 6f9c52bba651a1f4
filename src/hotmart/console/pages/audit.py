"""O que foi feito: what nobody knows yet, plans that wait for a yes, and every line of the audit."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import cast

import htpy as h
from starlette.responses import RedirectResponse, Response

from hotmart.accounts.account import Account
from hotmart.actions.guard.approvals import Approvals, kept_plans, says_yes
from hotmart.actions.guard.approving import Done
from hotmart.actions.guard.book import OPEN, Book, Line, newest
from hotmart.actions.guard.errors import PlanError, no_plan
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.settling import record
from hotmart.actions.guard.who import who
from hotmart.actions.running import client_of, zone_of
from hotmart.console import layout
from hotmart.console.blocks import Block
from hotmart.console.page import Page, Shown
from hotmart.console.view import View
from hotmart.console.writes import lines, plan, unknown
from hotmart.deeds import remembered
from hotmart.document import Problem, explained
from hotmart.errors import HotmartError
from hotmart.language import Text, say

_WRONG_WORD = Text(
    "That is not the word of this plan; nothing was sent.", "Não é a palavra deste plano; nada foi enviado."
)


def shows(view: View) -> Shown:
    """The page: what is unknown first, then what waits, then what was done."""
    book = kept_plans()
    every, open_, waiting = book.lines(), book.unknown(), book.waiting()
    return [*_unknown(view, open_), *_waiting(view, waiting), _audit(view, every)]


def _unknown(view: View, open_: list[Line]) -> Iterator[Block]:
    if open_:
        title = Text("Outcome unknown", "Resultado desconhecido")
        yield Block("attention", title, body=h.div[(unknown.shown(view, one) for one in open_)], wide=True)


def _waiting(view: View, waiting: list[Plan]) -> Iterator[Block]:
    if waiting:
        body = h.ul(".waiting")[
            (
                h.li[
                    h.a(href=view.link("/feito/plano", plan=one.id))[str(one.does)],
                    f" · {one.connection} · {one.id}",
                ]
                for one in waiting
            )
        ]
        yield Block("waiting", Text("Waiting for a yes", "À espera de um sim"), body=body, wide=True)


def _audit(view: View, every: list[Line]) -> Block:
    title = Text("What was done", "O que foi feito")
    if not every:
        nothing = say("Nothing was planned yet.", "Nada foi planejado ainda.")
        return Block("audit", title, body=h.p(".nothing")[nothing], wide=True)
    note = Text(
        "Lines are added and never changed. People are not in them.",
        "Linhas são acrescentadas e nunca alteradas. Nelas não há dados de pessoas.",
    )
    return Block(
        "audit", title, lines.table(view, every), body=lines.filters(view, every), note=note, wide=True
    )


def one_plan(view: View) -> Shown:
    """A plan: to be agreed to or refused, or what became of it."""
    plan_id, book = view.query.get("plan", ""), kept_plans()
    waiting = next((one for one in book.waiting() if one.id == plan_id), None)
    told = book.lines(plan_id) if plan_id else []
    if not told:
        raise no_plan(plan_id[:20])
    blocks = [*_came_of_it(view, plan_id)]
    if waiting:
        wrong = cast("Text | None", view.session.kept.pop(f"wrong {plan_id}", None))
        most = cast("int | None", view.session.kept.get(f"max {plan_id}"))
        title = Text("Plan: look at it before you say yes", "Plano: confira antes de dizer sim")
        blocks.append(Block("plan", title, body=plan.shown(view, waiting, wrong, most), wide=True))
    elif not blocks:
        blocks += _became(view, book, told)
    return [*blocks, Block("life", Text("Its life", "A vida dele"), lines.life(told), wide=True)]


def _came_of_it(view: View, plan_id: str) -> Iterator[Block]:
    """What was just answered to this browser."""
    done = cast("Done | None", view.session.kept.get(f"done {plan_id}"))
    problem = cast("Problem | None", view.session.kept.get(f"problem {plan_id}"))
    title = Text("What came of it", "O que resultou")
    if done:
        said = h.div[
            h.p(".done", role="status")[str(done.happened.said)],
            (h.p(".warning")[str(one)] for one in done.warnings),
            layout.problem(done.problem) if done.problem else None,
        ]
        yield Block("outcome", title, body=said, wide=True)
    elif problem:
        open_ = [one for one in kept_plans().unknown() if one.plan == plan_id]
        body = h.div[layout.problem(problem), (unknown.shown(view, one) for one in open_)]
        yield Block("outcome", title, body=body, wide=True)


def _became(view: View, book: Book, told: list[Line]) -> Iterator[Block]:
    """What the audit tells of a plan that nobody can agree to any more."""
    last = newest(told).get(told[0].plan)
    sending = next((one for one in told if one.happening == "sending"), None)
    title = Text("What became of it", "O que aconteceu com ele")
    if found := cast("Text | None", view.session.kept.get(f"found {told[0].plan}")):
        yield Block("found", title, body=h.p(role="status")[str(found)], wide=True)
    if last and sending and last.happening in OPEN:
        yield Block("attention", title, body=unknown.shown(view, sending), wide=True)
        return
    try:
        book.read(told[0].plan)
    except PlanError as error:
        yield Block("became", title, body=h.p(role="status")[str(error.text)], wide=True)


def approves(view: View) -> Response:
    """Say yes: the plan is carried out once, however often this is sent."""
    plan_id = view.form.get("plan", "")
    back = RedirectResponse(view.link("/feito/plano", plan=plan_id), HTTPStatus.SEE_OTHER)
    waiting = next((one for one in kept_plans().waiting() if one.id == plan_id), None)
    if waiting is None:  # the page says what became of it
        return back
    if not says_yes(waiting, view.form.get("word", "")):
        view.session.kept[f"wrong {plan_id}"] = _WRONG_WORD
        return back
    try:
        with remembered():  # what is done here is told here, and beside no later error
            view.session.kept[f"done {plan_id}"] = _carried_out(view, waiting)
    except HotmartError as error:
        if not isinstance(error, PlanError) or error.text.en not in _said_by_the_page(plan_id):
            view.session.kept[f"problem {plan_id}"] = explained(error)
    return back


def _said_by_the_page(plan_id: str) -> set[str]:
    """Why a plan cannot be carried out any more, as its page says it anyway."""
    try:
        kept_plans().read(plan_id)
    except PlanError as error:
        return {error.text.en}
    return set()


def _carried_out(view: View, waiting: Plan) -> Done:
    told = view.form.get("max_changes", "")
    most = int(told) if told.isdecimal() and len(told) < 6 else None
    account = _account_of(view, waiting.connection)
    with client_of(account, zone_of(view.account)) as client:
        return Approvals(account, client, who("console"), most).approve(waiting)


def _account_of(view: View, connection: str) -> Account:
    """The account of that connection; where it is none of these, the one that is looked at."""
    return next((one for one in view.accounts if one.settings.name == connection), view.told_account)


def refuses(view: View) -> Response:
    """Say no: nobody carries the plan out any more."""
    plan_id, book = view.form.get("plan", ""), kept_plans()
    for one in book.waiting():
        if one.id == plan_id:
            book.decline(one, who("console"))
    return RedirectResponse(view.link("/feito/plano", plan=plan_id), HTTPStatus.SEE_OTHER)


def settles(view: View) -> Response:
    """Find out by reading whether a write was done."""
    plan_id, book = view.form.get("plan", ""), kept_plans()
    line = next((one for one in book.lines(plan_id) if plan_id), None)
    if line is None:
        raise no_plan(plan_id[:20])
    account = _account_of(view, line.connection)
    with client_of(account, zone_of(view.account)) as client:
        found = Approvals(account, client, who("console")).settle(plan_id)
    for key in (f"problem {plan_id}", f"done {plan_id}"):
        view.session.kept.pop(key, None)
    view.session.kept[f"found {plan_id}"] = found[0].why if found else None
    return RedirectResponse(view.link("/feito/plano", plan=plan_id), HTTPStatus.SEE_OTHER)


def records(view: View) -> Response:
    """Note what a person saw of a write, in Hotmart's panel say."""
    plan_id = view.form.get("plan", "")
    record(kept_plans(), who("console"), plan_id, done=view.form.get("done") == "yes")
    view.session.kept.pop(f"problem {plan_id}", None)
    return RedirectResponse(view.link("/feito/plano", plan=plan_id), HTTPStatus.SEE_OTHER)


PAGE = Page(
    "feito",
    Text("What was done", "O que foi feito"),
    90,
    shows,
    does={"aprovar": approves, "recusar": refuses, "descobrir": settles, "registrar": records},
    parts={"plano": one_plan},
)
