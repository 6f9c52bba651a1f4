"""Values as a person reads them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from hotmart.cli.for_people import cell, cells, hidden
from hotmart.language import speaking

ZONE = "America/Sao_Paulo"


def told(row: Any) -> dict[str, str]:
    return {name: one.text for name, one in cells(row, ZONE)}


def test_an_amount_has_its_currency() -> None:
    price = {"price": {"value": Decimal("1297.5"), "currency_code": "BRL"}}
    assert told({"purchase": price}) == {"purchase.price": "BRL 1,297.50"}
    with speaking("pt"):
        assert told({"purchase": price}) == {"purchase.price": "BRL 1.297,50"}
    fee = {"total": Decimal("5.65"), "percentage": Decimal("9.9"), "currency_code": "USD"}
    assert told({"fee": fee}) == {"fee.total": "USD 5.65", "fee.percentage": "9.9"}
    assert told({"price": {"value": None, "currency_code": "BRL"}})["price.currency_code"] == "BRL"
    assert told({"currency": "BRL", "sales": 3}) == {"currency": "BRL", "sales": "3"}  # a row of a question


@pytest.mark.parametrize(
    "moment", ["2025-05-31T17:02:59.123Z", "2025-05-31T17:02:00Z", datetime(2025, 5, 31, 17, 2, tzinfo=UTC)]
)
def test_a_moment_is_short_and_of_the_zone(moment: Any) -> None:
    assert cell(moment, ZONE).text == "2025-05-31 14:02"
    assert cell(moment, "UTC").text == "2025-05-31 17:02"


def test_a_text_is_one_line_and_a_list_no_json() -> None:
    assert cell("a\nb\x1b[31m  c", ZONE).text == "a b\\u001b[31m c"
    assert cell(["a", "b"], ZONE).text == "a, b"
    assert cell([{"a": 1}, {"a": 2}], ZONE).text == "2 entries (--json)"
    assert cell(True, ZONE).text == "true"
    assert cell(None, ZONE).text == cell([], ZONE).text == ""


def test_documents_are_for_json_alone() -> None:
    row = {"user": {"documents": [{"type": "CPF", "value": "12345678900"}], "name": "Rita"}, "document": "1"}
    assert told(row) == {"user.documents": "… (--json)", "user.name": "Rita", "document": "… (--json)"}
    assert hidden(row) == {"user": {"documents": "…", "name": "Rita"}, "document": "…"}
