"""The values of a report: numbers in one of two forms, decided from the file as a whole, and moments.

`1.234` is a thousand and more in one form and a little over one in the other. No cell is read by itself: the
cells of a file that can only be of one form tell which it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from hotmart.language import Text
from hotmart.panel.errors import PanelReportError
from hotmart.panel.sheet import Cell

Form: TypeAlias = Literal["comma", "point"]
"""What stands before the decimals: 1.234,56 or 1,234.56."""


class Place(NamedTuple):
    """Where a cell stands."""

    file: str
    line: int
    column: str


_WHOLE = re.compile(r"-?\d+")
_FORMS: dict[Form, re.Pattern[str]] = {
    "comma": re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?"),
    "point": re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?"),
}
_MOMENTS = (
    re.compile(r"(?P<d>\d{2})/(?P<m>\d{2})/(?P<y>\d{4}),? (?P<H>\d{2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})[ T](?P<H>\d{2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?"),
)


def form_of(cells: Iterable[tuple[Place, Cell]]) -> Form | None:
    """The form of all numbers of a file; None where each is whole, or a number of a spreadsheet.

    Raises PanelReportError where a cell is no number, where two cells are of different forms, and where all
    that tells anything may be of either.
    """
    sure: Form | None = None
    doubtful: Place | None = None
    for place, cell in cells:
        if not isinstance(cell, str) or _WHOLE.fullmatch(cell):
            continue
        fitting: list[Form] = [form for form, pattern in _FORMS.items() if pattern.fullmatch(cell)]
        if not fitting:
            raise _no_number(place)
        if len(fitting) > 1:
            doubtful = doubtful or place
        elif sure is not None and sure != fitting[0]:
            raise PanelReportError(place.file, _MIXED, line=place.line, column=place.column)
        else:
            sure = fitting[0]
    if sure is None and doubtful is not None:
        raise PanelReportError(
            doubtful.file, _DOUBTFUL, line=doubtful.line, column=doubtful.column, advice=_NOT_TOUCHED
        )
    return sure


def number(cell: Cell, form: Form | None, place: Place) -> Decimal:
    """The number of a cell, exact to its last digit."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, datetime) or not (form or _WHOLE.fullmatch(cell)):
        raise _no_number(place)
    if form and not _FORMS[form].fullmatch(cell):
        raise _no_number(place)
    return Decimal(cell.replace(".", "").replace(",", ".") if form == "comma" else cell.replace(",", ""))


def integer(cell: Cell, place: Place) -> int:
    """The count of a cell."""
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        return int(cell)
    if isinstance(cell, str) and _WHOLE.fullmatch(cell) and len(cell) < 10:
        return int(cell)
    raise _no_number(place)


def moment(cell: Cell, place: Place) -> datetime:
    """The moment of a cell, on the clock of the account: it names no zone."""
    if isinstance(cell, datetime):
        return cell
    found = next(filter(None, (one.fullmatch(plain(cell)) for one in _MOMENTS)), None)
    if found:
        year, month, day, hour, minute, second = (int(found[name] or 0) for name in "ymdHMS")
        with suppress(ValueError):  # the 31st of a month that has none
            return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # see above
    text = Text(
        "this is no date and time, as in 31/12/2025 23:59:59.",
        "isto não é data e hora, como em 31/12/2025 23:59:59.",
    )
    raise PanelReportError(place.file, text, line=place.line, column=place.column)


def plain(cell: Cell) -> str:
    """The text of a cell, whatever a spreadsheet made of it: a code of digits stays one."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return f"{cell:%d/%m/%Y %H:%M:%S}" if isinstance(cell, datetime) else cell


def _no_number(place: Place) -> PanelReportError:
    text = Text("this is no number.", "isto não é um número.")
    return PanelReportError(place.file, text, line=place.line, column=place.column)


_MIXED = Text(
    "this number has a comma where others have a point, or a point where they have a comma.",
    "este número tem vírgula onde outros têm ponto, ou ponto onde têm vírgula.",
)
_DOUBTFUL = Text(
    "nothing tells whether this number is in the thousands or has three decimals, and no other does.",
    "nada diz se este número é de milhares ou tem três casas decimais, nem outro número do arquivo.",
)
_NOT_TOUCHED = Text(
    "Nothing was kept. Export a longer period, or the same as a spreadsheet (XLSX): its numbers are certain.",
    "Nada foi guardado. Exporte um período maior, ou o mesmo em planilha (XLSX): os números dela são certos.",
)
