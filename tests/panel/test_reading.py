"""Reading a report: the same sales whatever it is written in, and one sentence where it cannot be read."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hotmart.errors import ConfigurationError
from hotmart.language import speaking
from hotmart.panel import xlsx_file
from hotmart.panel.errors import PanelReportError
from hotmart.panel.reading import Report, read_report
from hotmart.zone import USUAL

from .conftest import CODE, CURRENCY, DATE, STATUS, VALUE, Desk, rows_of

IN_WORDS = {"status_told", "charge", "payment_method", "channel"}
"""The columns that are told in the language of the report."""
ENCODINGS = ("utf-8-sig", "utf-8", "cp1252")
HEADINGS = f"{CODE};{STATUS};{DATE};{VALUE};{CURRENCY}"
LINE = "HP01;Aprovado;31/01/2025 14:05:22;1.234,56;BRL"


def plain(report: Report) -> list[dict[str, Any]]:
    return [{n: v for n, v in one.values.items() if n not in IN_WORDS} for one in report.sales]


@pytest.fixture(scope="module")
def usual(synced: Desk) -> Report:
    return read_report(synced.export("usual.csv"), USUAL)


@pytest.mark.parametrize(
    ("language", "numbers", "encoding", "missing"),
    list(
        product(("pt", "es", "en"), ("comma", "point"), ("utf-8-sig", "utf-8", "cp1252"), ("none", "empty"))
    ),
)
def test_a_csv_is_the_same_in_every_language_number_form_and_encoding(
    synced: Desk, usual: Report, language: str, numbers: str, encoding: str, missing: str
) -> None:
    path = synced.export(language=language, numbers=numbers, encoding=encoding, missing=missing)
    report = read_report(path, USUAL)
    assert (report.language, report.numbers) == (language, numbers)
    assert plain(report) == plain(usual)
    assert [one.statuses for one in report.sales] == [one.statuses for one in usual.sales]
    assert all(one.statuses for one in report.sales)
    assert not any(one.others for one in report.sales)


@pytest.mark.parametrize(("language", "cells"), list(product(("pt", "es", "en"), ("typed", "text"))))
def test_a_spreadsheet_is_the_same_whatever_it_says_of_its_size(
    synced: Desk, usual: Report, language: str, cells: str
) -> None:
    path = synced.export("report.xlsx", language=language, cells=cells)
    with zipfile.ZipFile(path) as archive:
        assert b'<dimension ref="A1"/>' in archive.read("xl/worksheets/sheet1.xml")
    report = read_report(path, USUAL)
    assert report.numbers == ("comma" if cells == "text" else None)
    assert plain(report) == plain(usual)


def test_a_moment_that_a_spreadsheet_keeps_as_a_fraction_of_a_day_is_a_whole_second() -> None:
    kept = datetime.fromisoformat("2025-01-31T14:05:21.999998")
    assert xlsx_file.cell_of(kept) == datetime.fromisoformat("2025-01-31T14:05:22")
    assert xlsx_file.cell_of(243.04) == Decimal("243.04")
    assert xlsx_file.cell_of(3344556.0) == Decimal(3344556)


def test_a_report_tells_what_the_simulator_meant(synced: Desk, usual: Report) -> None:
    first, told = rows_of(synced.export())[0], usual.sales[0]
    assert told.transaction == first[CODE]
    assert told.money("purchase_value") == Decimal(first[VALUE].replace(".", "").replace(",", "."))
    moment = told.moment("ordered_at")
    assert moment is not None and moment.tzinfo == ZoneInfo(USUAL)
    assert f"{moment:%d/%m/%Y %H:%M:%S}" == first[DATE]
    assert (told.line, usual.file) == (2, "usual.csv")


def test_an_order_bump_has_its_parent_and_a_renewal_that_names_one_has_none(usual: Report) -> None:
    bumps = [one for one in usual.sales if one.text("sold_as") == "ORDER_BUMP"]
    named = [one for one in usual.sales if one.text("main_transaction") and one not in bumps]
    assert bumps and all(one.text("order_bump_of") == one.text("main_transaction") for one in bumps)
    assert named and not any(one.text("order_bump_of") for one in named)
    assert all((one.integer("charge_number") or 0) > 1 for one in named)


def test_older_reports_have_other_columns_and_names(synced: Desk, usual: Report) -> None:
    report = read_report(synced.export(columns="older", language="es"), USUAL)
    lacking = usual.columns - report.columns - {"sold_as"}  # which was called sale_tool
    assert {"charge", "revenue_rate"} <= lacking
    kept = [{n: v for n, v in one.items() if n not in lacking} for one in plain(usual)]
    told = plain(report)
    for one in [*kept, *told]:
        one.pop("charge_number", None)
    assert told == kept


def test_what_nobody_knows_is_told_beside(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(f"{HEADINGS};Tax Solutions\n{LINE};(none)\n{LINE.replace('HP01', 'HP02')};yes\n")
    assert [one.others for one in read_report(path, USUAL).sales] == [{}, {"Tax Solutions": "yes"}]


def test_a_line_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(f"{HEADINGS}\n{LINE}\n\n{LINE}\n")
    (told,) = read_report(path, USUAL).sales
    assert told.line == 2


def test_moments_are_the_accounts_also_in_the_summers_of_before(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(f"{HEADINGS}\n{LINE}\n{LINE.replace('HP01', 'HP02').replace('2025', '2018')}\n")
    now, before = (one.moment("ordered_at") for one in read_report(path, USUAL).sales)
    assert now == datetime.fromisoformat("2025-01-31T14:05:22-03:00")
    assert before == datetime.fromisoformat("2018-01-31T14:05:22-02:00")


WRONG = {
    "an empty file": ("", None, None, "the file is empty"),
    "blanks": ("\n \n", None, None, "the file is empty"),
    "no line": (f"{HEADINGS}\n", 1, None, "there is no sale below the headings"),
    "another language": (
        "Transaktionscode;Status der Transaktion;Datum;Kaufwert;Währung\nHP01;a;b;c;d\n",
        1,
        None,
        "not the headings",
    ),
    "another file": ("nome;telefone\nAna;1\n", 1, None, "not the headings"),
    "no code": (f"{HEADINGS.replace(CODE, 'X')}\n{LINE}\n", 1, CODE, "there is no such column"),
    "no status": (f"{HEADINGS.replace(STATUS, 'X')}\n{LINE}\n", 1, STATUS, "there is no such column"),
    "no currency": (f"{HEADINGS.replace(CURRENCY, 'X')}\n{LINE}\n", 1, CURRENCY, "there is no such column"),
    "no currency of revenue": (
        f"{HEADINGS};Faturamento líquido\n{LINE};1,00\n",
        1,
        "Moeda de recebimento",
        "there is no such column",
    ),
    "a column twice": (f"{HEADINGS};{CODE}\n{LINE};HP01\n", 1, CODE, "this column is there twice"),
    "a total": (f"{HEADINGS}\n{LINE}\n;;;1.234,56;\n", 3, CODE, "this is a total"),
    "a named total": (f"{HEADINGS}\n{LINE}\nTotal;;;1.234,56;\n", 3, CODE, "this is a total"),
    "a cut line": (f"{HEADINGS}\n{LINE}\nHP02;Aprov", 3, None, "it is cut"),
    "a cut text": (f'{HEADINGS}\n{LINE}\n"HP02', 3, None, "it is cut"),
    "a cut letter": ((f"{HEADINGS}\n{LINE}\nHP02;Em an\u00e1").encode()[:-1], 3, None, "it is cut"),
    "a line too short": (f"{HEADINGS}\nHP02;Aprovado\n{LINE}\n", 2, None, "2 cells under 5 headings"),
    "a line too long": (f"{HEADINGS}\n{LINE};1;2\n", 2, None, "7 cells under 5 headings"),
    "no number": (f"{HEADINGS}\n{LINE.replace('1.234,56', '1.23,56')}\n", 2, VALUE, "this is no number"),
    "a price": (f"{HEADINGS}\n{LINE.replace('1.234,56', 'R$ 1')}\n", 2, VALUE, "this is no number"),
    "two forms": (
        f"{HEADINGS}\n{LINE}\n{LINE.replace('HP01', 'HP02').replace('1.234,56', '1234.56')}\n",
        3,
        VALUE,
        "where others have",
    ),
    "a doubtful form": (f"{HEADINGS}\n{LINE.replace('1.234,56', '1.234')}\n", 2, VALUE, "in the thousands"),
    "no date": (f"{HEADINGS}\n{LINE.replace('31/01', '31/02')}\n", 2, DATE, "this is no date"),
    "a month first": (f"{HEADINGS}\n{LINE.replace('31/01', '01/31')}\n", 2, DATE, "this is no date"),
    "a day alone": (f"{HEADINGS}\n{LINE.replace(' 14:05:22', '')}\n", 2, DATE, "this is no date"),
    "an empty date": (
        f"{HEADINGS}\n{LINE.replace('31/01/2025 14:05:22', '(none)')}\n",
        2,
        DATE,
        "every sale",
    ),
    "an empty status": (f"{HEADINGS}\n{LINE.replace('Aprovado', '')}\n", 2, STATUS, "every sale"),
    "an amount of nothing": (f"{HEADINGS}\n{LINE.replace('BRL', '(none)')}\n", 2, CURRENCY, "which currency"),
    "an odd currency": (f"{HEADINGS}\n{LINE.replace('BRL', 'R$')}\n", 2, CURRENCY, "which currency"),
    "two tales": (f"{HEADINGS}\n{LINE}\n{LINE.replace('1.234', '1.235')}\n", 3, None, "in line 2"),
    "no text": (HEADINGS.encode("cp1252") + b"\n\x81\n", 2, None, "this is no text"),
    "no spreadsheet": (b"PK\x03\x04 and more", None, None, "no whole spreadsheet"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_is_one_sentence_with_line_and_column(
    tmp_path: Path, wrong: tuple[str | bytes, int | None, str | None, str]
) -> None:
    body, line, column, words = wrong
    path = tmp_path / "report.csv"
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    with pytest.raises(PanelReportError) as caught:
        read_report(path, USUAL)
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert error.details["line"] == line and error.details["file"] == "report.csv"
    with speaking("en"):
        assert words in error.message and error.message.startswith("report.csv")
        assert line is None or f"line {line}" in error.message
        assert str(tmp_path) not in str(error)
    with speaking("pt"):
        assert line is None or f"linha {line}" in error.message
        assert "Nada foi guardado" in (error.hint or "")


def test_no_error_quotes_a_value(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(f"{HEADINGS}\n{LINE.replace('1.234,56', 'rita@example.org')}\n")
    with pytest.raises(PanelReportError) as caught:
        read_report(path, USUAL)
    assert "rita" not in str(caught.value)


def test_a_spreadsheet_that_is_cut_is_told_so(synced: Desk) -> None:
    path = synced.export("cut.xlsx")
    path.write_bytes(path.read_bytes()[:-2_000])
    with pytest.raises(PanelReportError, match="no whole spreadsheet"):
        read_report(path, USUAL)


def test_a_spreadsheet_that_would_fill_the_memory_is_not_opened(
    synced: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "LARGEST", 1_000)
    with pytest.raises(PanelReportError, match="too large"):
        read_report(synced.export("large.xlsx"), USUAL)


def test_cells_beyond_the_headings_are_told_so(synced: Desk) -> None:
    path = synced.export("wide.xlsx", columns="few")
    file = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(file, "w") as after:
        for part in before.namelist():
            xml = before.read(part)
            if part.endswith("sheet1.xml"):
                xml = xml.replace(b"</row></sheetData>", b'<c r="H3"><v>1</v></c></row></sheetData>')
            after.writestr(part, xml)
    path.write_bytes(file.getvalue())
    with pytest.raises(PanelReportError, match="beyond the headings"):
        read_report(path, USUAL)


def test_without_the_reader_of_spreadsheets_it_is_said_how_to_install_it(
    synced: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(ConfigurationError, match=r"\[panel\]"):
        read_report(synced.export("report.xlsx"), USUAL)
