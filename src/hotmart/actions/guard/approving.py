"""Carrying a plan out, once a person has said yes: looked at again, taken, sent once, and written down."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from hotmart.actions.guard.book import Book
from hotmart.actions.guard.errors import OVERTAKEN, PlanError
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.rules import check
from hotmart.actions.guard.seeing import see
from hotmart.client import Hotmart
from hotmart.config.writes import WritesConfig
from hotmart.errors import APIStatusError, HotmartError, OutcomeUnknownError, UnexpectedAnswerError
from hotmart.language import Text
from hotmart.words import NOT_JSON


class Done(NamedTuple):
    """What came of a plan."""

    plan: Plan
    output: Any
    """What Hotmart answered, as JSON has it; None where it tells nothing."""


def approve(
    plan_id: str, client: Hotmart, book: Book, rules: WritesConfig, who: str, max_changes: int | None = None
) -> Done:
    """Carry a plan out. Of all who try at once, one sends it, and it is sent once.

    Raises PlanError, ForbiddenError and TooManyError, before which nothing was sent; OutcomeUnknownError when
    nobody knows whether it was done, which `hotmart audit settle` finds out; and what Hotmart refuses with.
    """
    plan = book.read(plan_id, client.identity)
    check(plan, rules, max_changes)
    _look_again(plan, client, book, who)
    book.take(plan, who)
    try:
        body = client.fetch(plan.request)
    except OutcomeUnknownError as error:
        book.note(plan, "unknown", who, {"settle": error.settle_with})
        raise
    except UnexpectedAnswerError as error:  # a page, from whoever sent it, does not say that nothing was done
        book.note(plan, "unknown", who, {"settle": plan.request.settle})
        raise OutcomeUnknownError(plan.request, _A_PAGE) from error
    except APIStatusError as error:
        book.note(plan, "refused", who, {"status": error.status, "error": error.error})
        raise
    except HotmartError as error:  # it never left: no login, no quota, no connection
        book.note(plan, "refused", who, {"error": error.code})
        raise
    book.note(plan, "done", who)
    return Done(plan, _read(body))


_A_PAGE = Text("what came back is no answer of this operation", "o que voltou não é resposta desta operação")


def _look_again(plan: Plan, client: Hotmart, book: Book, who: str) -> None:
    """Refuse a plan whose subject has changed since it was made."""
    if not plan.state:
        return
    if see(plan.action, plan.arguments, client).state != plan.state:
        book.withdraw(plan, who)
        raise PlanError(OVERTAKEN)


def _read(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body) if body.strip() else None
    except NOT_JSON:
        return None
