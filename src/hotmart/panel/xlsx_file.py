"""The report as a spreadsheet: its sheet is called Report, and says of itself that it is one cell (§22)."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hotmart.extras import extra
from hotmart.language import Text
from hotmart.panel.errors import PanelReportError
from hotmart.panel.sheet import Cell, Line, Sheet

SHEET = "Report"
LARGEST = 2**31  # bytes of its parts, unpacked: a report of a million sales has one
_HALF_A_SECOND = timedelta(milliseconds=500)


def xlsx_sheet(file: str, body: bytes) -> Sheet:
    """The lines of the sheet `Report`, or of the only one; what it says of its size is not looked at.

    Raises PanelReportError for no spreadsheet, ConfigurationError where no reader is installed.
    """
    calamine = extra("python_calamine", "panel")
    _check(file, body)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
        names: list[str] = book.sheet_names
        name = SHEET if SHEET in names else names[0]
        rows: list[list[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except Exception as error:  # whatever the reader raises, it means: not whole
        raise PanelReportError(file, _BROKEN) from error
    told = (Line(number, [cell_of(value) for value in row]) for number, row in enumerate(rows, 1))
    lines = [line for line in told if any(cell != "" for cell in line.cells)]
    if not lines:
        raise PanelReportError(file, Text(f"the sheet {name} is empty.", f"a planilha {name} está vazia."))
    heading, *rest = lines
    width = max(at for at, cell in enumerate(heading.cells, 1) if cell != "")
    for one in rest:
        if any(cell != "" for cell in one.cells[width:]):
            text = Text("there are cells beyond the headings.", "há células além dos títulos.")
            raise PanelReportError(file, text, line=one.number)
    shaped = [Line(one.number, one.cells[:width]) for one in rest]
    return Sheet(file, [str(cell) for cell in heading.cells[:width]], heading.number, shaped)


_BROKEN = Text(
    "this is no whole spreadsheet: the file is cut, or something else.",
    "isto não é uma planilha inteira: o arquivo está cortado, ou é outra coisa.",
)


def _check(file: str, body: bytes) -> None:
    """Raise for a file whose end is missing, and for one that would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise PanelReportError(file, _BROKEN) from error
    if size > LARGEST:
        text = Text("the spreadsheet is too large.", "a planilha é grande demais.")
        raise PanelReportError(file, text)


def cell_of(value: Any) -> Cell:
    """A number as its digits say it: what a spreadsheet keeps as a float was written with fewer."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number
    if isinstance(value, datetime):
        return (value + _HALF_A_SECOND).replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001  # its zone is the account's
    return "" if isinstance(value, time | timedelta) else str(value).strip()
