"""CSV: a line of names, then a line a record; every value is text.

Spreadsheets write it with commas, semicolons (where the comma is for decimals, as in Brazil) or tabs, and in
UTF-8, UTF-16 or Windows' Latin.
"""

from __future__ import annotations

import codecs
import csv
import io

from hotmart.sources.formats.garbled import GarbledError

DELIMITERS = ",;\t"


def parsed(body: bytes) -> list[dict[str, str]]:
    """The records, each with the fields its line has."""
    text = _decoded(body)
    if text.lstrip().startswith(("<", "{", "[")):  # a web page, or JSON: any text would pass for CSV
        raise GarbledError
    try:
        lines = [
            line for line in csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True) if line
        ]
    except csv.Error as error:
        raise GarbledError from error
    if not lines:
        return []
    longest = max(map(len, lines))
    names = _names(lines[0], longest)
    return [dict(zip(names, line, strict=False)) for line in lines[1:]]


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
