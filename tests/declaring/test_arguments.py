"""A name that an operation does not have never travels in silence: Hotmart would do something else."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from hotmart.api import CATALOGUE, Club, Coupons, Sales, Subscriptions
from hotmart.declaring.endpoint import Endpoint
from hotmart.errors import HotmartWarning, InvalidArgumentError, WrongCallError
from hotmart.language import speaking

OPERATIONS = list(CATALOGUE)
READS = [one for one in OPERATIONS if one.effect == "reads"]
WRITES = [one for one in OPERATIONS if one.effect != "reads"]

PLAUSIBLE = [
    "purchase_status", "start", "from_date", "status", "email", "limit", "amount", "dry_run", "expires",
    "start_date", "end_date", "since", "until", "to_date", "page_size", "cursor", "offset", "order_id",
    "transaction_code", "customer_email", "payment_method", "state", "sort", "fields", "desde", "limite",
    "data_inicio", "strat_date", "max_result", "product", "partial", "timezone", "quantity",
]  # fmt: skip
"""What the warehouse, other operations, other tools and slips of the pen call things."""


def needed(operation: Endpoint[..., Any]) -> dict[str, Any]:
    """A value for each parameter that must be told."""
    return {param.name: _value(param.choices, param.kind) for param in operation.params if param.required}


def _value(choices: tuple[str, ...], kind: type) -> Any:
    return choices[0] if choices else {bool: True, int: 1, str: "K7QW3ZP9"}.get(kind, 1)


def means_it(operation: Endpoint[..., Any], name: str) -> bool:
    return any(name in (param.name, param.wire_name) for param in operation.params)


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_a_name_of_another_tool_or_operation_is_refused_and_what_there_is_is_told(
    operation: Endpoint[..., Any],
) -> None:
    for name in PLAUSIBLE:
        if not means_it(operation, name):
            with pytest.raises(WrongCallError, match=f"has no parameter {name}") as refused:
                operation.request(**needed(operation), **{name: "x"})
            assert "Did you mean" in str(refused.value) or "it takes" in str(refused.value)


@pytest.mark.parametrize("operation", WRITES, ids=lambda one: one.id)
def test_a_write_refuses_every_name_that_is_not_declared(operation: Endpoint[..., Any]) -> None:
    for name in ("zzz", "extra", "brand_new"):
        with pytest.raises(WrongCallError, match=f"has no parameter {name}"):
            operation.request(**needed(operation), **{name: {"a": 1} if name == "extra" else "x"})


@pytest.mark.parametrize(
    ("operation", "name", "meant"),
    [
        (Sales.history, "purchase_status", "transaction_status"),
        (Sales.history, "start", "start_date"),
        (Sales.history, "email", "buyer_email"),
        (Sales.history, "limit", "max_results"),
        (Subscriptions.list, "start_date", "accession_date"),
        (Subscriptions.transactions, "to_date", "end_transaction_date"),
        (Coupons.create, "expires", "end_date"),
        (Club.students, "page_size", "max_results"),
    ],
    ids=lambda it: getattr(it, "id", it),
)
def test_what_was_meant_is_named(operation: Endpoint[..., Any], name: str, meant: str) -> None:
    with pytest.raises(WrongCallError, match=f"Did you mean {meant}\\?"):
        operation.request(**needed(operation), **{name: "x"})


def test_whoever_wants_a_part_back_is_told_that_there_is_no_such_refund() -> None:
    with pytest.raises(WrongCallError, match="no partial refund"):
        Sales.refund.request("HP2600010001", amount=10)  # type: ignore[call-arg]
    with speaking("pt"), pytest.raises(WrongCallError, match="não tem reembolso parcial"):
        Sales.refund.request("HP2600010001", valor=10)  # type: ignore[call-arg]


@pytest.mark.parametrize("operation", READS, ids=lambda one: one.id)
def test_a_parameter_that_is_new_is_told_as_extra(operation: Endpoint[..., Any]) -> None:
    request = operation.request(**needed(operation), extra={"brand_new": ["a", 2], "another": None})
    assert [pair for pair in request.query if pair[0] == "brand_new"] == [
        ("brand_new", "a"),
        ("brand_new", "2"),
    ]
    assert "another" not in dict(request.query)


@pytest.mark.parametrize("operation", READS, ids=lambda one: one.id)
def test_a_name_that_resembles_nothing_travels_with_a_warning_that_names_extra(
    operation: Endpoint[..., Any],
) -> None:
    with pytest.warns(HotmartWarning, match=r"zzz.*extra="):
        request = operation.request(**needed(operation), zzz="x")
    assert ("zzz", "x") in request.query


@pytest.mark.parametrize("name", ["month", "year", "day", "week", "period", "mes", "ano", "dia", "periodo"])
def test_a_period_by_another_name_is_refused_with_the_parameter_that_begins_one(name: str) -> None:
    with pytest.raises(WrongCallError, match="Did you mean start_date"):
        ask: Any = Sales.history.request
        ask(**{name: "2025-01"})


@pytest.mark.parametrize("name", ["active", "ativo", "type", "tipo", "paid", "status"])
def test_what_is_meant_and_no_parameter_has_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(WrongCallError, match=f"has no parameter {name}; it takes"):
        ask: Any = Coupons.list.request
        ask("7", **{name: True})


def test_what_is_declared_is_not_hidden_in_extra() -> None:
    with pytest.raises(WrongCallError, match="takes start_date by itself"):
        Sales.history.request(extra={"start_date": 1})


@pytest.mark.parametrize("extra", ["a=1", [("a", 1)], {"a": object()}])
def test_extra_holds_names_and_values_that_a_url_can_spell(extra: Any) -> None:
    with pytest.raises(InvalidArgumentError):
        Sales.history.request(extra=extra)


def test_nothing_is_warned_of_where_everything_is_declared() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Sales.history.request(transaction_status="REFUNDED", extra={"zzz": 1})
