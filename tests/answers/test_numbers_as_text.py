"""A number that came where a text is documented is read as that text, and nothing else changes by it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin

import msgspec
import pytest

from hotmart.answers.decoding import read
from hotmart.answers.pages import Page
from hotmart.answers.rows import Rows
from hotmart.api import CATALOGUE
from hotmart.api.sale_models import Sale
from hotmart.errors import DecodeError
from hotmart.model import Model
from hotmart.request import Request
from hotmart.tables.columns import unwrap
from hotmart.words import Instant, OpenEnum

REQUEST = Request(method="GET", path="/invented")
MODELS = sorted({endpoint.model for endpoint in CATALOGUE if endpoint.model}, key=lambda one: one.__name__)
AMOUNT, LONG = "12345678901234.5678901234", "1.50"
MS = 1_767_225_600_123
SENT: dict[type, str] = {bool: "true", int: "7.0", Decimal: AMOUNT, Instant: f"{MS}.0"}
"""How each kind is sent beside the texts; whole numbers are sometimes written with a point."""
READ: dict[type, Any] = {bool: True, int: 7, Decimal: Decimal(AMOUNT), Instant: Instant.from_wire(MS)}


def told(kind: Any, text: str) -> Any:
    """A document in which every text of a model is this number."""
    bare, _ = unwrap(kind)
    if get_origin(bare) is list:
        return [told(get_args(bare)[0], text)]
    if issubclass(bare, Model):
        return {field.encode_name: told(field.type, text) for field in msgspec.structs.fields(bare)}
    return msgspec.Raw((text if issubclass(bare, str) else SENT[bare]).encode())


def leaves(value: Any, kind: Any) -> Iterator[tuple[Any, Any]]:
    """Everything that was read, with the kind that it should be."""
    bare, _ = unwrap(kind)
    if get_origin(bare) is list:
        for one in value:
            yield from leaves(one, get_args(bare)[0])
    elif issubclass(bare, Model):
        for field in msgspec.structs.fields(bare):
            if "of" not in unwrap(field.type)[1]:  # another spelling, which the field takes over
                yield from leaves(getattr(value, field.name), field.type)
    else:
        yield value, kind


def takes_numbers(kind: Any) -> bool:
    """Whether a field is documented as text or a number, so that it keeps what came."""
    return len({*get_args(kind)} - {NoneType}) > 1 and int in get_args(kind)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["42", "0", "-7", LONG, str(2**70)])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_text_of_every_answer_may_be_a_number(model: type[Model], text: str) -> None:
    body = msgspec.json.encode(told(model, text))
    (row,) = read(REQUEST, b"[%s]" % body, Rows[model])  # type: ignore[valid-type]
    for value, kind in leaves(row, model):
        bare, _ = unwrap(kind)
        if takes_numbers(kind):
            assert value in (int(float(text)), text)
        else:
            assert value == (text if issubclass(bare, str) else READ[bare])
            assert isinstance(value, bare)
            assert not isinstance(value, OpenEnum) or not value.known


SALES = b"""{"items":[
 {"purchase":{"transaction":5,"price":{"value":99.990000000000000001},"order_date":1767225600123,"new":1.10}},
 {"purchase":{"transaction":"HP2","price":{"value":"2.50"}},"buyer":{"name":7}}],
 "page_info":{"next_page_token":88,"total_results":2}}"""


def test_a_page_with_such_a_number_is_read_whole_with_exact_money() -> None:
    page = Page[Sale](REQUEST, SALES, Sale)
    first, second = page.items
    assert (first.purchase.transaction, page.page_info.next_page_token, page.total()) == ("5", "88", 2)
    assert first.purchase.price
    assert first.purchase.price.value == Decimal("99.990000000000000001")
    assert first.purchase.order_date == Instant.from_wire(MS)
    assert second.buyer
    assert second.buyer.name == "7"
    assert first.raw["purchase"]["transaction"] == 5
    assert first.model_dump()["purchase"]["new"] == Decimal("1.10")


@pytest.mark.parametrize(
    ("sale", "field"),
    [
        (b'{"purchase":{"transaction":5,"price":{"value":"much"}}}', "items[].purchase.price.value"),
        (b'{"purchase":{"transaction":5,"is_subscription":2}}', "items[].purchase.is_subscription"),
        (b'{"purchase":{"transaction":true}}', "items[].purchase.transaction"),
        (b'{"purchase":{"transaction":5,"recurrency_number":1.5}}', "items[].purchase.recurrency_number"),
        (b'{"purchase":{"transaction":5,"price":[]}}', "items[].purchase.price"),
    ],
)
def test_what_it_does_not_mean_is_refused_as_ever(sale: bytes, field: str) -> None:
    with pytest.raises(DecodeError) as refused:
        Page[Sale](REQUEST, b'{"items":[%s]}' % sale, Sale)
    assert refused.value.field.replace("[0]", "[]") == field
