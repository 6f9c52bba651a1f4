"""What Hotmart spells in two ways is one field here."""

from __future__ import annotations

import msgspec
import pytest

from hotmart.answers.decoding import read
from hotmart.api.sale_models import SaleCommissions
from hotmart.request import Request


@pytest.mark.parametrize(
    ("told", "currency"),
    [
        ({"currency_code": "BRL"}, "BRL"),
        ({"currency_value": "USD"}, "USD"),
        ({"currency_code": "BRL", "currency_value": "USD"}, "BRL"),
        ({}, None),
    ],
)
def test_the_currency_of_a_commission_is_read_whichever_of_its_names_it_comes_by(
    told: dict[str, str], currency: str | None
) -> None:
    body = {"transaction": "HP1", "commissions": [{"commission": {"value": 1} | told}]}
    sale = read(Request(method="GET", path="/"), msgspec.json.encode(body), SaleCommissions)
    amount = sale.commissions[0].commission
    assert (amount.currency_code, amount.currency_value) == (currency, None)
