"""What a tool answers: columns and rows once, and beside them what has to be known to trust them.

Money is text with its decimals, moments are those of the account's zone. What is the same in every row is
told once, under `same`; of long texts that come again and again a row has the number, from 0, in `legend`.
Text that strangers typed stands in the columns that `untrusted` names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from hotmart.words import is_list, is_object
from hotmart.zone import zone

_MANY, _OFTEN, _LONG = 10, 3, 12
"""Rows, times that a text comes again, and letters of it, from which on it is told once."""


class Answer(NamedTuple):
    """What is said in a line, and all of it as data."""

    text: str
    data: dict[str, Any]


def table(
    rows: Sequence[Mapping[str, Any]],
    time_zone: str,
    *,
    complete: bool,
    untrusted: Callable[[str], bool] = lambda name: False,
    **beside: Any,
) -> dict[str, Any]:
    """Rows as data: those that have no value anywhere left out, those of one value told under `same`."""
    told = [{name: told_of(value, time_zone) for name, value in row.items()} for row in rows]
    names = [*dict.fromkeys(name for row in told for name, value in row.items() if value is not None)]
    same = {name: told[0][name] for name in names if len(told) > 1 and _is_one(name, told)}
    columns = [name for name in names if name not in same]
    legend = {name: values for name in columns if (values := _legend(name, told))}
    found: dict[str, Any] = {
        "columns": columns,
        "rows": [[_in_legend(row.get(name), legend.get(name)) for name in columns] for row in told],
    }
    if same:
        found["same"] = same
    if legend:
        found["legend"] = legend
    strange = [name for name in names if untrusted(name)]
    if strange:
        found["untrusted"] = strange
    return found | {"complete": complete, "time_zone": time_zone} | _there(beside, time_zone)


def told_of(value: Any, time_zone: str) -> Any:  # noqa: PLR0911  # a kind of value a line
    """A value as JSON has it: money as text, moments to the second in the account's zone."""
    if is_object(value):
        return {name: told_of(one, time_zone) for name, one in value.items()}
    if is_list(value):
        return [told_of(one, time_zone) for one in value]
    match value:
        case Decimal():
            return _money(value)
        case datetime():
            there = value.astimezone(zone(time_zone)) if value.tzinfo else value
            return there.replace(tzinfo=None).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case float():
            return round(value, 6)
        case None | str() | int():
            return value
        case _:
            return str(value)


def written(answer: Answer) -> str:
    """All of it as one text, for a client that is shown no data."""
    return f"{answer.text}\n{json.dumps(answer.data, ensure_ascii=False, separators=(',', ':'))}"


def _legend(name: str, told: Sequence[Mapping[str, Any]]) -> list[str]:
    """The texts of a column that are told once, since they are long and few; none where they are not."""
    there = [row[name] for row in told if row.get(name) is not None]
    texts = [one for one in there if isinstance(one, str)]
    values = [*dict.fromkeys(texts)]
    few = len(told) >= _MANY and len(values) * _OFTEN <= len(texts)
    return values if few and len(texts) == len(there) and sum(map(len, values)) >= _LONG * len(values) else []


def _in_legend(value: Any, legend: Sequence[str] | None) -> Any:
    return legend.index(value) if legend and value is not None else value


def _money(value: Decimal) -> str:
    cents = value.quantize(Decimal("0.01"))
    return format(cents if cents == value else value.normalize(), "f")


def _is_one(name: str, told: Sequence[Mapping[str, Any]]) -> bool:
    first = told[0].get(name)
    return not is_list(first) and first is not None and all(row.get(name) == first for row in told)


def _there(beside: Mapping[str, Any], time_zone: str) -> dict[str, Any]:
    return {name: told_of(value, time_zone) for name, value in beside.items() if value not in (None, [], {})}
