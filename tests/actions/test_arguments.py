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


@pytest.mark.parametrize(
    "text", ['{"value": NaN}', '{"value": Infinity}', '{"value": 1, "value": 2}', '{"name": "\\udc00"}']
)
def test_json_that_says_nothing_clear_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgumentError):
        from_json(text)


@given(st.sampled_from([one for one in CATALOGUE if one.stands_for is None]), st.data())
def test_whatever_is_typed_is_read_or_refused(one: Any, data: st.DataObject) -> None:
    names = [param.name for param in one.params]
    told = data.draw(st.dictionaries(st.sampled_from([*names, "period", "nothing"]), st.text(max_size=20)))
    try:
        one.request(**arguments(one, told, lambda: TODAY))
    except HotmartError as error:
        assert str(error)


def refused(id: str, **told: Any) -> InvalidArgumentError:
    with pytest.raises(InvalidArgumentError) as refused:
        operation(id).request(**read(id, **told))
    return refused.value


def test_a_period_of_another_date_reaches_back_to_the_first_subscription() -> None:
    told = read("subscriptions.list", cancelled="last-month")
    assert (told["cancelation_date"], told["end_cancelation_date"]) == (date(2026, 10, 1), date(2026, 10, 31))
    assert told["accession_date"] == date(2011, 1, 1)
    assert read("subscriptions.list", next_charge="hoje")["date_next_charge"] == TODAY
    told = read("subscriptions.list", cancelled="last-month", period="2026")
    assert told["accession_date"] == date(2026, 1, 1)
    assert "accession_date" in read("subscriptions.list", subscriber_code="K7QW3ZP9")
    assert "accession_date" not in read("subscriptions.list", status="ACTIVE")
    assert "start_date" not in read("sales.history", transaction="HP1")


def test_both_a_period_and_an_end_of_it_are_one_too_many() -> None:
    assert "start_date" in str(refused("sales.history", period="7d", start_date="2026-11-01"))


@pytest.mark.parametrize("every", ["ALL", "all", "todas", "todos"])
def test_one_word_stands_for_every_state(every: str) -> None:
    assert len(read("sales.history", transaction_status=every)["transaction_status"]) == 17
    told = read("sales.price_details", transaction_status=every)
    assert "PRE_ORDER" not in told["transaction_status"]
    assert operation("sales.price_details").request(**told).query


@pytest.mark.parametrize(
    ("id", "name", "near"),
    [
        ("sales.history", "month", "period"),
        ("sales.history", "data", "period"),
        ("sales.history", "status", "transaction_status"),
        ("sales.history", "order_id", "transaction"),
        ("subscriptions.list", "email", "subscriber_email"),
        ("subscriptions.list", "canceled", "cancelled"),
        ("products.list", "nothing_like_it", None),
    ],
)
def test_all_that_an_action_takes_is_told_the_likeliest_first(id: str, name: str, near: str | None) -> None:
    error = refused(id, **{name: "x"})
    assert error.advice
    for said, meant, takes in zip(
        error.advice, ("Did you mean", "Você quis dizer"), ("It takes: ", "Aceita: "), strict=True
    ):
        assert (f"{meant} {near}" in said) is (near is not None)
        listed = said.partition(takes)[2].rstrip(".").split(", ")
        assert {"select", "max_results", "page_token"} == {*listed[-3:]}
        assert ("period" in listed) is (id != "products.list")


@pytest.mark.parametrize(
    ("written", "percent"), [("10%", "10"), ("10 %", "10"), ("7,5%", "7.5"), ("99%", "99")]
)
def test_a_discount_may_be_written_in_percent(written: str, percent: str) -> None:
    told = read("coupons.create", product_id="1", coupon_code="A", discount=written)
    assert told["discount"] == Decimal(percent)


@pytest.mark.parametrize("written", ["0.5%", "100%", "-10%", "%", "1e1%"])
def test_a_percentage_that_is_no_discount_is_refused(written: str) -> None:
    error = refused("coupons.create", product_id="1", coupon_code="A", discount=written)
    assert "1% to 99%" in error.message


def test_an_amount_is_no_percentage() -> None:
    assert "amount" in refused("links.create", name="A", value="10%", currency="BRL").message


@pytest.mark.parametrize("id", ["sales.history", "subscriptions.list", "coupons.list"])
def test_the_name_of_a_product_is_told_how_its_number_is_found(id: str) -> None:
    error = refused(id, product_id="Curso de Doces")
    assert "hotmart action run products.list --fields id,name" in str(error.hint)


def test_a_ucode_will_do_where_hotmart_takes_one() -> None:
    ucode = "3efa03a7-63a2-42dd-acc6-dd3f17410da2"
    assert read("coupons.list", product_id=ucode) == {"product_id": ucode}
    assert refused("sales.history", product_id=ucode)


@pytest.mark.parametrize("written", ["maybe", "2", "verdadeiro?"])
def test_what_is_neither_yes_nor_no_is_refused_in_words_of_a_shell(written: str) -> None:
    assert "Write true or false." in str(refused("subscriptions.list", trial=written))


def test_what_is_to_be_said_to_any_wrong_call_is_said() -> None:
    error = refused("sales.refund", transaction_code="HP1", amount="10")
    assert str(error.hint) == (
        "Hotmart has no partial refund: the whole price goes back. It takes: transaction_code."
    )
