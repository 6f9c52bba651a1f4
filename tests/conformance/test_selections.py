"""`select` on every read: what is asked for comes, with what a row cannot be read without, and no more."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from hotmart.api import operation
from hotmart.model import Model

from .account import Account, bound
from .answers import declared, first_rows, models_in, sent
from .reads import READS

pytestmark = pytest.mark.slow

SELECTABLE = [id for id in READS if id != "account.info"]  # which names its fields itself: it is GraphQL
every_selection = pytest.mark.parametrize("id", SELECTABLE)


def needed(model: type[Model], at: str = "") -> Iterator[str]:
    """The paths without which a row cannot be read, and those that lead to them."""
    for field in msgspec.structs.fields(model):
        if field.required:
            yield f"{at}{field.encode_name}"
            for inner in models_in(field.type):
                below = f"{at}{field.encode_name}."
                yield from [*needed(inner, below)] or declared(inner, below)


def led(path: str) -> set[str]:
    """A path and those that lead to it."""
    names = path.split(".")
    return {".".join(names[: depth + 1]) for depth in range(len(names))}


def model_of(id: str) -> type[Model]:
    model = operation(id).model
    assert model
    return model


@every_selection
def test_each_field_comes_alone_but_for_what_identifies_its_row(id: str, account: Account) -> None:
    arguments = READS[id].asks(account)[0]
    model = model_of(id)
    there = {*sent(first_rows(account, id, arguments))}
    for path in {*declared(model)} & there:
        inside = {inner for inner in there if inner.startswith(f"{path}.")}
        came = {*sent(first_rows(account, id, {**arguments, "select": path}))}
        within = set(required_on_the_way(model, path))
        assert path in came
        assert came <= led(path) | inside | {*needed(model)} | within, path


def required_on_the_way(model: type[Model], path: str) -> Iterator[str]:
    """What the things that a path leads through cannot be read without."""
    at = ""
    for name in path.split("."):
        yield from needed(model, at)
        (field,) = (one for one in msgspec.structs.fields(model) if one.encode_name == name)
        model, at = next(models_in(field.type), Model), f"{at}{name}."


@every_selection
def test_selected_rows_are_those_rows_with_fewer_fields(id: str, account: Account) -> None:
    arguments = READS[id].asks(account)[0]
    whole = bound(account.client, id)(**arguments)
    here = list(model_of(id).__struct_encode_fields__)[:2]
    some = bound(account.client, id)(**arguments, select=here)
    if not hasattr(whole, "__iter__"):
        whole, some = [whole], [some]
    for row, selected in zip(whole, some, strict=True):
        assert selected.raw == {name: value for name, value in row.raw.items() if name in selected.raw}
        assert [value for name in here if (value := getattr(selected, name)) is not None] == [
            value for name in here if (value := getattr(row, name)) is not None
        ]
