"""Every field of the answers, read from examples that hold them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from hotmart.answers.decoding import read
from hotmart.api import CATALOGUE, operation
from hotmart.api.choices import PaymentType
from hotmart.model import Model
from hotmart.request import Request

from .examples import EXAMPLES

SPELLINGS = {"currency_value"}  # the documents' other name for currency_code

every_example = pytest.mark.parametrize("id", EXAMPLES)


def item_of(id: str) -> Any:
    endpoint = operation(id)
    return endpoint.model


def decoded(id: str) -> Model:
    model = read(Request(method="GET", path="/"), msgspec.json.encode(EXAMPLES[id]), item_of(id))
    assert isinstance(model, Model)
    return model


def empty_fields(model: Model, path: str = "") -> Iterator[str]:
    for name in model.__struct_fields__:
        value = getattr(model, name)
        if value is None and name not in SPELLINGS:
            yield f"{path}{name}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Model):
                yield from empty_fields(one, f"{path}{name}.")


@every_example
def test_every_field_of_the_example_is_read(id: str) -> None:
    assert list(empty_fields(decoded(id))) == []


@every_example
def test_every_field_of_the_example_is_declared(id: str) -> None:
    again = msgspec.json.decode(msgspec.json.encode(decoded(id), enc_hook=lambda moment: moment.ms))
    assert keys(again) == keys(EXAMPLES[id])


def keys(value: object) -> object:
    """The names in a document, without the values."""
    if isinstance(value, dict):
        return {name: keys(one) for name, one in value.items()}
    return [keys(one) for one in value] if isinstance(value, list) else None


@every_example
def test_no_example_shows_who_a_person_is(id: str) -> None:
    shown = repr(decoded(id))
    for personal in (
        "Rita",
        "Nina",
        "Ateliê",
        "example.org",
        "0000000",
        "900000",
        "Belo",
        "Rua",
        "billet.example",
    ):
        assert personal not in shown


def test_every_answer_has_an_example() -> None:
    assert set(EXAMPLES) == {endpoint.id for endpoint in CATALOGUE if endpoint.returns is not None}


def test_a_value_that_was_seen_but_never_documented_is_no_member_to_ask_with() -> None:
    assert "HOTMART_BALANCE" in PaymentType.seen()
    assert "HOTMART_BALANCE" not in PaymentType.__members__
