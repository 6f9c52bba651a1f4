"""One value of a record, as a person reads it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hotmart.console.blocks import yes_or_no
from hotmart.console.record.codes import in_words
from hotmart.document import to_json
from hotmart.figures import number


def plain(value: Any, where: ZoneInfo) -> str:  # noqa: PLR0911  # a line for each kind
    """Times in the zone of the account, codes in words, and a dash for what is not told."""
    match value:
        case None:
            return "–"
        case bool():
            return yes_or_no(value)
        case datetime():
            return value.astimezone(where).strftime("%Y-%m-%d %H:%M")
        case date():
            return str(value)
        case Decimal():
            return number(value, 2) if value == round(value, 2) else number(value)
        case list() | dict():
            return to_json(value)
        case _:
            return in_words(value)
