from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.config.source import Mark
from hotmart.sources.values import FITTINGS, fitted


def held(kind: str, value: Any, decimal: Mark = ".") -> Any:
    """A value of the column `x.y`, as JSON holds it afterwards."""
    record = {"x": {"y": value}}
    fitted(record, {"x.y": kind}, decimal)  # type: ignore[dict-item]  # the names of kinds are literals
    return msgspec.json.Decoder(float_hook=Decimal).decode(msgspec.json.encode(record))["x"]["y"]


@pytest.mark.parametrize(
    ("kind", "value", "fit"),
    [
        ("text", 12, "12"),
        ("text", msgspec.Raw(b"1.50"), "1.50"),
        ("text", "", ""),
        ("integer", " 12 ", 12),
        ("integer", "", None),
        ("integer", "12.5", "12.5"),
        ("integer", "9" * 30, "9" * 30),
        ("boolean", "Sim", True),
        ("boolean", 0, False),
        ("boolean", "talvez", "talvez"),
        ("boolean", "", None),
        ("money", "10.50", Decimal("10.50")),
        ("money", "1.234", Decimal("1.234")),
        ("money", "1,234", "1,234"),
        ("money", "1.234,56", "1.234,56"),
        ("money", "R$ 10", "R$ 10"),
        ("money", "", None),
        ("rate", "5e-3", Decimal("0.005")),
        ("rate", "007", "007"),
        ("time", "2024-01-31T10:00:00-03:00", 1706706000000),
        ("time", "2024-01-31", 1706659200000),
        ("time", "1706659200000", 1706659200000),
        ("time", "31/01/2024", "31/01/2024"),
        ("time", "", None),
        ("texts", "one", ["one"]),
        ("texts", ["a", "b"], ["a", "b"]),
    ],
)
def test_a_value_becomes_what_its_column_holds_or_stays(kind: str, value: Any, fit: Any) -> None:
    assert held(kind, value) == fit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", Decimal("1234.56")),
        ("-1234,5", Decimal("-1234.5")),
        ("1.234.567", 1234567),
        ("1,234", Decimal("1.234")),
        (" 0,5 ", Decimal("0.5")),
        ("10.50", "10.50"),
        ("1,234,567.89", "1,234,567.89"),
        ("", None),
    ],
)
def test_a_comma_is_before_the_decimals_only_where_the_source_says_so(text: str, number: Any) -> None:
    assert held("money", text, ",") == number


@pytest.mark.parametrize("kind", FITTINGS)
def test_what_a_column_cannot_hold_is_left_alone(kind: str) -> None:
    for odd in (None, {"a": 1}):
        assert held(kind, odd) == odd or kind == "texts"


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_money_in_text_keeps_every_digit(number: Decimal) -> None:
    assert str(held("money", f"{number:f}")) == f"{number:f}"


def test_places_that_are_not_there_are_no_trouble() -> None:
    record = {"x": "text", "z": [1]}
    fitted(record, {"x.y": "money", "z.a": "time", "w": "text"})
    assert record == {"x": "text", "z": [1]}
