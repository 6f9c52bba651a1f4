"""What came of a read as columns and rows: money beside its currency, people masked until asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin

from msgspec import Struct, structs

from hotmart.actions.columns import COLUMNS, EXPLODED, SECTIONS
from hotmart.actions.running import endpoint_of
from hotmart.console.blocks import Column, Kind, Table
from hotmart.console.flows.codes import CODES
from hotmart.console.flows.titles import title_of
from hotmart.document import to_json
from hotmart.tables.columns import unwrap
from hotmart.words import is_list, is_object

SHOWN = 500  # rows on a page; CSV and JSON have all that were read
_CURRENCIES = ("currency_code", "currency")
_RATES = ("percentage", "conversion_rate")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_PEOPLE = re.compile(
    r"(^|[._])(e?mail|phone|cellphone|login|address|zip_code|complement|neighborhood|city|documents?|doc_value)"
    r"($|[._])|(^|[._])(buyer|subscriber|user|participant|student|affiliate)[._]name$|^name$"
)
"""What may be of a person in rows that no model declares."""


def table(action: str, output: Any, *, whole: bool) -> Table:
    """The rows of an answer; `whole` has every row and column, as CSV and JSON do."""
    rows = _exploded(action, output if is_list(output) else [] if output in (None, {}) else [output])
    told = [dict(_flat(row)) for row in (rows if whole else rows[:SHOWN])]
    there = [*dict.fromkeys(name for row in told for name in row)]
    chosen = there if whole else _wanted(action, there)
    personal = _personal(action)
    if not whole:
        told = [{name: _in_words(value) for name, value in row.items()} for row in told]
    columns = [
        Column(name, title_of(name), _kind(name, [row.get(name) for row in told], personal))
        for name in chosen
    ]
    return Table(columns, told, more=not whole and len(rows) > SHOWN)


def _wanted(action: str, there: Sequence[str]) -> Sequence[str]:
    """The columns that people look at, each amount with its currency; all where nobody has said which."""
    wanted = [name for name in COLUMNS.get(action, ()) if name in there or f"{name}.value" in there]
    if not wanted:
        return there
    found: list[str] = []
    for name in wanted:
        found += [one for one in (f"{name}.currency_code", name) if one in there] or [name]
    return [*dict.fromkeys(found)]


def _exploded(action: str, rows: Sequence[Any]) -> list[Any]:
    """Each element of a list that a row is about as a row of its own, as on a terminal."""
    name = EXPLODED.get(action)
    if name is None:
        return [*rows]
    found: list[Any] = []
    for row in rows:
        inner = row.get(name) if is_object(row) else None
        found += [{**row, name: one} for one in inner] if is_list(inner) and inner else [row]
    return found


def _flat(value: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a row by dotted names: an amount under the name of what holds it, its currency beside."""
    if not is_object(value):
        yield before or "value", to_json(value) if is_list(value) else _plain(value)
        return
    currency = next((name for name in _CURRENCIES if before and value.get(name)), None)
    for name, inner in value.items():
        way = f"{before}.{name}" if before else name
        if currency and name == "value":
            yield before, inner
        elif name == currency:
            yield f"{before}.currency_code", str(inner)
        else:
            yield from _flat(inner, way)


def _in_words(value: Any) -> Any:
    """A code as people call it; in data it stays the code."""
    words = CODES.get(value) if isinstance(value, str) else None
    return str(words) if words else value


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        text = str(value)
        return datetime.fromisoformat(text.replace("Z", "+00:00")) if _MOMENT.fullmatch(text) else text
    return value


def _kind(name: str, values: Sequence[Any], personal: frozenset[str]) -> Kind:
    if _is_personal(name, personal):
        return "personal"
    there = [one for one in values if one is not None]
    if there and all(isinstance(one, datetime) for one in there):
        return "moment"
    if there and all(isinstance(one, Decimal) for one in there) and name.rpartition(".")[2] not in _RATES:
        return "money"
    return "text"


def _is_personal(name: str, personal: frozenset[str]) -> bool:
    return name in personal or (not personal and bool(_PEOPLE.search(name)))


@cache
def _personal(action: str) -> frozenset[str]:
    """The fields that say who a person is, by their ways; none where no model declares the rows."""
    endpoint = endpoint_of(action)
    return frozenset(_ways(endpoint.model, "")) if endpoint and endpoint.model else frozenset()


def _ways(model: type[Any], before: str) -> Iterator[str]:
    for field in structs.fields(model):
        bare, marks = unwrap(field.type)
        several = get_origin(bare) is list
        inner, way = unwrap(get_args(bare)[0])[0] if several else bare, f"{before}{field.name}"
        if isinstance(inner, type) and issubclass(inner, Struct):
            found = [*_ways(inner, f"{way}.")]
            yield from [*found, way] if several and found else found  # a list as JSON, people and all
        elif marks.get("kind") == "personal":
            yield way


def parts(action: str, output: Any) -> Mapping[str, Any]:
    """The parts of an answer that has several, by their names; none where it is one thing, or rows."""
    if action not in SECTIONS or not is_object(output):
        return {}
    return output
