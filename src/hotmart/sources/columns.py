"""The columns of a source that are known before it is read, as a model that the warehouse makes tables of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from hotmart.config.source import Kind, SourceConfig
from hotmart.model import Model, Row
from hotmart.sources.places import parts
from hotmart.words import Instant, Rate

HELD: dict[Kind, Any] = {
    "text": str,
    "integer": int,
    "boolean": bool,
    "money": Decimal,
    "rate": Rate,
    "time": Instant,
    "texts": list[str],
}
"""What a model says where a column is of this kind."""


def columns_of(source: SourceConfig) -> dict[str, Kind]:
    """The key, the time of the window, and those that were told, which may say of these what they hold."""
    times = [source.window.field] if source.window else []
    columns: dict[str, Kind] = dict.fromkeys(source.keys, "text")
    columns.update(dict.fromkeys(times, "time"))
    return columns | source.columns


def model_of(columns: Mapping[str, Kind]) -> type[Row]:
    """The model of a record that has these columns."""
    made: type[Row] = _model({parts(place): kind for place, kind in columns.items()}, Row)
    return made


def _model(columns: Mapping[tuple[str, ...], Kind], base: type[Model]) -> Any:
    """A model with these fields, those of objects in models of their own.

    Its fields are numbered: names that Python cannot have may well stand in an answer.
    """
    held: dict[str, Any] = {}
    below: dict[str, dict[tuple[str, ...], Kind]] = {}
    for (first, *rest), kind in columns.items():
        if rest:
            below.setdefault(first, {})[tuple(rest)] = kind
        else:
            held[first] = HELD[kind]
    held |= {first: _model(inner, Model) for first, inner in below.items()}
    return msgspec.defstruct(
        "Record",
        [(f"field_{number}", one | None, None) for number, one in enumerate(held.values())],
        bases=(base,),
        rename={f"field_{number}": name for number, name in enumerate(held)},
        kw_only=True,
    )
