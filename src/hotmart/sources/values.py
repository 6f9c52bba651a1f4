"""Values, as the warehouse reads them: what a column is told to hold, out of what another format wrote.

Only what means the same is changed. A value that cannot be what its column holds is left as it came, and the
engine keeps it beside the columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from msgspec import Raw
from msgspec.json import Encoder

from hotmart.config.source import Kind, Mark
from hotmart.sources import moments
from hotmart.sources.places import parts
from hotmart.words import is_list, is_object

NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")
GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
"""A number as Brazil writes it: 1.234,56."""
PRICE = re.compile(r"(-?)\s*(?:R\$|BRL)\s*(-?)\s*(\S+)|(-?\S+)\s*(?:R\$|BRL)")
"""An amount of reais that says so: R$ 1.234,56."""
WHOLE = re.compile(r"-?\d{1,18}")
YES, NO = frozenset(("true", "1", "yes", "sim")), frozenset(("false", "0", "no", "não", "nao"))


@dataclass
class Fitting:
    """Fits records to their columns, and counts the times that name no zone where nobody told one.

    In text, `decimal` stands before the decimals of a number. `keys` are the places of the key.
    """

    columns: Mapping[str, Kind]
    decimal: Mark = "."
    zone: str | None = None
    keys: Collection[str] = ()
    zoneless: Counter[str] = field(default_factory=Counter[str])

    def fit(self, record: dict[str, Any]) -> None:
        """Change the values of these places of a record to what their columns hold, and every list to texts.

        What is in a list and no text is the JSON of it, so that a list of anything has a column.
        """
        _listed(record)
        for place, kind in self.columns.items():
            *way, name = parts(place)
            holder: Any = record
            for part in way:
                holder = holder.get(part) if is_object(holder) else None
            if is_object(holder) and name in holder:
                value = _plain(holder[name]) if place in self.keys else holder[name]
                holder[name] = self._fitted(value, kind, place)

    def _fitted(self, value: Any, kind: Kind, place: str) -> Any:
        if kind == "time":
            return self._time(value, place)
        if kind in ("money", "rate"):
            return _amount(value, self.decimal)
        return _integer(value, self.decimal) if kind == "integer" else _FITTINGS[kind](value)

    def _time(self, value: Any, place: str) -> Any:
        if not isinstance(value, str):
            return value
        text = value.strip()
        found = moments.read(text, self.zone)
        if found is None:
            return value if text else None
        if found.zoneless and self.zone is None:
            self.zoneless[place] += 1
        return found.ms if moments.is_stamp(text) else moments.stamp(found.ms)


def _listed(holder: dict[str, Any]) -> None:
    """Change all lists to texts; an object that holds nothing is nothing."""
    for name, value in holder.items():
        if is_object(value):
            _listed(value)
            holder[name] = value or None
        elif is_list(value):
            holder[name] = [one if isinstance(one, str) else _writer.encode(one).decode() for one in value]


_writer = Encoder()


def _plain(value: Any) -> Any:
    """A number as it is written in one way only, so that equal numbers are one key: 1.0 is 1."""
    if not isinstance(value, Raw):
        return value
    number = Decimal(bytes(value).decode())
    if not number or abs(number.adjusted()) > _WRITTEN_OUT:
        return value if number else 0
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Raw(text.encode()) if "." in text else int(text)


_WRITTEN_OUT = 100  # digits: no key has more, and one number could fill the memory


def _text(value: Any) -> Any:
    if isinstance(value, Raw):
        return bytes(value).decode()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _amount(value: Any, decimal: Mark) -> Any:
    """A number, also where it says that it is reais; one that could be two is left as it came."""
    if not isinstance(value, str):
        return value
    text = value.strip().replace("\N{MINUS SIGN}", "-")
    if not text:
        return None
    found = PRICE.fullmatch(text)
    told = "".join(filter(None, found.groups())) if found else text
    if decimal == "," or (found and _COMMA.search(told)):
        told = told.replace(".", "").replace(",", ".") if GROUPED.fullmatch(told) else ""
    elif found and _GROUP.search(told):
        return value
    return Raw(told.encode()) if NUMBER.fullmatch(told) else value


_COMMA, _GROUP = re.compile(r",\d{1,2}$"), re.compile(r"[.,]\d{3}$")


def _integer(value: Any, decimal: Mark) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if decimal == "," and "," not in text and GROUPED.fullmatch(text):
        text = text.replace(".", "")
    return int(text) if WHOLE.fullmatch(text) else (value if text else None)


def _boolean(value: Any) -> Any:
    said = str(value).strip().lower() if isinstance(value, str | int) else None
    if said == "":
        return None
    return said in YES if said in YES | NO else value


def _texts(value: Any) -> Any:
    if value is None or is_list(value):
        return value
    return [_text(value)]


_FITTINGS: dict[Kind, Callable[[Any], Any]] = {"text": _text, "boolean": _boolean, "texts": _texts}
