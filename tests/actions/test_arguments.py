"""Arguments as they are typed: what an operation takes, or a sentence before anything is sent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.actions.arguments import arguments, from_json, typed
from hotmart.api import CATALOGUE, operation
from hotmart.errors import HotmartError, InvalidArgumentError, WrongCallError

TODAY = date(2026, 11, 30)


def read(id: str, **told: Any) -> dict[str, Any]:
    return arguments(operation(id), told, lambda: TODAY)


def test_values_are_read_as_their_kind() -> None:
    told = read(
        "sales.history",
        start_date="2026-11-01",
        end_date="7d",
        transaction_status="approved,COMPLETE",
        product_id="123",
        max_results="50",
    )
    assert told["start_date"] == date(2026, 11, 1)
    assert told["end_date"] == TODAY
    assert told["transaction_status"] == ["APPROVED", "COMPLETE"]
    assert operation("sales.history").request(**told).path


def test_a_period_stands_for_both_ends_of_the_window() -> None:
    told = read("subscriptions.list", period="last-month")
    assert told == {"accession_date": date(2026, 10, 1), "end_accession_date": date(2026, 10, 31)}
    with pytest.raises(WrongCallError, match="no period"):
        read("products.list", period="last-month")


def test_hotmarts_own_name_will_do() -> None:
    assert read("sales.refund", transaction="HP1") == {"transaction_code": "HP1"}


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("R$ 90", "90"),
        ("12,5", "12.5"),
    ],
)
def test_an_amount_is_read_in_either_spelling(written: str, amount: str) -> None:
    assert read("links.create", name="A", value=written, currency="BRL")["value"] == Decimal(amount)


@pytest.mark.parametrize("written", ["1,000", "1.000", "1.234.567", "1,2,3", "1e3", "dez", "-5", "1 000"])
def test_an_amount_that_could_be_two_is_refused(written: str) -> None:
    with pytest.raises(InvalidArgumentError):
        operation("links.create").request(**read("links.create", name="A", value=written, currency="BRL"))


@pytest.mark.parametrize(
    ("name", "near"), [("transation", "transaction"), ("email", "buyer_email"), ("comprador", "buyer_name")]
)
def test_an_unknown_name_is_refused_with_the_near_one(name: str, near: str) -> None:
    with pytest.raises(WrongCallError) as refused:
        read("sales.history", **{name: "x"})
    assert near in str(refused.value)


@pytest.mark.parametrize("one", [it for it in CATALOGUE if it.stands_for is None], ids=lambda one: one.id)
def test_what_an_operation_needs_is_named(one: Any) -> None:
    needed = [param.name for param in one.params if param.required]
    if not needed:
        assert arguments(one, {}, lambda: TODAY) == {}
        return
    with pytest.raises(WrongCallError, match=needed[0]):
        arguments(one, {}, lambda: TODAY)


def test_repeated_pairs_are_a_list() -> None:
    assert typed(["a=1", "b=x=y", "a=2", "a=3"]) == {"a": ["1", "2", "3"], "b": "x=y"}


def test_amounts_in_json_keep_their_digits() -> None:
    assert from_json('{"value": 0.1}') == {"value": Decimal("0.1")}


@given(st.sampled_from([one for one in CATALOGUE if one.stands_for is None]), st.data())
def test_whatever_is_typed_is_read_or_refused(one: Any, data: st.DataObject) -> None:
    names = [param.name for param in one.params]
    told = data.draw(st.dictionaries(st.sampled_from([*names, "period", "nothing"]), st.text(max_size=20)))
    try:
        one.request(**arguments(one, told, lambda: TODAY))
    except HotmartError as error:
        assert str(error)
