"""A page becomes exact records, and nothing unexpected in it is lost."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from hotmart.errors import UnexpectedAnswerError
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.records import Decoder
from warehouse.sample import NESTED, REQUEST, decoded, item


def lines(*items: dict[str, Any]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in decoded(NESTED, *items).lines.splitlines()]


def extra(line: dict[str, Any]) -> dict[str, Any]:
    """What a record sets aside; it travels as text, so that its numbers stay exact."""
    told: dict[str, Any] = json.loads(line["_extra"])
    return told


def test_money_is_carried_as_the_digits_hotmart_wrote() -> None:
    (line,) = lines(item(price={"value": Decimal("99999999999999.99"), "currency_code": "COP"}))
    assert line["price"]["value"] == "99999999999999.99"


def test_the_key_total_and_next_page_are_told() -> None:
    records = decoded(NESTED, item("A1"), item("A2"), total_results=7, next_page_token="t")
    assert records.keys == [("A1",), ("A2",)]
    assert (records.info.total_results, records.info.next_page_token) == (7, "t")


def test_a_new_field_is_kept_as_it_came_and_reported() -> None:
    records = decoded(NESTED, item(tax={"iss": Decimal("2.10")}))
    assert rb'"_extra":"{\"tax.iss\":2.10}"' in records.lines
    assert records.oddities == {Oddity("tax.iss", "new_field"): 1}


def test_a_new_field_deep_in_an_array_is_kept_under_its_place_and_reported_without_it() -> None:
    records = decoded(NESTED, item(shares=[{"role": "A"}, {"role": "B", "user": {"age": 30}}]))
    assert extra(json.loads(records.lines)) == {"shares[1].user.age": 30}
    assert records.oddities == {Oddity("shares[].user.age", "new_field"): 1}


@pytest.mark.parametrize(
    ("field", "sent", "stored"),
    [
        ("count", "12", 12),
        ("count", Decimal("12.0"), 12),
        ("state", 4, "4"),
        ("rate", "0.5", "0.5"),
        ("price", None, None),
        ("state", "NEVER_SEEN", "NEVER_SEEN"),
    ],
)
def test_a_value_of_another_kind_that_means_the_same_is_read(field: str, sent: Any, stored: Any) -> None:
    (line,) = lines(item(**{field: sent}))
    assert line.get(field) == stored
    assert "_extra" not in line


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("count", "many"),
        ("count", 10**30),
        ("moment", "yesterday"),
        ("moment", 10**15),
        ("moment", -62_135_596_800_000),
        ("moment", -62_135_596_800_001),
        ("moment", -(10**14)),
        ("open", "perhaps"),
        ("price", "197"),
        ("shares", {"role": "A"}),
    ],
)
def test_a_value_that_fits_no_column_is_kept_in_extra_and_reported(field: str, sent: Any) -> None:
    records = decoded(NESTED, item("odd", **{field: sent}), item("even"))
    odd, even = (json.loads(line) for line in records.lines.splitlines())
    assert extra(odd) == {field: sent}
    assert odd.get(field) is None
    assert "_extra" not in even
    assert records.oddities == {Oddity(field, "odd_value"): 1}


def test_an_item_without_its_key_is_reported_and_does_not_stop_the_others() -> None:
    records = decoded(NESTED, {"state": "APPROVED"}, item("A2"))
    assert records.keys == [("A2",)]
    assert records.oddities[Oddity("", "no_key")] == 1


@pytest.mark.parametrize("odd", [b"null", b"5", b'"text"', b"[]"])
def test_an_item_that_is_no_object_does_not_stop_the_others(odd: bytes) -> None:
    records = Decoder(NESTED).page(b'{"items": [{"code": "A1"}, ' + odd + b"]}", REQUEST)
    assert records.keys == [("A1",)]
    assert records.oddities[Oddity("", "no_key")] == 1


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"items": 3}', b"<html>", b""])
def test_what_is_not_a_page_is_never_an_empty_page(body: bytes) -> None:
    with pytest.raises(UnexpectedAnswerError):
        Decoder(NESTED).page(body, REQUEST)


def test_the_order_of_keys_does_not_matter() -> None:
    one = decoded(NESTED, {"code": "A1", "zeta": {"a": 1, "b": 2}, "alpha": 1}).lines
    two = decoded(NESTED, {"alpha": 1, "zeta": {"b": 2, "a": 1}, "code": "A1"}).lines
    assert one == two
