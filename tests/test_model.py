from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.answers.decoding import read
from hotmart.api.contract_models import BulkOutcome
from hotmart.api.sale_models import Address, Buyer, CommissionAmount, Purchase, Sale
from hotmart.model import Model, Money, Row
from hotmart.request import Request
from hotmart.webhooks import Event, Payload
from hotmart.words import Instant, Personal

stamps = st.integers(min_value=10**11, max_value=253_402_300_799_999)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**16), max_value=10**16))
def test_money_is_exact(amount: Decimal) -> None:
    body = b'{"value":%s,"currency_code":"BRL"}' % str(amount).encode()
    assert msgspec.json.decode(body, type=Money).value == amount


def test_a_model_shows_no_personal_data() -> None:
    buyer = Buyer(name="Rita Fontes", email="rita@example.org", ucode="5b0e")
    assert repr(buyer) == "Buyer(name='…', email='…', ucode='5b0e')"
    assert buyer.__rich_repr__() == [("name", "…"), ("email", "…"), ("ucode", "5b0e")]
    assert repr(Address(city="Recife", country="Brasil", complement="")) == (
        "Address(city='…', country='Brasil', complement='')"
    )


def test_a_model_shows_only_what_is_there() -> None:
    assert repr(Purchase(transaction="HP1")) == "Purchase(transaction='HP1')"


@pytest.mark.parametrize("key", ["currency_code", "currency_value"])
def test_both_spellings_of_a_commission_s_currency_are_read(key: str) -> None:
    amount = msgspec.json.decode(b'{"value":1,"%s":"BRL"}' % key.encode(), type=CommissionAmount)
    assert amount == CommissionAmount(value=Decimal(1), currency_code="BRL")


def test_a_row_remembers_every_field_hotmart_sent_and_a_dump_holds_them() -> None:
    sent = b'{"purchase":{"transaction":"HP1","order_date":1767225600123,"novo":{"a":[1.10]}},"extra":null}'
    sale = read(Request(method="GET", path="/"), sent, Sale)
    assert sale.raw == {
        "purchase": {"transaction": "HP1", "order_date": 1767225600123, "novo": {"a": [1.1]}},
        "extra": None,
    }
    dumped = sale.model_dump()
    assert dumped["purchase"]["order_date"] == Instant.from_wire(1767225600123)
    assert dumped["purchase"]["novo"] == {"a": [Decimal("1.10")]}
    assert (dumped["buyer"], "extra" in dumped) == (None, True)
    assert "buyer" not in sale.model_dump(exclude_none=True)
    assert json.loads(sale.model_dump_json())["purchase"]["order_date"] == 1767225600123
    assert "1.10" in sale.model_dump_json(indent=2)


def test_a_row_made_by_hand_says_what_it_holds() -> None:
    sale = Sale(purchase=Purchase(transaction="HP1"))
    assert sale.raw["purchase"]["transaction"] == "HP1"
    assert sale.model_dump(exclude_none=True) == {"purchase": {"transaction": "HP1"}}


def test_lists_of_things_are_dumped_thing_by_thing() -> None:
    sent = b'{"success_subscriptions":[{"subscriber_code":"A","new":1},{"subscriber_code":"B"}]}'
    outcome = read(Request(method="POST", path="/"), sent, BulkOutcome)
    assert outcome.fail_subscriptions == []
    assert outcome.model_dump(exclude_none=True) == {
        "success_subscriptions": [{"subscriber_code": "A", "new": 1}, {"subscriber_code": "B"}],
        "fail_subscriptions": [],
    }


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))])  # noqa: S301  # our own bytes
def test_a_copy_of_a_row_remembers_what_was_sent_and_not_the_page(copied: Callable[[Sale], Sale]) -> None:
    sent = b'{"purchase":{"transaction":"HP1"},"new":1}'
    sale = copied(read(Request(method="GET", path="/"), sent, Sale))
    assert sale == Sale(purchase=Purchase(transaction="HP1"))
    assert sale.raw == {"purchase": {"transaction": "HP1"}, "new": 1}


@pytest.mark.parametrize(
    "written", ["1.10", "0.1", "-0.0", "1e5", "99999999999.99", "2.5e-7", "5", str(2**70)]
)
def test_a_number_in_raw_is_what_json_makes_of_it(written: str) -> None:
    row = read(
        Request(method="GET", path="/"),
        b'{"new":%s,"purchase":{"transaction":"HP1"}}' % written.encode(),
        Sale,
    )
    assert repr(row.raw["new"]) == repr(row.to_dict()["new"]) == repr(json.loads(written))


@pytest.mark.parametrize(
    "written", ["0.12345678901234567890", "99999999999999999.99", "1e400", "1e-99999999999999999999"]
)
def test_a_number_of_which_json_would_lose_a_digit_is_text_in_raw(written: str) -> None:
    row = read(
        Request(method="GET", path="/"),
        b'{"new":%s,"purchase":{"transaction":"HP1"}}' % written.encode(),
        Sale,
    )
    assert json.loads(json.dumps(row.raw))["new"] == written
    assert row.to_dict()["new"].replace("E+", "e") == written


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_no_digit_is_lost_in_raw_and_money_stays_exact(number: Decimal) -> None:
    sent = b'{"purchase":{"transaction":"HP1","price":{"value":%s}}}' % str(number).encode()
    sale = read(Request(method="GET", path="/"), sent, Sale)
    assert sale.purchase and sale.purchase.price
    assert sale.purchase.price.value == number
    assert Decimal(str(sale.raw["purchase"]["price"]["value"])) == number


def test_a_dump_may_be_what_json_has() -> None:
    sent = b'{"purchase":{"transaction":"HP1","order_date":1767225600123,"price":{"value":1.10}},"new":[1]}'
    sale = read(Request(method="GET", path="/"), sent, Sale)
    assert sale.model_dump(mode="json", exclude_none=True) == json.loads(sent)
    assert sale.to_dict(exclude_none=True) == json.loads(json.dumps(sale.raw)) == json.loads(sent)
    assert sale.to_dict()["buyer"] is None


def models(of: type[Model] = Model) -> Iterator[type[Model]]:
    """Every model of the API and of events."""
    for one in of.__subclasses__():
        yield one
        yield from models(one)


MODELS = sorted({*models()} - {Row, Event, Payload}, key=lambda one: (one.__module__, one.__name__))
CANARY = "canary-of-a-person"
TELLING = {
    "buyer_ip", "cell", "cellphone", "checkout_phone", "complement", "cpf", "cnpj", "document", "email",
    "first_name", "ip", "last_name", "neighborhood", "phone", "sck", "sck_payment_link", "src", "street",
    "support_email", "xcod", "zip_code", "zipcode",
}  # fmt: skip
"""Names under which a person is told wherever they are text."""


def filled(model: type[Model]) -> tuple[dict[str, Any], set[str]]:
    """A value for each field that may say who a person is, and the names of those that must be marked."""
    values: dict[str, Any] = {}
    unmarked: set[str] = set()
    for name, hint in get_type_hints(model, include_extras=True).items():
        parts = str(hint)
        if Personal in (hint, *get_args(hint)):
            values[name] = CANARY
        elif "dict[" in parts:
            values[name] = [{"who": CANARY, CANARY: 1}] if "list[" in parts else {"who": CANARY, CANARY: 1}
        elif name in TELLING and hint in (str, str | None):
            unmarked.add(name)
    return values, unmarked


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one.__name__)
def test_no_model_shows_a_person_nor_what_a_free_field_holds(model: type[Model]) -> None:
    values, unmarked = filled(model)
    shown = model(**{field.name: values.get(field.name) for field in msgspec.structs.fields(model)})
    assert unmarked == set()
    assert CANARY not in repr(shown) + str(shown) + str(shown.__rich_repr__())
