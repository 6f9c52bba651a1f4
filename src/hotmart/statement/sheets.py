"""The sheets of a statement: each table and each stream as JSON, exact, and as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Self, TextIO

import msgspec

from hotmart.figures import iso
from hotmart.privacy import pages
from hotmart.statement.folder import Folder
from hotmart.statement.found import Found, Where
from hotmart.words import is_list, is_object

SHOWN = 200
"""Rows of a sheet that the page itself shows; all are in the files."""
FOLDERS = {"table": "tabelas", "page": "paginas"}
ITEM = ("page", "read_at", "item_number", "field", "value")
"""The columns of the CSV of raw items: one row for each of their fields."""
_KNOWN_SINCE = ("_valid_from", "_synced_at", "read_at", "imported_at", "since")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_writer = msgspec.json.Encoder(decimal_format="number", enc_hook=str)


@dataclass
class Sheet:
    """What was written of one table or stream, and its first rows."""

    where: Where
    account: str
    """The account it is of, or else the schema."""
    name: str
    """Its files, from the folder and without what they end in."""
    rows: int = 0
    since: datetime | None = None
    """When the oldest of it came to be known; None where it does not say."""
    until: datetime | None = None
    """When the newest did."""
    first: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    @property
    def files(self) -> tuple[str, str]:
        """Its two files."""
        return f"{self.name}.json", f"{self.name}.csv"

    def note(self, values: Mapping[str, Any]) -> None:
        """Count a row."""
        self.rows += 1
        known = next((values[name] for name in _KNOWN_SINCE if isinstance(values.get(name), datetime)), None)
        if known is not None:
            self.since = min(known, self.since or known)
            self.until = max(known, self.until or known)
        if len(self.first) < SHOWN:
            self.first.append(dict(values))


class Sheets:
    """Writes what is found into the files of a folder; those of one schema are open at a time."""

    def __init__(self, folder: Folder, names: Mapping[tuple[Path, str], str]) -> None:
        """`names` are what the folders of each schema are called, by file and schema."""
        self._folder, self._names = folder, names
        self.written: dict[Where, Sheet] = {}
        self._open: dict[Where, _Pair] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, found: Found) -> None:
        """Write one row."""
        where = found.where
        if self._open and next(iter(self._open))[1:3] != where[1:3]:
            self.close()
        if where not in self._open:
            sheet = self.written[where] = Sheet(where, self._account(where), self._name(where))
            exact = self._stack.enter_context(self._folder.open(f"{sheet.name}.json"))
            cells = self._stack.enter_context(self._folder.open(f"{sheet.name}.csv", "utf-8-sig"))
            self._open[where] = _Pair(exact, cells, where)
        self._open[where].add(found.values, self.written[where].rows)
        self.written[where].note(found.values)

    def close(self) -> None:
        """Finish the files that are open, whose rows have all been written."""
        for pair in self._open.values():
            pair.finish()
        self._open.clear()
        self._stack.close()

    def _account(self, where: Where) -> str:
        return self._names.get((where.file, where.schema), where.schema)

    def _name(self, where: Where) -> str:
        taken = {sheet.name for sheet in self.written.values()}
        name = f"{FOLDERS[where.kind]}/{plain(self._account(where))}/{plain(where.name)}"
        return name if name not in taken else f"{name}-{len(taken)}"


class _Pair:
    """The two files of one sheet."""

    def __init__(self, exact: TextIO, cells: TextIO, where: Where) -> None:
        self._exact, self._cells, self._is_page = exact, csv.writer(cells), where.kind == "page"
        self._columns: list[str] = []

    def add(self, values: Mapping[str, Any], before: int) -> None:
        self._exact.write(",\n" if before else "[\n")
        self._exact.write(_writer.encode(_exact(values)).decode())
        if not before:
            self._columns = [*(ITEM if self._is_page else values)]
            self._cells.writerow(self._columns)
        if self._is_page:
            told = (values["page"], values["read_at"], before + 1)
            parts = [*flat(values["asked_about"], "asked_about"), *flat(values["item"], "")]
            self._cells.writerows([*map(cell, told), cell(path), cell(value)] for path, value in parts)
        else:
            self._cells.writerow([cell(values.get(column)) for column in self._columns])

    def finish(self) -> None:
        self._exact.write("\n]\n")


def flat(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The fields of an item, however deep, each under its path such as `users[1].user.email`."""
    if is_object(value):
        for name, one in value.items():
            yield from flat(one, f"{path}.{name}" if path else name)
    elif is_list(value):
        for number, one in enumerate(value):
            yield from flat(one, f"{path}[{number}]")
    else:
        yield path, value


def cell(value: Any) -> str:
    """A value as a cell of CSV; a text that a spreadsheet would take for a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return text(value)


def text(value: Any) -> str:
    """A value as text."""
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | Decimal | int | float):
        return str(value)
    told = pages.as_text(value)
    return told if told is not None else _writer.encode(value).decode()


def plain(name: str) -> str:
    """A name as one of a file, whatever stands in it."""
    return re.sub(r"[^\w-]+", "_", name).strip("_")[:80] or "_"


def _exact(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its times as the CSV has them."""
    return {name: iso(one) if isinstance(one, datetime) else one for name, one in values.items()}
