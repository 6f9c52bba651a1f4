"""Days as exports write them: whether the day or the month comes first is told by the file as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hotmart.language import Text
from hotmart.tracking.errors import SpendFileError, Spot

_MIDNIGHT = r"(?:[T ]00:00(?::00)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_MIDNIGHT}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_MIDNIGHT}")
_ISO = Text("Write the days like 2025-03-31.", "Escreva os dias como 2025-03-31.")


def days(cells: Sequence[tuple[Spot, str]], *, in_portuguese: bool) -> list[date]:
    """The days of all cells. Raises SpendFileError for one that is none, or of another form than the first.

    Where nothing tells, the day comes first in a file whose headings are in Portuguese, as it does in Brazil.
    """
    day_first = _day_first(cells, in_portuguese=in_portuguese)
    found: list[date] = []
    for spot, text in cells:
        try:
            found.append(_day(text, day_first=day_first))
        except ValueError:
            raise _no_day(spot) from None
    return found


def _day_first(cells: Sequence[tuple[Spot, str]], *, in_portuguese: bool) -> bool:
    first: tuple[Spot, bool] | None = None
    told: tuple[Spot, bool] | None = None
    unsure: Spot | None = None
    for spot, text in cells:
        year_last = _YEAR_LAST.fullmatch(text)
        if not year_last and not _YEAR_FIRST.fullmatch(text):
            raise _no_day(spot)
        first = first or (spot, year_last is not None)
        if (year_last is not None) != first[1]:
            raise _mixed(spot, first[0])
        if not year_last:
            continue
        one, other = int(year_last[1]), int(year_last[2])
        if one > 12 or other > 12:
            told = told or (spot, one > 12)
            if (one > 12) != told[1]:
                raise _mixed(spot, told[0])
        elif one != other:
            unsure = unsure or spot
    if told is None and unsure and not in_portuguese:
        raise SpendFileError(
            unsure,
            Text(
                "is the day first, or the month? Nothing in the file tells.",
                "vem antes o dia ou o mês? Nada no arquivo diz.",
            ),
            _ISO,
        )
    return told[1] if told else True


def _day(text: str, *, day_first: bool) -> date:
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        raise ValueError(text)
    one, other, year = int(found[1]), int(found[2]), int(found[3])
    return date(year, other, one) if day_first else date(year, one, other)


def _no_day(spot: Spot) -> SpendFileError:
    return SpendFileError(spot, Text("this is no day.", "isto não é um dia."), _ISO)


def _mixed(spot: Spot, before: Spot) -> SpendFileError:
    return SpendFileError(
        spot,
        Text(
            f"a day in another form than in line {before.line}.",
            f"um dia em outra forma que na linha {before.line}.",
        ),
        _ISO,
    )
