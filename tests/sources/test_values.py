from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.config.source import Kind, Mark
from hotmart.sources.values import Fitting


def held(kind: Kind, value: Any, decimal: Mark = ".") -> Any:
    """A value of the column `x.y`, as JSON holds it afterwards."""
    record = {"x": {"y": value}}
    Fitting({"x.y": kind}, decimal).fit(record)
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
        ("money", "R$ 10", 10),
        ("money", "R$\xa01.234,56", Decimal("1234.56")),
        ("money", "-R$ 1.234.567,5", Decimal("-1234567.5")),
        ("money", "R$ -0,99", Decimal("-0.99")),
        ("money", "R$10.50", Decimal("10.50")),
        ("money", "1.234,56 BRL", Decimal("1234.56")),
        ("money", "R$ 1.234", "R$ 1.234"),  # a thousand, or one and a quarter: nobody told the mark
        ("money", "R$ 1,234.56", "R$ 1,234.56"),
        ("money", "R$", "R$"),
        ("money", "US$ 10", "US$ 10"),
        ("money", "", None),
        ("rate", "5e-3", Decimal("0.005")),
        ("rate", "007", "007"),
        ("time", "2024-01-31T10:00:00-03:00", 1706706000000),
        ("time", "2024-01-31", 1706659200000),
        ("time", "1706659200000", 1706659200000),
        ("time", "31/01/2024", 1706659200000),
        ("time", "12/31/2024", "12/31/2024"),
        ("time", "", None),
        ("texts", "one", ["one"]),
        ("texts", ["a", "b"], ["a", "b"]),
    ],
)
def test_a_value_becomes_what_its_column_holds_or_stays(kind: Kind, value: Any, fit: Any) -> None:
    assert held(kind, value) == fit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", Decimal("1234.56")),
        ("-1234,5", Decimal("-1234.5")),
        ("1.234.567", 1234567),
        ("1,234", Decimal("1.234")),
        (" 0,5 ", Decimal("0.5")),
        ("R$ 1.234,56", Decimal("1234.56")),
        ("R$ 1.234", 1234),
        ("\u22121.234,56", Decimal("-1234.56")),
        ("R$ 10.50", "R$ 10.50"),
        ("10.50", "10.50"),
        ("1,234,567.89", "1,234,567.89"),
        ("", None),
    ],
)
def test_a_comma_is_before_the_decimals_only_where_the_source_says_so(text: str, number: Any) -> None:
    assert held("money", text, ",") == number


@pytest.mark.parametrize("kind", get_args(Kind))
def test_what_a_column_cannot_hold_is_left_alone(kind: Kind) -> None:
    for odd in (None, {"a": 1}):
        assert held(kind, odd) == odd or kind == "texts"


def test_whole_numbers_are_grouped_by_points_where_the_comma_is_for_decimals() -> None:
    assert held("integer", "1.234", ",") == 1234
    assert held("integer", "1.234") == "1.234"
    assert held("integer", "1,5", ",") == "1,5"


def test_times_that_name_no_zone_are_counted_where_nobody_told_one() -> None:
    for zone, counted in ((None, {"at": 2}), ("America/Sao_Paulo", {})):
        fitting = Fitting({"at": "time", "then": "time"}, zone=zone)
        for at in ("31/01/2025 14:05:22", "2025-01-31", "2025-01-31T00:00Z", 5, None, "soon"):
            fitting.fit({"at": at})
        assert fitting.zoneless == counted


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_money_in_text_keeps_every_digit(number: Decimal) -> None:
    assert str(held("money", f"{number:f}")) == f"{number:f}"


def test_places_that_are_not_there_are_no_trouble() -> None:
    record = {"x": "text", "z": [1]}
    Fitting({"x.y": "money", "z.a": "time", "w": "text"}).fit(record)
    assert record == {"x": "text", "z": ["1"]}
