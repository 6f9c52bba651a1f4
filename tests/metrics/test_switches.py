"""A switch of plan: what a charge was of is what its sale says, whichever plan is told with it later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from .test_facts import Rows, figures
from .test_movements import COLUMNS, charge

BEGAN = datetime(2026, 1, 10, 12, tzinfo=UTC)
MONTHLY = {"plan_name": "Mensal", "plan_offer_key": "m", "plan_recurrency_period": 30}
YEARLY = {"plan_name": "Anual", "plan_offer_key": "y", "plan_recurrency_period": 360}


def year_of(*charges: tuple[Mapping[str, Any], Mapping[str, Any], int], plans: Rows = ()) -> dict[str, Rows]:
    """The tables of charges 30 days apart: the plan that is told, that which was sold, and the price."""
    told: list[dict[str, Any]] = []
    sales: list[dict[str, Any]] = []
    for number, (now, then, price) in enumerate(charges, start=1):
        paid = BEGAN + timedelta(days=30 * (number - 1))
        code = f"HP{number}"
        told.append(
            charge(0, purchase_price_value=Decimal(price), recurrency_number=number)
            | {"purchase_transaction": code, "purchase_approved_date": paid, **now}
        )
        sales.append({"purchase_transaction": code, "purchase_offer_code": then["plan_offer_key"]})
    return {"subscription_transactions": told, "sales_history": sales, "product_plans": plans}


def mrr(tables: Mapping[str, Rows]) -> list[Any]:
    return [value for *_, value in figures("mrr:saas", tables)]


def moved(tables: Mapping[str, Rows]) -> dict[str, Any]:
    kinds = ("new", "expansion", "contraction", "churn", "reactivation")
    return {
        kind: value
        for kind in kinds
        for *_, value in figures(f"mrr_{kind}", {name: rows for name, rows in tables.items() if rows})
        if value
    }


OTHERS = {"subscriber_code": "B", "subscriber_id": 2, "purchase_transaction": "HP9", **MONTHLY}
"""Somebody else who is on the monthly plan, by whom it is known."""


@pytest.mark.parametrize("told", [MONTHLY, YEARLY], ids=["the plan of then", "the plan of now"])
def test_whichever_plan_is_told_of_charges_before_the_switch_the_movement_is_the_same(told: Any) -> None:
    tables = year_of((told, MONTHLY, 60), (told, MONTHLY, 60), (YEARLY, YEARLY, 480))
    tables["subscription_transactions"] = [*tables["subscription_transactions"], charge(10, **OTHERS)]
    assert moved(tables) == {"new": 60 + 60, "contraction": 20}  # the other one is new, too


def test_a_plan_that_nobody_is_told_on_any_more_is_known_by_what_is_on_sale() -> None:
    told = ((YEARLY, MONTHLY, 60), (YEARLY, MONTHLY, 60), (YEARLY, YEARLY, 480))
    plans = [{"code": "m", "name": "Mensal", "periodicity": "MONTHLY"}]
    assert moved(year_of(*told, plans=plans)) == {"new": 60, "contraction": 20}
    assert moved(year_of(*told)) == {"new": 5, "expansion": 35}  # then there is only what is told


def test_a_yearly_plan_that_became_a_monthly_one_was_never_lost_in_between() -> None:
    first = charge(0, purchase_price_value=Decimal(480)) | MONTHLY
    next_year = charge(360, purchase_price_value=Decimal(60), recurrency_number=2) | MONTHLY
    sales = [
        {"purchase_transaction": first["purchase_transaction"], "purchase_offer_code": "y"},
        {"purchase_transaction": next_year["purchase_transaction"], "purchase_offer_code": "m"},
    ]
    plans = [{"code": "y", "name": "Anual", "periodicity": "ANNUAL"}]
    tables = {"subscription_transactions": [first, next_year], "sales_history": sales, "product_plans": plans}
    assert moved(tables) == {"new": 40}  # the expansion comes in the next year
    assert mrr(tables) == [40]


def test_the_columns_of_a_charge_are_those_that_the_facts_read() -> None:
    assert {*MONTHLY, *charge(0)} - {"plan_offer_key"} == COLUMNS.keys()
