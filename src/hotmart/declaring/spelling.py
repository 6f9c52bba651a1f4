"""What nobody declared, spelled for a URL all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import inf
from typing import cast

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.words import Value, spelled


def undeclared(name: str, value: object) -> Sequence[str]:
    """A value of a parameter that nobody declared, as a URL spells it; some things have no such spelling."""
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return [one for each in cast("Sequence[object]", value) for one in undeclared(name, each)]
    fit = isinstance(value, str | int | float | Decimal | date) and value not in (inf, -inf)
    if not fit or is_nothing(value) or (isinstance(value, datetime) and value.utcoffset() is None):
        got = type(value).__name__
        raise InvalidArgumentError(
            name,
            Text(
                f"{name} is a parameter nobody knows here, so it must be a text, a number, a bool, a date, "
                f"a datetime with its time zone, or a list of them; not {got}.",
                f"{name} é um parâmetro que ninguém conhece aqui: deve ser texto, número, bool, date, "
                f"datetime com fuso horário, ou uma lista deles; não {got}.",
            ),
        )
    return spelled(cast("Value", value))


def is_nothing(value: object) -> bool:
    """Whether it is a number that is none, or pandas' moment that is none: these differ from themselves."""
    return isinstance(value, float | Decimal | date) and bool(value != value)  # noqa: PLR0124  # the very point
