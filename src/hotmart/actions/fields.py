"""The fields of what an action answers: which there are, and an answer with some of them only.

A field is named by its way from a row: `purchase.status`. What comes of a choice is nested as before, so that
a program finds each field where it always was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeAlias, cast

from hotmart.actions.composed import COMPOSED
from hotmart.api.sale_models import PriceDetails, Sale, SaleCommissions, SaleParticipants
from hotmart.api.subscription_models import Subscription
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.selecting import fields_of
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.model import Model
from hotmart.words import is_list, is_object

Tree: TypeAlias = "dict[str, Tree | None]"
"""Fields, each with those in it; None where there are none, or nobody knows."""
_MOST = 40


def _tree(model: type[Model]) -> Tree:
    return {name: _tree(inner) if inner else None for name, inner in fields_of(model).items()}


def _of_composed(id: str) -> Tree | None:
    if id == "person.sales":
        return _tree(Sale)
    if id == "transaction.everything":
        parts: tuple[type[Model], ...] = (Sale, SaleParticipants, SaleCommissions, PriceDetails, Subscription)
        names = COMPOSED[id].output["properties"]
        return {name: _tree(part) for name, part in zip(names, parts, strict=True)}
    if id == "access.list":
        names = COMPOSED[id].output["items"]["properties"]
        return {name: {"id": None, "name": None} if name == "product" else None for name in names}
    return None


def tree_of(id: str, endpoint: Endpoint[..., Any] | None) -> Tree | None:
    """The fields of what an action answers; None where that depends on what was asked."""
    if endpoint is None:
        return _of_composed(id)
    return None if endpoint.model is None else _tree(endpoint.model)


def ways(tree: Tree, before: str = "") -> Iterator[str]:
    """Every field that has none in it, by its way."""
    for name, inner in tree.items():
        if inner:
            yield from ways(inner, f"{before}{name}.")
        else:
            yield before + name


def check_fields(id: str, fields: Sequence[str], tree: Tree | None) -> None:
    """Raise InvalidArgumentError for a field that is none, with what was meant and those there are."""
    if tree is None:
        return
    for field in fields:
        if not _leads(tree, field.split(".")):
            raise _no_field(id, field, [*ways(tree)], [*_branches(tree)])


def check_found(id: str, fields: Sequence[str], output: Any) -> None:
    """The same for an answer of which nobody knew beforehand what would stand in it."""
    rows = output if is_list(output) else [output]
    there = dict.fromkeys(way for row in rows if is_object(row) for way in _held(row))
    for field in fields if there else ():
        if not any(way == field or way.startswith(f"{field}.") for way in there):
            raise _no_field(id, field, [*there], [])


def only(fields: Sequence[str], output: Any) -> Any:
    """The output with these fields alone, in this order, nested as they were; all where none is named."""
    wanted: Tree = {}
    for field in fields:
        _want(wanted, field.split("."))
    return _picked(output, wanted) if wanted else output


def _want(wanted: Tree, way: Sequence[str]) -> None:
    first, *rest = way
    if not rest:
        wanted[first] = None
    elif first not in wanted or wanted[first] is not None:  # the whole of it goes before a part of it
        _want(cast("Tree", wanted.setdefault(first, {})), rest)


def _picked(value: Any, wanted: Tree | None) -> Any:
    if wanted is None:
        return value
    if is_list(value):
        return [_picked(one, wanted) for one in value]
    if is_object(value):
        return {name: _picked(value[name], inner) for name, inner in wanted.items() if name in value}
    return value


def _leads(tree: Tree, way: Sequence[str]) -> bool:
    """Whether there is such a field."""
    first, *rest = way
    if first not in tree:
        return False
    inner = tree[first]
    return not rest or (inner is not None and _leads(inner, rest))


def _branches(tree: Tree, before: str = "") -> Iterator[str]:
    for name, inner in tree.items():
        if inner:
            yield before + name
            yield from _branches(inner, f"{before}{name}.")


def _held(row: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for name, value in row.items():
        yield f"{before}{name}"
        if is_object(value):
            yield from _held(value, f"{before}{name}.")


def _no_field(id: str, field: str, known: Sequence[str], branches: Sequence[str]) -> InvalidArgumentError:
    every = [*known, *branches]
    last = field.rpartition(".")[2].lower()
    near = [way for way in every if way.rpartition(".")[2] == last]
    near = near or get_close_matches(field.lower(), every, n=2, cutoff=0.7)
    near = near or [way for way in every if get_close_matches(last, [way.rpartition(".")[2]], cutoff=0.8)]
    listed = ", ".join(known[:_MOST]) + (", …" if len(known) > _MOST else "")
    en, pt = f"There are: {listed}.", f"Existem: {listed}."
    if near:
        en = f"Did you mean {' or '.join(near[:3])}? {en}"
        pt = f"Você quis dizer {' ou '.join(near[:3])}? {pt}"
    return InvalidArgumentError(
        "fields",
        Text(
            f"What {id} answers has no field {field[:60]!r}.",
            f"A resposta de {id} não tem o campo {field[:60]!r}.",
        ),
        Text(en, pt),
    )
