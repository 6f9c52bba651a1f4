"""Values that no parameter can take, by what the parameter is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from hotmart.declaring.params import Param
from hotmart.model import Model
from hotmart.words import OpenEnum

NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001  # that is what is wrong with it
SECONDS = 1_767_225_600
MICROSECONDS = SECONDS * 10**6


def wrong(param: Param) -> Iterator[Any]:
    """Values that a parameter must refuse, whatever else is asked."""
    if param.required:
        yield None
    if param.many:
        yield from [[], [*several_wrong(param)]] if param.meta.min_length != 0 else [[*several_wrong(param)]]
        if param.meta.max_length is not None:
            yield [1] * (param.meta.max_length + 1)
    yield from several_wrong(param)
    yield {"an": "object"}
    yield b"bytes"


def several_wrong(param: Param) -> Iterator[Any]:
    """Values that are wrong one by one as well as in a list."""
    if param.meta.extra == {"kind": "discount"}:
        yield from (120, 0, -1, 99.5, 100, "10", "ten", True, Decimal("NaN"), float("inf"))
    elif issubclass(param.kind, OpenEnum):
        yield from ("NO_SUCH_VALUE", "", 7, True, [""])
        yield from (value.value for value in param.kind if value not in param.choices)
    elif issubclass(param.kind, Model):
        yield from ("text", {"no_such_field": 1}, True)
    else:
        yield from _BY_KIND[param.kind](param)


def moments(_: Param) -> Iterator[Any]:
    yield from (NAIVE, "2026-01-01", SECONDS, MICROSECONDS, MICROSECONDS * 1_000, 1_767_225_600_000.5, True)


def flags(_: Param) -> Iterator[Any]:
    yield from ("true", 1, 0, "")


def numbers(param: Param) -> Iterator[Any]:
    yield from (0, -1, 1.5, True, "", "12a", "1/2", "../7", " 7", "-3", "1e3", "٣", "²", Decimal(7))
    if param.meta.le is not None:
        yield param.meta.le + 1


def amounts(_: Param) -> Iterator[Any]:
    yield from (0, -1, 1.005, "19.9", True, Decimal("NaN"), float("inf"))


def texts(param: Param) -> Iterator[Any]:
    yield from (7, True, "", "   ", "half a \ud83d character")
    if param.place == "path" or param.meta.pattern:
        yield from ("with/slash", "with space", "..", "a?b=c", "quebra\nlinha")
    if param.meta.max_length is not None and not param.many:
        yield "x" * (param.meta.max_length + 1)


_BY_KIND = {datetime: moments, bool: flags, int: numbers, Decimal: amounts, str: texts}
