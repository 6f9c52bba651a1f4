"""From a CSV to its lines and cells, as Meta Ads, Google Ads and spreadsheets write it."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hotmart.errnos import why
from hotmart.language import Text
from hotmart.tracking.errors import SpendFileError, Spot

SEPARATORS = (",", ";", "\t")
"""Google's "Excel .csv" is separated by tabs, and a spreadsheet in Portuguese writes semicolons."""
_WIDEST = 2**20
"""Characters of a cell: more is a quote that nobody closed."""


class Line(NamedTuple):
    """A line of a file: its number, from 1, and its cells."""

    number: int
    cells: list[str]


def text_of(path: Path) -> str:
    """What a file says, in UTF-8, UTF-16 or the code of Windows. Raises SpendFileError."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise SpendFileError(
            None, Text(f"There is no file {path.name}.", f"Não existe o arquivo {path.name}.")
        ) from None
    except OSError as error:
        raise SpendFileError(
            None,
            Text(
                f"{path.name} cannot be read: {why(error).en}",
                f"Não dá para ler {path.name}: {why(error).pt}",
            ),
        ) from None
    try:
        if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return raw.decode("utf-16")
        return raw.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        pass
    if b"\0" in raw or raw.startswith(b"PK"):
        raise SpendFileError(
            None,
            Text(f"{path.name} is no CSV.", f"{path.name} não é um CSV."),
            Text("Export or save it as CSV.", "Exporte ou salve como CSV."),
        )
    return raw.decode("cp1252", "replace")


def lines_of(text: str, separator: str) -> Iterator[Line]:
    """The lines that have anything in them. Raises SpendFileError where a quote is never closed."""
    csv.field_size_limit(_WIDEST)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    first = 1
    try:
        for cells in reader:
            plain = [cell.replace("\xa0", " ").strip() for cell in cells]
            if any(plain):
                yield Line(first, plain)
            first = reader.line_num + 1
    except csv.Error:
        opened = next(csv.reader(islice(StringIO(text, newline=""), first - 1, first), delimiter=separator))
        raise SpendFileError(Spot(first, len(opened)), _UNCLOSED, _AGAIN) from None


_UNCLOSED = Text(
    "a quote is opened there and not closed: the file is cut, or is no CSV.",
    "ali se abrem aspas que não se fecham: o arquivo está cortado, ou não é um CSV.",
)
_AGAIN = Text("Export it again.", "Exporte-o de novo.")


def as_wide(line: Line, width: int) -> list[str]:
    """The cells of a line, as many as there are headings. Raises SpendFileError for fewer, or for more."""
    cells, beyond = line.cells[:width], line.cells[width:]
    if len(cells) < width:
        raise SpendFileError(
            Spot(line.number, len(cells)),
            Text(
                "the line ends here, before the last column: the file is cut.",
                "a linha acaba aqui, antes da última coluna: o arquivo está cortado.",
            ),
            _AGAIN,
        )
    if any(beyond):
        raise SpendFileError(
            Spot(line.number, width + 1),
            Text("there is a cell without a heading.", "há uma célula sem título."),
            Text(
                "An amount with a comma in it needs quotes where commas part the cells.",
                "Um valor com vírgula precisa de aspas onde vírgulas separam as células.",
            ),
        )
    return cells
