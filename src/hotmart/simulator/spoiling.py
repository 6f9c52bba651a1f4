"""What goes wrong in the rows of an answer, and in what a page says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final, cast

from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.faults import Struck
from hotmart.simulator.paging import AGAIN

UNKNOWN_STATUS: Final = "AWAITING_MIRACLE"
NEW_FIELD: Final = {"brand_new_field": {"since": 2027, "tags": ["a", "b"]}}
NEW_CURRENCY: Final = "XTS"  # what ISO 4217 keeps for tests
ODD_NAMES: Final = ("🦄 Zoë 👩🏽‍🚀", "An\0a", "Meio \ud83d par", "שָׁלוֹם \u202e olleH", "Ana " * 5_000)
SECONDS: Final = (10**11, 10**14)  # what is in between is a time in milliseconds (dossier §3.1)

Record = dict[str, Any]
Place = tuple[Record, str]
"""A field: the object that has it, and its name there."""


def spoil(answer: Answer, struck: Struck, token: str) -> None:
    """Let go wrong in an answer what was drawn for it; `token` is that of its page."""
    oddities = [change for kind, change in _ODDITIES.items() if kind in struck.kinds]
    if answer.rows:
        place = int(struck.place * len(answer.rows))
        if oddities:
            answer.rows[place] = _odd(answer.rows[place], oddities, struck)
        if "duplicate_rows" in struck.kinds and answer.shape != "object":
            answer.rows.append(answer.rows[0])
    if answer.page_info:
        answer.page_info = _misled(answer.page_info, struck, token)


def _odd(row: str, oddities: list[Callable[[Record, Struck], None]], struck: Struck) -> str:
    """A row with oddities. Of an object that only wraps a list, a row of that list."""
    written: Record = json.loads(row)
    record, wrapped = written, next(iter(written.values()), None)
    if len(written) == 1 and isinstance(wrapped, list):
        rows = cast("list[Record]", wrapped)
        if not rows:
            return row
        record = rows[int(struck.place * len(rows))]
    for change in oddities:
        change(record, struck)
    return json.dumps(written)  # in ASCII: half a surrogate pair has no other spelling


def _misled(page_info: str, struck: Struck, token: str) -> str:
    """What a page says of itself, wrong."""
    told = json.loads(page_info)
    if "repeat_page" in struck.kinds:
        told["next_page_token"] = f"{token.partition(AGAIN)[0]}{AGAIN}{struck.place:.9f}"
    if "short_count" in struck.kinds and "total_results" in told:
        told["total_results"] = max(0, told["total_results"] + (1 if struck.forward else -1))
    if "text_total" in struck.kinds and "total_results" in told:
        told["total_results"] = str(told["total_results"])
    if "no_total" in struck.kinds:
        told.pop("total_results", None)
    return json.dumps(told)


def _unknown_status(record: Record, struck: Struck) -> None:
    del struck
    for holder, name in _fields(record):
        if name.endswith("status"):
            holder[name] = UNKNOWN_STATUS
            return


def _new_field(record: Record, struck: Struck) -> None:
    del struck
    record |= NEW_FIELD


def _new_currency(record: Record, struck: Struck) -> None:
    del struck
    for holder, name in _fields(record):
        if name.startswith("currency") and "value" in holder:
            holder[name] = NEW_CURRENCY


def _keyless(record: Record, struck: Struck) -> None:
    del struck
    for holder, name in list(_fields(record)):
        if _identifies(name):
            holder[f"new_{name}"] = holder.pop(name)


def _id_as_text(record: Record, struck: Struck) -> None:
    del struck
    for holder, name in _fields(record):
        if _identifies(name) and type(holder[name]) is int:
            holder[name] = str(holder[name])


def _text_as_number(record: Record, struck: Struck) -> None:
    del struck
    texts = [(holder, name) for holder, name in _fields(record) if isinstance(holder[name], str)]
    digits = [(holder, name) for holder, name in texts if holder[name].isdecimal()]
    names = [(holder, name) for holder, name in texts if _names(name)]
    for holder, name in digits or names:
        holder[name] = int(holder[name]) if digits else len(holder[name])


def _money_as_text(record: Record, struck: Struck) -> None:
    del struck
    for holder, name in _amounts(record):
        holder[name] = str(holder[name])


def _money_as_float(record: Record, struck: Struck) -> None:
    del struck
    for holder, name in _amounts(record):
        holder[name] = float(holder[name])


def _seconds(record: Record, struck: Struck) -> None:
    del struck
    for holder, name in _fields(record):
        value = holder[name]
        if type(value) is int and SECONDS[0] <= value < SECONDS[1] and not _identifies(name):
            holder[name] = value // 1000


def _odd_names(record: Record, struck: Struck) -> None:
    odd = ODD_NAMES[int(struck.place * 1_000) % len(ODD_NAMES)]
    for holder, name in _fields(record):
        if _names(name):
            holder[name] = odd


def _null_fields(record: Record, struck: Struck) -> None:
    for holder, name in _describing(record)[int(struck.place * 1_000) % 3 :: 3]:
        holder[name] = None


def _odd_types(record: Record, struck: Struck) -> None:
    found = _describing(record)
    if found:
        holder, name = found[int(struck.place * 1_000) % len(found)]
        holder[name] = {"value": holder[name], "since": 2027}


_ODDITIES: Final[dict[str, Callable[[Record, Struck], None]]] = {
    "unknown_status": _unknown_status,
    "new_field": _new_field,
    "new_currency": _new_currency,
    "keyless": _keyless,
    "id_as_text": _id_as_text,
    "text_as_number": _text_as_number,
    "money_as_text": _money_as_text,
    "money_as_float": _money_as_float,
    "seconds": _seconds,
    "odd_names": _odd_names,
    "null_fields": _null_fields,
    "odd_types": _odd_types,
}


def _fields(node: Record) -> Iterator[Place]:
    """Every field of a record that holds a single value, however deep."""
    for name, value in list(node.items()):
        if isinstance(value, dict):
            yield from _fields(cast("Record", value))
        elif isinstance(value, list):
            for each in cast("list[Record | str]", value):
                if isinstance(each, dict):
                    yield from _fields(each)
        else:
            yield node, name


def _describing(record: Record) -> list[Place]:
    """The fields that are not needed to know which row this is, in an order that does not change.

    A currency can be such a need: a charge has a row for each (dossier §5.3).
    """
    found = [it for it in _fields(record) if not _identifies(it[1]) and not it[1].startswith("currency")]
    return sorted(found, key=lambda it: it[1])


def _amounts(record: Record) -> Iterator[Place]:
    """The fields that are money: numbers with a currency beside them, but for rates and percentages."""
    for holder, name in _fields(record):
        number = isinstance(holder[name], int | float) and not isinstance(holder[name], bool)
        if number and name not in _NO_MONEY and any(it.startswith("currency") for it in holder):
            yield holder, name


def _identifies(name: str) -> bool:
    return name in _CODES or name.endswith(("_id", "ucode"))


def _names(name: str) -> bool:
    return name.endswith("name")


_CODES: Final = frozenset({"id", "transaction", "code", "subscriber_code", "coupon_code", "ticket_qr_code"})
_NO_MONEY: Final = frozenset({"conversion_rate", "percentage", "id", "number"})
