"""The rules of `[writes]`, held against a plan: what nobody can measure is not let through."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hotmart.actions.guard.errors import ForbiddenError
from hotmart.actions.guard.plan import GOOD_FOR, Plan, now
from hotmart.actions.guard.rules import check
from hotmart.config.writes import WritesConfig
from hotmart.language import Text
from hotmart.request import Request

LIMITED = WritesConfig(max_amount={"BRL": Decimal(500)})


def plan(action: str = "sales.refund", arguments: dict[str, Any] | None = None, **amounts: str) -> Plan:
    return Plan(
        id="abcdefgh",
        action=action,
        connection="main",
        account="an account",
        arguments=arguments or {},
        request=Request(method="PUT", path="/x"),
        does=Text("Does.", "Faz."),
        amounts={("?" if name == "unknown" else name): Decimal(value) for name, value in amounts.items()},
        made_at=now(),
        expires_at=now() + GOOD_FOR,
    )


@pytest.mark.parametrize("made", [plan(BRL="500"), plan(USD="9000"), plan("coupons.create")])
def test_what_no_rule_stops(made: Plan) -> None:
    check(made, LIMITED)


@pytest.mark.parametrize(
    "action", ["sales.refund", "links.charge_offer", "links.charge_value", "negotiation.create"]
)
def test_an_amount_that_cannot_be_seen_is_refused_where_there_is_a_limit(action: str) -> None:
    check(plan(action), WritesConfig())
    with pytest.raises(ForbiddenError, match="How much this would move could not be seen"):
        check(plan(action), LIMITED)


@pytest.mark.parametrize("action", ["subscriptions.reactivate", "subscriptions.reactivate_single"])
def test_a_charge_on_coming_back_is_an_amount_too(action: str) -> None:
    check(plan(action), LIMITED)
    check(plan(action, {"charge": False}), LIMITED)
    check(plan(action, {"charge": True}, BRL="500"), LIMITED)
    with pytest.raises(ForbiddenError, match="could not be seen"):
        check(plan(action, {"charge": True}), LIMITED)


def test_an_amount_of_an_unknown_currency_is_refused_where_there_is_a_limit() -> None:
    check(plan(unknown="1"), WritesConfig())
    with pytest.raises(ForbiddenError, match="In which currency"):
        check(plan(unknown="1"), LIMITED)


def test_more_than_the_limit_is_refused() -> None:
    with pytest.raises(ForbiddenError, match=r"BRL 500\.01"):
        check(plan(BRL="500.01"), LIMITED)


@pytest.mark.parametrize("pattern", ["sales.refund", "Sales.Refund", " SALES.* "])
def test_what_is_forbidden_is_forbidden_in_whatever_letters(pattern: str) -> None:
    with pytest.raises(ForbiddenError, match=r"forbids sales\.refund"):
        check(plan(), WritesConfig(forbid=[pattern]))


@pytest.mark.parametrize("deed", ["cancel", "reactivate"])
def test_what_is_forbidden_to_several_is_forbidden_to_one_and_the_other_way_round(deed: str) -> None:
    one, several = f"subscriptions.{deed}_single", f"subscriptions.{deed}"
    for rule, action in [(one, several), (several, one), (one, one), (several, several)]:
        with pytest.raises(ForbiddenError, match=f"forbids {action} "):
            check(plan(action), WritesConfig(forbid=[rule]))
    check(plan("subscriptions.switch_plan"), WritesConfig(forbid=[one, several]))
