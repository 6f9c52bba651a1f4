"""Asking for a write again while nobody knows whether it was done: it may be done twice, so it waits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from hotmart.actions.guard.book import Book
from hotmart.actions.guard.commands import to_settle
from hotmart.actions.guard.errors import PlanError
from hotmart.actions.guard.plan import Plan
from hotmart.language import Text
from hotmart.words import is_list, is_object


def check_not_repeated(plan: Plan, book: Book, found_by: str = "") -> None:
    """Raise PlanError where another plan of this account asked for the same and its outcome is unknown.

    Of a path that the catalogue does not have, the audit knows no body: there the same path is enough.
    `found_by` are the options with which a command finds this account.
    """
    if plan.action in _SAME_AGAIN:
        return
    told = msgspec.json.decode(msgspec.json.encode(plan.audited()))
    wanted = _asked(told)
    for line in book.unknown():
        if (line.account, line.action) == (plan.account, plan.action) and _asked(line.told) == wanted:
            raise PlanError(*_first(line.plan, to_settle(line.plan, found_by)))


_SAME_AGAIN = ("subscriptions.change_due_day", "products.configure")
"""What is the same whether it is done once or twice."""


def _asked(told: Mapping[str, Any]) -> tuple[Any, Any]:
    return told.get("request"), _plainly(told.get("arguments", {}))


def _plainly(value: Any) -> Any:
    """The same for whatever spelling: 10, "10" and 10.0 ask for one amount."""
    if is_object(value):
        return {name: _plainly(one) for name, one in value.items()}
    if is_list(value):
        return [_plainly(one) for one in value]
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return value


def _first(plan_id: str, command: str) -> tuple[Text, Text]:
    return (
        Text(
            f"Plan {plan_id} asked for the same, and nobody knows yet whether it was done.",
            f"O plano {plan_id} pediu o mesmo, e ainda não se sabe se foi feito.",
        ),
        Text(
            f"Nothing was sent now, as it might be done twice. First find out: {command}",
            f"Nada foi enviado agora, pois poderia ser feito duas vezes. Antes, descubra: {command}",
        ),
    )
