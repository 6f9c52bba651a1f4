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
from typing import Literal, TypeAlias

from hotmart.language import Text
from hotmart.panel.sheet import Cell

Form: TypeAlias = Literal["comma", "point"]
"""What stands before the decimals: 1.234,56 or 1,234.56."""


Where: TypeAlias = tuple[int, str]
"""Where a cell stands: its line and its column."""


class OddValueError(ValueError):
    """A cell cannot be what its column holds. Whoever knows where it stands says so."""

    def __init__(self, text: Text, where: Where | None = None, advice: Text | None = None) -> None:
        super().__init__(text.en)
        self.text, self.where, self.advice = text, where, advice


_WHOLE = re.compile(r"-?\d+")
_FORMS: dict[Form, re.Pattern[str]] = {
    "comma": re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?"),
    "point": re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?"),
}
_MOMENTS = (
    re.compile(r"(?P<d>\d{2})/(?P<m>\d{2})/(?P<y>\d{4}),? (?P<H>\d{2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})[ T](?P<H>\d{2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?"),
)


def form_of(cells: Iterable[tuple[Where, Cell]]) -> Form | None:
    """The form of all numbers of a file; None where each is whole, or a number of a spreadsheet.

    Raises OddValueError where a cell is no number, where two cells are of different forms, and where all
    that tells anything may be of either.
    """
    sure: Form | None = None
    doubtful: Where | None = None
    for where, cell in cells:
        if not isinstance(cell, str) or _WHOLE.fullmatch(cell):
            continue
        fitting: list[Form] = [form for form, pattern in _FORMS.items() if pattern.fullmatch(cell)]
        if not fitting:
            raise OddValueError(NO_NUMBER, where)
        if len(fitting) > 1:
            doubtful = doubtful or where
        elif sure is not None and sure != fitting[0]:
            raise OddValueError(_MIXED, where)
        else:
            sure = fitting[0]
    if sure is None and doubtful is not None:
        raise OddValueError(_DOUBTFUL, doubtful, _NOT_TOUCHED)
    return sure


def number(cell: Cell, form: Form | None) -> Decimal:
    """The number of a cell, exact to its last digit. Raises OddValueError."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, datetime) or not (_FORMS[form] if form else _WHOLE).fullmatch(cell):
        raise OddValueError(NO_NUMBER)
    return Decimal(cell.replace(".", "").replace(",", ".") if form == "comma" else cell.replace(",", ""))


def integer(cell: Cell) -> int:
    """The count of a cell. Raises OddValueError."""
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        return int(cell)
    if isinstance(cell, str) and _WHOLE.fullmatch(cell) and len(cell) < 10:
        return int(cell)
    raise OddValueError(NO_NUMBER)


def moment(cell: Cell) -> datetime:
    """The moment of a cell, on the clock of the account: it names no zone. Raises OddValueError."""
    if isinstance(cell, datetime):
        return cell
    found = next(filter(None, (one.fullmatch(plain(cell)) for one in _MOMENTS)), None)
    if found:
        year, month, day, hour, minute, second = (int(found[name] or 0) for name in "ymdHMS")
        with suppress(ValueError):  # the 31st of a month that has none
            return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # see above
    raise OddValueError(_NO_MOMENT)


def plain(cell: Cell) -> str:
    """The text of a cell, whatever a spreadsheet made of it: a code of digits stays one."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return f"{cell:%d/%m/%Y %H:%M:%S}" if isinstance(cell, datetime) else cell


NO_NUMBER = Text("this is no number.", "isto não é um número.")
_NO_MOMENT = Text(
    "this is no date and time, as in 31/12/2025 23:59:59.",
    "isto não é data e hora, como em 31/12/2025 23:59:59.",
)
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
