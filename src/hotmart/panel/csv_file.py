"""The report as CSV: semicolons, UTF-8 with its mark, or the Latin of Windows after a spreadsheet (§22)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from hotmart.figures import counted
from hotmart.language import Text
from hotmart.panel.errors import PanelReportError
from hotmart.panel.sheet import Line, Sheet

_DELIMITERS = ";,\t"
CUT = Text(
    "the file ends in the middle of this line: it is cut.",
    "o arquivo acaba no meio desta linha: está cortado.",
)


def csv_sheet(file: str, body: bytes) -> Sheet:
    """The lines of the file; one that does not have as many cells as headings raises PanelReportError."""
    text = _decoded(file, body)
    first, _, _ = text.partition("\n")
    delimiter = max(_DELIMITERS, key=first.count)
    heading = next(_lines(file, text, delimiter), None)
    if heading is None:
        raise PanelReportError(file, Text("the file is empty.", "o arquivo está vazio."))
    headings = [str(cell) for cell in heading.cells]
    return Sheet(file, headings, heading.number, _Lines(file, text, delimiter, len(headings)))


@dataclass(frozen=True)
class _Lines:
    """The lines below the headings."""

    file: str
    text: str
    delimiter: str
    width: int

    def __iter__(self) -> Iterator[Line]:
        lines = _lines(self.file, self.text, self.delimiter)
        next(lines)
        line = next(lines, None)
        while line is not None:
            after = next(lines, None)
            _check(self.file, line, self.width, is_last=after is None)
            yield line
            line = after


def _decoded(file: str, body: bytes) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3 and error.reason == "unexpected end of data":
            raise PanelReportError(file, CUT, line=body.count(b"\n") + 1) from None
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        text = Text("this is no text.", "isto não é texto.")
        raise PanelReportError(file, text, line=line) from None


def _lines(file: str, text: str, delimiter: str) -> Iterator[Line]:
    """The lines that are not empty. One that has a text of several lines is known by its first."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(before + 1, [cell.strip() for cell in cells])
            before = reader.line_num
    except csv.Error as error:
        ended = "unexpected end of data" in str(error)
        text_ = CUT if ended else Text("its quotes do not match.", "as aspas não combinam.")
        raise PanelReportError(file, text_, line=before + 1) from None


def _check(file: str, line: Line, wanted: int, *, is_last: bool) -> None:
    found = len(line.cells)
    if found == wanted:
        return
    if is_last and found < wanted:
        raise PanelReportError(file, CUT, line=line.number)
    raise PanelReportError(
        file,
        Text(
            f"there are {counted(found, 'cell', 'cells')} under {counted(wanted, 'heading', 'headings')}.",
            f"há {counted(found, 'célula', 'células')} para {counted(wanted, 'título', 'títulos')}.",
        ),
        line=line.number,
    )
