"""A column: where a field stands in Hotmart's answer, and what it is in the warehouse."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from hotmart.model import Model
from hotmart.words import Instant, OpenEnum

Kind = Literal["text", "integer", "boolean", "money", "rate", "time", "texts"]

SQL_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "money": "DECIMAL(18,4)",
    "rate": "DECIMAL(24,10)",
    "time": "TIMESTAMPTZ",
    "texts": "VARCHAR[]",
}
STAGED_TYPES: dict[Kind, str] = {**SQL_TYPES, "money": "VARCHAR", "rate": "VARCHAR", "time": "BIGINT"}
"""What the JSON reader is told: numbers that must stay exact travel as text, times as milliseconds."""


@dataclass(frozen=True)
class Column:
    """One scalar field of an item, such as `purchase.price.value`."""

    name: str
    path: tuple[str, ...]
    kind: Kind
    known: frozenset[str] = frozenset()
    """The values an enum is known to have; empty when anything goes."""
    spelling: tuple[str, ...] = ()
    """Where the same field stands under its other name, for the few that have two (dossier §4.4)."""
    personal: bool = False
    """Whether it says who or where a person is."""

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.kind]


def dotted(path: Iterable[str]) -> str:
    """A path as one text, such as `purchase.price.value`; a dot inside a name is written `\\.`."""
    return ".".join(part.replace(".", "\\.") for part in path)


def parted(text: str) -> tuple[str, ...]:
    """The path that `dotted` wrote."""
    return tuple(part.replace("\\.", ".") for part in re.split(r"(?<!\\)\.", text))


@dataclass(frozen=True)
class Array:
    """A list of objects inside an item, such as `commissions`: it becomes rows of its own."""

    name: str
    path: tuple[str, ...]
    columns: tuple[Column, ...]
    arrays: tuple[Array, ...]


@lru_cache(maxsize=1024)  # a run makes models of its own, which are not kept for ever
def declared(model: type[msgspec.Struct]) -> Mapping[str, msgspec.structs.FieldInfo]:
    """The fields of a model by their names on the wire. To read its annotations takes a millisecond."""
    return {field.encode_name: field for field in msgspec.structs.fields(model)}


def fields_of(model: type[msgspec.Struct]) -> tuple[tuple[Column, ...], tuple[Array, ...]]:
    """The columns of a model, nested objects flattened, and its arrays of objects."""
    found = list(_walk(model, ()))
    columns = tuple(field for field in found if isinstance(field, Column))
    return columns, tuple(field for field in found if isinstance(field, Array))


def _walk(model: type[msgspec.Struct], inside: tuple[str, ...]) -> Iterator[Column | Array]:
    fields = {name: unwrap(field.type) for name, field in declared(model).items()}
    spellings = {marks["of"]: (*inside, name) for name, (_, marks) in fields.items() if "of" in marks}
    for field, (bare, marks) in fields.items():
        path = (*inside, field)
        name = "_".join(path)
        if "of" in marks:
            continue
        if get_origin(bare) is list:
            element, _ = unwrap(get_args(bare)[0])
            yield (
                Array(name, path, *fields_of(element)) if _is_model(element) else Column(name, path, "texts")
            )
        elif _is_model(bare):
            yield from _walk(bare, path)
        elif issubclass(bare, OpenEnum):
            yield Column(name, path, "text", known=bare.seen().union(bare))
        else:
            kind = "rate" if marks.get("kind") == "rate" else _kind(bare, name)
            personal = marks.get("kind") == "personal"
            yield Column(name, path, kind, spelling=spellings.get(field, ()), personal=personal)


def _kind(bare: type, name: str) -> Kind:
    kinds: dict[type, Kind] = {
        str: "text",
        bool: "boolean",
        int: "integer",
        Decimal: "money",
        Instant: "time",
    }
    if bare not in kinds:
        raise TypeError(f"{name}: the warehouse has no column for {bare!r}")
    return kinds[bare]


def unwrap(annotation: Any) -> tuple[Any, dict[str, Any]]:
    """`X | None` or `Annotated[X, Meta(extra=…)]` as X, and what its marks say."""
    marks: dict[str, Any] = {}
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *metas = get_args(annotation)
            for meta in metas:
                marks |= getattr(meta, "extra", None) or {}
        elif origin in (Union, types.UnionType):
            # The first of several counts: what is `str | int` is kept as text, which holds both.
            annotation, *_ = (arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation, marks


def _is_model(bare: Any) -> bool:
    return isinstance(bare, type) and issubclass(bare, Model)
