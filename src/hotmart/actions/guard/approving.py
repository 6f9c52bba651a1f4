"""Carrying a plan out, once a person has said yes: looked at again, taken, sent once, and written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from hotmart.actions.guard.book import Book
from hotmart.actions.guard.errors import OVERTAKEN, PlanError
from hotmart.actions.guard.happened import Happened, happened, left_of
from hotmart.actions.guard.looking import hotmarts_now
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.reads import shown_by
from hotmart.actions.guard.rules import check
from hotmart.actions.guard.seeing import see
from hotmart.client import Hotmart
from hotmart.config.writes import WritesConfig
from hotmart.deeds import may_be_done, was_done
from hotmart.errors import (
    APIStatusError,
    BadRequestError,
    HotmartError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
)
from hotmart.figures import iso
from hotmart.language import Text
from hotmart.words import NOT_JSON


class Done(NamedTuple):
    """What came of a plan."""

    plan: Plan
    output: Any
    """What Hotmart answered, as JSON has it; None where it tells nothing."""
    happened: Happened
    """What that means."""


def approve(
    plan_id: str, client: Hotmart, book: Book, rules: WritesConfig, who: str, max_changes: int | None = None
) -> Done:
    """Carry a plan out. Of all who try at once, one sends it, and it is sent once.

    Raises PlanError, ForbiddenError and TooManyError, before which nothing was sent; OutcomeUnknownError when
    nobody knows whether it was done, which `hotmart audit settle` finds out; and what Hotmart refuses with,
    each with the command that comes next as its advice.
    """
    plan = book.read(plan_id, client.identity)
    check(plan, rules, max_changes)
    book.take(plan, who, _look_again(plan, client, book, who))
    try:
        with may_be_done(_sent(plan), _settle(plan)):
            body = client.fetch(plan.request)
    except OutcomeUnknownError as error:
        book.note(plan, "unknown", who, {"settle": error.settle_with})
        error.advice = _settle(plan)
        raise
    except UnexpectedAnswerError as error:  # a page, from whoever sent it, does not say that nothing was done
        book.note(plan, "unknown", who, {"settle": plan.request.settle})
        unknown = OutcomeUnknownError(plan.request, _A_PAGE)
        unknown.advice = _settle(plan)
        raise unknown from error
    except APIStatusError as error:
        book.note(plan, "refused", who, {"status": error.status, "error": error.error})
        error.advice = _see(plan, error)
        raise
    except HotmartError as error:  # it never left: no login, no quota, no connection
        book.note(plan, "refused", who, {"error": error.code})
        raise
    output = _read(body)
    left = left_of(output)
    book.note(plan, "done", who, {"left": left} if left else None)
    came = happened(plan, output)
    was_done(came.said)
    return Done(plan, output, came)


_A_PAGE = Text("what came back is no answer of this operation", "o que voltou não é resposta desta operação")


def _look_again(plan: Plan, client: Hotmart, book: Book, who: str) -> dict[str, Any]:
    """Refuse a plan whose subject has changed since it was made; what is by now is told for the audit."""
    if not plan.state:
        return {}
    seen = see(plan.action, plan.arguments, client)
    if seen.state != plan.state:
        book.withdraw(plan, who)
        raise PlanError(OVERTAKEN)
    told = {"at_hotmart": iso(hotmarts_now(client))}
    return told if seen.alike is None else told | {"alike": seen.alike}


def _sent(plan: Plan) -> Text:
    said = f"{plan.request.method} {plan.request.path}"
    return Text(f"{said} may have been done.", f"{said} pode ter sido feito.")


def _settle(plan: Plan) -> Text:
    return Text(
        f"Do not try again before you know. This finds out: hotmart audit settle {plan.id}",
        f"Não tente de novo antes de saber. Isto descobre: hotmart audit settle {plan.id}",
    )


def _see(plan: Plan, error: APIStatusError) -> Text | None:
    """What Hotmart's refusal means, with the command that shows why, in place of the call in Python."""
    why, shown = _MEANT.get(error.error), shown_by(plan.action, plan.arguments)
    if shown is None or (why is None and not isinstance(error, BadRequestError)):
        return error.advice
    meant = why or _DOES_NOT_SAY
    return Text(f"{meant.en} This shows it: {shown}", f"{meant.pt} Isto mostra: {shown}")


_DOES_NOT_SAY = Text(
    "Hotmart does not say what it refused: its state or its kind may not allow this.",
    "A Hotmart não diz o que recusou: o estado ou o tipo pode não permitir isto.",
)
_MEANT: Mapping[str, Text] = {
    "refund_request_already_exists": Text(
        "A refund of this sale was asked for before.", "O reembolso desta venda já foi pedido."
    ),
    "it_can_not_cancel_subscription_status": Text(
        "Only an active or late subscription can be cancelled.",
        "Só uma assinatura ativa ou atrasada pode ser cancelada.",
    ),
    "subscription_in_trial_period": Text(
        "This is not possible during a trial.", "Isto não é possível durante o período de teste."
    ),
}


def _read(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body) if body.strip() else None
    except NOT_JSON:
        return None
