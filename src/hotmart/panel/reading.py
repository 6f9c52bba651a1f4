"""Reading a report: every line of it understood, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from hotmart.language import Text
from hotmart.panel.errors import ANEW, PanelReportError
from hotmart.panel.headings import COLUMNS, OF_REVENUE, Headings, Kind, Language, understood, usual
from hotmart.panel.opening import read_sheet
from hotmart.panel.sheet import Cell, Line, Sheet, is_nothing
from hotmart.panel.values import Form, OddValueError, Where, form_of, integer, moment, number, plain
from hotmart.panel.words import BUMP, SOLD_AS, charge_number, sold_as, statuses
from hotmart.zone import zone

Value: TypeAlias = str | int | Decimal | datetime
_CODE = re.compile(r"[A-Z]{2}\d+[A-Z0-9]*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MONEY = ("money", "rate")


@dataclass(frozen=True, slots=True)
class Told:
    """One sale as a report tells it: values by the columns of `panel_sales`; moments know their zone."""

    line: int
    values: dict[str, Value]
    others: dict[str, str]
    """What stands in columns that nobody knows, by their headings."""
    statuses: frozenset[str]
    """The statuses of the API that it may be in; none where nobody knows the panel's word."""

    @property
    def transaction(self) -> str:
        return str(self.values["transaction"])

    def text(self, column: str) -> str | None:
        value = self.values.get(column)
        return value if isinstance(value, str) else None

    def money(self, column: str) -> Decimal | None:
        value = self.values.get(column)
        return value if isinstance(value, Decimal) else None

    def moment(self, column: str) -> datetime | None:
        value = self.values.get(column)
        return value if isinstance(value, datetime) else None

    def integer(self, column: str) -> int | None:
        value = self.values.get(column)
        return value if isinstance(value, int) else None


@dataclass(frozen=True)
class Report:
    """A whole report: its sales in the order of the file, one for each transaction."""

    file: str
    language: Language
    numbers: Form | None
    """The form of its numbers; None where they tell of none, as in a spreadsheet."""
    zone: str
    columns: frozenset[str]
    """The columns that it has."""
    sales: Sequence[Told]
    written_at: datetime
    """When the file was last written: it cannot be from a later time."""


def read_report(path: Path, zone_name: str) -> Report:
    """The report in a file. Its moments are those of the account's zone.

    Raises PanelReportError, with line and column, for a file that is none, is cut, or has one value that
    cannot be what its column holds.
    """
    sheet = read_sheet(path)
    headings = understood(sheet.file, sheet.headings, sheet.heading_line)
    if next(iter(sheet.lines), None) is None:
        text = Text("there is no sale below the headings.", "não há venda abaixo dos títulos.")
        raise PanelReportError(sheet.file, text, line=sheet.heading_line)
    reader = _Reader(sheet, headings, zone_name)
    return Report(
        sheet.file,
        headings.language,
        reader.form,
        zone_name,
        frozenset(headings.places),
        list(_once(sheet.file, map(reader.sale, sheet.lines))),
        datetime.fromtimestamp(path.stat().st_mtime, UTC),
    )


class _Reader:
    """Understands the lines of one sheet. What many lines repeat is understood, and held, once."""

    def __init__(self, sheet: Sheet, headings: Headings, zone_name: str) -> None:
        self._sheet, self._headings, self._zone = sheet, headings, zone(zone_name)
        self._columns: list[tuple[str, Kind, int]] = [
            (column, COLUMNS[column].kind, at) for column, at in headings.places.items()
        ]
        self._seen: dict[tuple[Kind, Cell], Value] = {}
        try:
            self.form: Form | None = form_of(self._numbers())
        except OddValueError as odd:
            raise self._odd(odd, *(odd.where or (0, ""))) from None

    def sale(self, line: Line) -> Told:
        self._check(line)
        values: dict[str, Value] = {}
        for column, kind, at in self._columns:
            cell = line.cells[at]
            if not is_nothing(cell):
                try:
                    values[column] = self._value(kind, cell)
                except OddValueError as odd:
                    raise self._odd(odd, line.number, column) from None
        told = str(values["status_told"])
        _derive(values)
        self._check_money(line, values)
        others = {name: plain(line.cells[at]) for name, at in self._headings.others.items()}
        others = {name: text for name, text in others.items() if not is_nothing(text)}
        return Told(line.number, values, others, statuses(told))

    def _numbers(self) -> Iterator[tuple[Where, Cell]]:
        columns = [(column, at) for column, kind, at in self._columns if kind in _MONEY]
        for line in self._sheet.lines:
            self._check(line)
            for column, at in columns:
                if not is_nothing(line.cells[at]):
                    yield (line.number, column), line.cells[at]

    def _value(self, kind: Kind, cell: Cell) -> Value:
        if kind == "time":
            return moment(cell).replace(tzinfo=self._zone)
        found = self._seen.get((kind, cell))
        if found is None:
            found = self._seen[kind, cell] = self._understood(kind, cell)
        return found

    def _understood(self, kind: Kind, cell: Cell) -> Value:
        if kind == "integer":
            return integer(cell)
        return number(cell, self.form) if kind in _MONEY else plain(cell)

    def _check(self, line: Line) -> None:
        """Raise for a line that is no sale, and for one that lacks what every sale has."""
        code = line.cells[self._headings.places["transaction"]]
        if is_nothing(code) or not _CODE.fullmatch(plain(code)):
            raise self._error(line.number, "transaction", _NO_SALE)
        for column in ("status_told", "ordered_at"):
            if is_nothing(line.cells[self._headings.places[column]]):
                raise self._error(line.number, column, _EMPTY)

    def _check_money(self, line: Line, values: dict[str, Value]) -> None:
        """No amount without its currency."""
        for currency, amounts in _CURRENCIES.items():
            if not _is_currency(values.get(currency)) and any(one in values for one in amounts):
                raise self._error(line.number, currency, _NO_CURRENCY)

    def _odd(self, odd: OddValueError, line: int, column: str) -> PanelReportError:
        return self._error(line, column, odd.text, odd.advice or ANEW)

    def _error(self, line: int, column: str, text: Text, advice: Text = ANEW) -> PanelReportError:
        return PanelReportError(self._sheet.file, text, line=line, column=self._name(column), advice=advice)

    def _name(self, column: str) -> str:
        """What the file calls a column, or would."""
        at = self._headings.places.get(column)
        return usual(column, self._headings.language) if at is None else self._sheet.headings[at]


_CURRENCIES = {
    "purchase_currency": ("purchase_value", "purchase_value_without_taxes"),
    "revenue_currency": OF_REVENUE,
}


def _is_currency(value: Value | None) -> bool:
    return isinstance(value, str) and _CURRENCY.fullmatch(value) is not None


def _derive(values: dict[str, Value]) -> None:
    """Add what the values say together, in the words of this library."""
    means = statuses(str(values["status_told"]))
    if len(means) == 1:
        values["status"] = next(iter(means))
    tools = [str(values.pop(name)) for name in ("sold_as", "sale_tool") if name in values]
    if tools:  # where both are there, one may tell the part that the account has in it
        known = [one for one in map(sold_as, tools) if one in SOLD_AS.values()]
        values["sold_as"] = known[0] if known else tools[0]
    if values.get("sold_as") == BUMP and "main_transaction" in values:
        values["order_bump_of"] = values["main_transaction"]
    nth = charge_number(str(values.get("charge", ""))) or values.get("charges")
    values.pop("charges", None)
    if nth is not None:
        values["charge_number"] = nth


def _once(file: str, told: Iterator[Told]) -> Iterator[Told]:
    """Each sale once. Raises where a transaction is there twice and says two things."""
    seen: dict[str, Told] = {}
    for one in told:
        before = seen.setdefault(one.transaction, one)
        if before is one:
            yield one
        elif (before.values, before.others) != (one.values, one.others):
            text = Text(
                f"this transaction is there already, in line {before.line}, with other values.",
                f"esta transação já está na linha {before.line}, com outros valores.",
            )
            raise PanelReportError(file, text, line=one.line)


_NO_SALE = Text(
    "there is no code of a transaction: this is a total, or the file was edited.",
    "não há código de transação: isto é um total, ou o arquivo foi editado.",
)
_EMPTY = Text("there is nothing here, and every sale has it.", "não há nada aqui, e toda venda tem.")
_NO_CURRENCY = Text(
    "the line has an amount and does not say in which currency, as in BRL.",
    "a linha tem um valor e não diz em que moeda, como em BRL.",
)
