"""CSV: a line of names, then a line a record; every value is text.

Spreadsheets write it with commas, semicolons (where the comma is for decimals, as in Brazil) or tabs, and in
UTF-8, UTF-16 or Windows' Latin. A line `sep=;` may say which, and lines of titles may stand above the names.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from hotmart.sources.formats.garbled import GarbledError

DELIMITERS = ",;\t"


class Table(list[dict[str, str]]):
    """The records, and the names of the columns, which are there without records too."""

    names: Sequence[str] = ()


def parsed(body: bytes, skip: int = 0) -> Table:
    """The records below so many lines of titles, each with the fields its line has; an empty one has none."""
    text = _decoded(body)
    if text.lstrip().startswith(("<", "{", "[")):  # a web page, or JSON: any text would pass for CSV
        raise GarbledError
    delimiter, rest, above = _below_titles(text, skip)
    lines = [line for line in _lines(rest, delimiter or _delimiter(rest), above) if any(map(str.strip, line))]
    if not lines:
        return Table()
    longest = max(map(len, lines))
    names = _names(lines[0], longest)
    table = Table(dict(zip(names, line, strict=False)) for line in lines[1:])
    table.names = names
    return table


def _below_titles(text: str, skip: int) -> tuple[str | None, str, int]:
    """The delimiter where a line tells it, what is below the titles, and how many lines are above that."""
    lines = io.StringIO(text, newline="").readlines()
    told, above = None, 0
    for _ in range(2):  # the line that tells it is the first of all, or of the table
        if lines[above:] and (found := _SEPARATOR.fullmatch(lines[above])):
            told, above = found[1], above + 1
        above, skip = above + skip, 0
    return told, "".join(lines[above:]), above


_SEPARATOR = re.compile(r'"?sep=([^"\r\n])"?[;,\t]*\s*', re.IGNORECASE)


def _lines(table: str, delimiter: str, above: int) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for line in reader:
            yield line
            before = reader.line_num
    except csv.Error as error:
        garbled = GarbledError()
        garbled.line = above + before + 1  # where the record begins: its end may be at the end of all
        raise garbled from error


def _decoded(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The one that parts the first line into the most names."""
    (first, *_) = text.splitlines() or [""]
    return max(
        DELIMITERS, key=lambda delimiter: max(map(len, csv.reader([first], delimiter=delimiter)), default=0)
    )


def _names(heading: list[str], count: int) -> list[str]:
    """A name for each column, none twice: what the heading leaves open has its number."""
    names: list[str] = []
    for number in range(1, count + 1):
        told = heading[number - 1].strip() if number <= len(heading) else ""
        name = told or f"column_{number}"
        names.append(name if name not in names else f"{name}_{number}")
    return names
