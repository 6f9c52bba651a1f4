"""Values, as the warehouse reads them: what a column is told to hold, out of what another format wrote.

Only what means the same is changed. A value that cannot be what its column holds is left as it came, and the
engine keeps it beside the columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Raw

from hotmart.config.source import Kind, Mark
from hotmart.sources import moments
from hotmart.sources.places import parts
from hotmart.words import is_list, is_object

NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")
GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
"""A number as Brazil writes it: 1.234,56."""
WHOLE = re.compile(r"-?\d{1,18}")
YES, NO = frozenset(("true", "1", "yes", "sim")), frozenset(("false", "0", "no", "não", "nao"))


def fitted(record: dict[str, Any], columns: Mapping[str, Kind], decimal: Mark = ".") -> None:
    """Change the values of these places of a record to what their columns hold.

    In text, this mark stands before the decimals of a number.
    """
    for place, kind in columns.items():
        *way, name = parts(place)
        holder: Any = record
        for part in way:
            holder = holder.get(part) if is_object(holder) else None
        if is_object(holder) and name in holder:
            fit = _with_comma if decimal == "," and kind in ("money", "rate") else FITTINGS[kind]
            holder[name] = fit(holder[name])


def _text(value: Any) -> Any:
    if isinstance(value, Raw):
        return bytes(value).decode()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    return Raw(text.encode()) if NUMBER.fullmatch(text) else (value if text else None)


def _with_comma(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        return _number(value)
    return _number(value.replace(".", "").replace(",", ".")) if GROUPED.fullmatch(value.strip()) else value


def _integer(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    return int(text) if WHOLE.fullmatch(text) else (value if text else None)


def _boolean(value: Any) -> Any:
    said = str(value).strip().lower() if isinstance(value, str | int) else None
    if said == "":
        return None
    return said in YES if said in YES | NO else value


def _time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    found = moments.read(text)
    return found if found is not None else (value if text else None)


def _texts(value: Any) -> Any:
    if value is None or is_list(value):
        return value
    return [_text(value)]


FITTINGS: dict[Kind, Callable[[Any], Any]] = {
    "text": _text,
    "integer": _integer,
    "boolean": _boolean,
    "money": _number,
    "rate": _number,
    "time": _time,
    "texts": _texts,
}
