from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hotmart.sources.kinds import kinds_of


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["a", None], "text"),
        ([1, 2], "integer"),
        ([True, False], "boolean"),
        ([Decimal("1.5")], "rate"),
        ([1, Decimal("1.5")], "rate"),
        ([["a"], []], "texts"),
        ([1, "1"], None),
        ([True, 1], None),
        ([[{"a": 1}]], None),
        ([2**63], None),
        ([Decimal("1E+20")], None),
        ([Decimal("0.12345678901")], None),
        ([Decimal("-99999999999999.9999999999")], "rate"),
        ([Decimal("100000000000000.5")], None),
    ],
)
def test_a_field_is_of_one_kind_or_of_none(values: list[Any], kind: str | None) -> None:
    assert kinds_of({"a": {"b": value}} for value in values) == {"a.b": kind}


def test_a_field_that_is_always_null_is_not_known() -> None:
    assert kinds_of([{"a": None, "b": {}}, {"a": None}]) == {}


def test_fields_come_in_the_order_they_are_met() -> None:
    assert list(kinds_of([{"z": 1, "a": 2}, {"m": 3, "z": 4}])) == ["z", "a", "m"]
