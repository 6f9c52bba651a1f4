"""Opening a file: CSV or spreadsheet, told apart by how it begins and not by its name."""

from __future__ import annotations

from pathlib import Path

from hotmart.language import Text
from hotmart.panel.csv_file import csv_sheet
from hotmart.panel.errors import PanelReportError
from hotmart.panel.sheet import Sheet
from hotmart.panel.xlsx_file import xlsx_sheet


def read_sheet(path: Path) -> Sheet:
    """The sheet of a report.

    Raises PanelReportError for what is neither, or not whole; OSError where it cannot be read.
    """
    body = path.read_bytes()
    if not body.strip():
        raise PanelReportError(path.name, Text("the file is empty.", "o arquivo está vazio."))
    return xlsx_sheet(path.name, body) if body.startswith(b"PK") else csv_sheet(path.name, body)
