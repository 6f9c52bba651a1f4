"""A report as a file, CSV or spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal

from hotmart.simulator.panel.choices import Choices
from hotmart.simulator.panel.headings import headed
from hotmart.simulator.panel.rows import Value, rows
from hotmart.simulator.panel.spreadsheet import spreadsheet
from hotmart.simulator.world import World

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(world: World, chosen: Choices) -> bytes:
    """The report with semicolons, every line ended as Windows ends it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    headings = headed(chosen.columns, chosen.language)
    writer.writerow(headings.values())
    for row in rows(world, chosen):
        writer.writerow(_text(row.get(name), chosen) for name in headings)
    return file.getvalue().encode(chosen.encoding, "replace")


def as_xlsx(world: World, chosen: Choices) -> bytes:
    """The report as a spreadsheet."""
    headings = headed(chosen.columns, chosen.language)
    told = ([_cell(row.get(name), chosen) for name in headings] for row in rows(world, chosen))
    return spreadsheet([[*headings.values()], *told])


def _cell(value: Value, chosen: Choices) -> Value:
    if chosen.cells == "text" or value is None or value == "":
        return _text(value, chosen)
    return value


def _text(value: Value, chosen: Choices) -> str:
    if value is None or value == "":
        return chosen.missing
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}"
    if not isinstance(value, Decimal):
        return str(value)
    if chosen.numbers == "point":
        return f"{value:f}"
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))
