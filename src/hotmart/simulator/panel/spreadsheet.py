"""The report as a spreadsheet: one sheet, `Report`, that says of itself it is one cell (dossier §22)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

from hotmart.simulator.panel.rows import Value

SHEET: Final = "Report"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet knows no zone
_WRITTEN: Final = (2020, 1, 1, 0, 0, 0)  # equal reports are equal files

_FRAME: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
        f' Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
        '<numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts>'
        "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
        "<cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}


def spreadsheet(rows: Iterable[Sequence[Value]]) -> bytes:
    """The file. Its dimension is wrong: a reader that trusts it sees one cell."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in {**_FRAME, "xl/worksheets/sheet1.xml": _sheet(rows)}.items():
            archive.writestr(zipfile.ZipInfo(name, _WRITTEN), f"{_XML}{xml}", zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _sheet(rows: Iterable[Sequence[Value]]) -> str:
    lines = [
        f'<row r="{number}">{"".join(_cell(number, at, value) for at, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    ]
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="A1"/><sheetData>{"".join(lines)}</sheetData></worksheet>'
    )


def _cell(row: int, at: int, value: Value) -> str:
    place = f'r="{_letters(at)}{row}"'
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return f'<c {place} s="1"><v>{_serial(value)}</v></c>'
    if isinstance(value, int | Decimal):
        return f"<c {place}><v>{value}</v></c>"
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _serial(moment: datetime) -> str:
    """Days since the first one that spreadsheets know."""
    since = moment - _FIRST_DAY
    return f"{since.days + since.seconds / 86_400:.10f}"


def _letters(at: int) -> str:
    first, last = divmod(at, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
