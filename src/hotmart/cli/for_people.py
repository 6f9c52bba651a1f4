"""Values as a person reads them: money with its currency, a moment to the minute in the account's zone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple, cast

from hotmart.actions.columns import HIDDEN
from hotmart.figures import amount, counted
from hotmart.language import say
from hotmart.secrecy import MASK, visible
from hotmart.words import is_list, is_object
from hotmart.zone import zone as zone_named

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_CURRENCIES = ("currency_code", "currency")
_RATES = ("percentage", "conversion_rate")
"""What stands beside a currency and is no amount of it."""


class Cell(NamedTuple):
    """A value as text: whether it is a number, which stands to the right, and whether it may be broken."""

    text: str
    number: bool = False
    whole: bool = False


def cells(row: Any, zone: str, before: str = "") -> Iterator[tuple[str, Cell]]:
    """The values of a row by their ways. An amount is told with its currency."""
    if not isinstance(row, Mapping):
        yield before or "value", cell(row, zone, before)
        return
    told = cast("Mapping[str, Any]", row)
    currency = next((name for name in _CURRENCIES if before and told.get(name)), None)
    amounts = {name for name, value in told.items() if currency and name not in _RATES and _is_number(value)}
    for name, value in told.items():
        way = f"{before}.{visible(name)}" if before else visible(name)
        if name in amounts:
            written = f"{visible(str(told[currency or '']))} {amount(Decimal(str(value)))}"
            yield before if name == "value" else way, Cell(written, number=True, whole=True)
        elif name != currency or not amounts:
            yield from cells(value, zone, way)


def cell(value: Any, zone: str, name: str = "") -> Cell:
    """One value as text."""
    if value is None or value in ("", []):
        return Cell("")
    if name.rpartition(".")[2] in HIDDEN:
        return Cell(f"{MASK} (--json)")
    if isinstance(value, int | float | Decimal):
        return Cell(_number(value), number=not isinstance(value, bool), whole=True)
    if isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.fullmatch(value)):
        return Cell(_stamp(value, zone), whole=True)
    if is_list(value):
        return Cell(_listed(value))
    return Cell(_in_a_line(str(value)))


def _number(value: Decimal | float) -> str:
    """A number without the zeros that only its column has: 59.0000 is 59.00."""
    text = str(value).lower()
    return re.sub(r"(\.\d\d)(\d*?)0+$", r"\1\2", text) if isinstance(value, Decimal) else text


def hidden(value: Any) -> Any:
    """The same data without documents, for whoever is not given JSON."""
    if is_list(value):
        return [hidden(one) for one in value]
    if is_object(value):
        return {name: MASK if name in HIDDEN and it else hidden(it) for name, it in value.items()}
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _stamp(value: datetime | str, zone: str) -> str:
    moment = datetime.fromisoformat(value.replace("Z", "+00:00")) if isinstance(value, str) else value
    try:
        local = moment.astimezone(zone_named(zone)) if moment.tzinfo else moment
    except OverflowError:
        local = moment
    return f"{local:%Y-%m-%d %H:%M}"


def _listed(value: list[Any]) -> str:
    if any(is_object(one) or is_list(one) for one in value):
        several = say(counted(len(value), "entry", "entries"), counted(len(value), "item", "itens"))
        return f"{several} (--json)"
    return _in_a_line(", ".join(map(str, value)))


def _in_a_line(text: str) -> str:
    return visible(re.sub(r"\s+", " ", text)).strip()
