"""The panel's report of a simulated account: what is true of its sales, with its oddities (§22)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hotmart.simulator.market import transaction_code
from hotmart.simulator.panel.headings import HEADINGS, headed
from hotmart.simulator.panel.words import STATUSES
from hotmart.simulator.terms import SALE_STATUSES
from simulator.visitor import Reply, Visitor

CODE, STATUS, VALUE = "Código da transação", "Status da transação", "Valor de compra com impostos"
CHARGES = r"\d+a cobrança|Parcelado Padrão|Recuperador Inteligente"
DATE, MAIN, SOLD_AS = "Data da transação", "Transação do Produto Principal", "Venda feita como"


@pytest.fixture(scope="module")
def hotmart() -> Visitor:
    """An account that nobody changes, small enough to be exported again and again."""
    return Visitor(sales=700, months=14)


def export(visitor: Visitor, kind: str = "csv", **query: Any) -> Reply:
    return visitor.send("GET", f"/_simulator/panel.{kind}", query, headers={})


def rows(visitor: Visitor, encoding: str = "utf-8-sig", **query: Any) -> list[dict[str, str]]:
    reply = export(visitor, encoding=encoding, **query)
    assert reply.status == 200, reply.body
    text = reply.body.decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def amount(cell: str) -> Decimal:
    return Decimal(cell.replace(".", "").replace(",", "."))


def test_every_sale_is_there_once_with_what_the_api_says_of_it(hotmart: Visitor) -> None:
    told = {row[CODE]: row for row in rows(hotmart)}
    sales = {sale["purchase"]["transaction"]: sale for sale in hotmart.all_sales()}
    assert told.keys() == sales.keys()
    for code, sale in sales.items():
        row, purchase = told[code], sale["purchase"]
        assert amount(row[VALUE]) == purchase["price"]["value"]
        assert row["Moeda de compra"] == purchase["price"]["currency_code"]
        assert row[STATUS] == STATUSES[purchase["status"]][0]
        moment = datetime.fromtimestamp(purchase["order_date"] // 1000, ZoneInfo("America/Sao_Paulo"))
        assert row[DATE] == f"{moment:%d/%m/%Y %H:%M:%S}"
        assert (row["Confirmação do pagamento"] == "(none)") == ("approved_date" not in purchase)
        assert row["Código do preço"] == purchase["offer"]["code"]
    net: Counter[str] = Counter()
    for row in told.values():
        net[row["Moeda de recebimento"]] += amount(row["Faturamento líquido"])  # type: ignore[assignment]
    assert net == {name: Decimal(sum_) for name, sum_ in hotmart.truth["sales"]["commission"].items()}


def test_an_order_bump_names_the_sale_it_was_sold_beside(hotmart: Visitor) -> None:
    told = rows(hotmart)
    known = {row[CODE]: row for row in told}
    bumps = [row for row in told if row[SOLD_AS] == "Produto order bump"]
    assert bumps
    for row in bumps:
        main = known[row[MAIN]]
        assert main["Email"] == row["Email"] and main[SOLD_AS] == "Produto principal"
        assert main[DATE] == row[DATE]
    assert transaction_code(1, 0) != transaction_code(1, 1)


def test_some_renewals_name_a_main_transaction_and_are_no_bumps(hotmart: Visitor) -> None:
    named = [row for row in rows(hotmart) if row[MAIN] != "(none)" and row[SOLD_AS] == "Produto principal"]
    assert named
    assert all(re.fullmatch(CHARGES, row["Tipo de cobrança"]) for row in named)
    assert all(int(row["Quantidade de cobranças"]) > 1 for row in named)
    assert all(row["Código do assinante"] != "(none)" for row in named)


@pytest.mark.parametrize("language", ["pt", "es", "en"])
def test_headings_and_words_are_those_of_a_language(hotmart: Visitor, language: str) -> None:
    place = ("pt", "es", "en").index(language)
    told = rows(hotmart, language=language)
    assert [*told[0]] == [names[place] for names in HEADINGS.values()]
    statuses = {row[HEADINGS["status"][place]] for row in told}
    assert len(statuses) > 7 and statuses <= {words[place] for words in STATUSES.values()}


def test_every_status_has_a_word() -> None:
    assert STATUSES.keys() == {*SALE_STATUSES}


@pytest.mark.parametrize(
    ("numbers", "form"), [("comma", r"-?\d{1,3}(\.\d{3})*,\d\d"), ("point", r"-?\d+\.\d\d")]
)
def test_numbers_are_of_one_form(hotmart: Visitor, numbers: str, form: str) -> None:
    told = rows(hotmart, numbers=numbers)
    assert all(re.fullmatch(form, row[VALUE]) for row in told)
    assert any(len(row[VALUE]) > len("999.99") for row in told)


def test_the_file_is_utf_8_with_its_mark_or_what_excel_makes_of_it(hotmart: Visitor) -> None:
    assert export(hotmart).body.startswith(b"\xef\xbb\xbfC\xc3\xb3digo")
    assert export(hotmart, encoding="cp1252").body.startswith(b"C\xf3digo")
    assert rows(hotmart, encoding="cp1252") == rows(hotmart)


def test_what_is_missing_is_none_in_words_or_empty(hotmart: Visitor) -> None:
    words, empty = rows(hotmart), rows(hotmart, missing="empty")
    assert {row[MAIN] for row in words} & {"(none)"} and not {row[MAIN] for row in empty} & {"(none)"}
    assert [{n: "" if v == "(none)" else v for n, v in row.items()} for row in words] == empty


def test_columns_come_and_go_and_change_places(hotmart: Visitor) -> None:
    now, older, few = headed("all", "pt"), headed("older", "pt"), headed("few", "pt")
    assert [*rows(hotmart, columns="older")[0]] == [*older.values()]
    assert "Ferramenta de Venda" in older.values() and "Ferramenta de Venda" not in now.values()
    assert [*few] == ["transaction", "status", "ordered", "with_taxes", "purchase_currency"]
    assert [*older] != [name for name in now if name in older]


def test_a_spreadsheet_says_that_it_is_one_cell(hotmart: Visitor) -> None:
    with zipfile.ZipFile(io.BytesIO(export(hotmart, "xlsx").body)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert 'name="Report"' in archive.read("xl/workbook.xml").decode()
    assert '<dimension ref="A1"/>' in sheet
    assert sheet.count("<row ") == len(rows(hotmart)) + 1


def test_equal_reports_are_equal_files(hotmart: Visitor) -> None:
    assert export(hotmart, "xlsx").body == export(hotmart, "xlsx").body


def test_the_panel_filters_by_day_of_the_account_by_status_and_by_product(hotmart: Visitor) -> None:
    told = rows(hotmart)
    some = rows(hotmart, **{"from": "2024-02-01", "to": "2024-02-29"})
    assert some == [row for row in told if row[DATE][3:10] == "02/2024"] != []
    settled = rows(hotmart, status=["APPROVED", "COMPLETE"])
    assert settled == [row for row in told if row[STATUS] in ("Aprovado", "Completo")] != []
    number = told[0]["Código do produto"]
    assert rows(hotmart, product=number) == [row for row in told if row["Código do produto"] == number]


def test_net_is_the_accounts_own_or_what_all_share(hotmart: Visitor) -> None:
    own, shared = rows(hotmart), rows(hotmart, net="shared")
    net = "Faturamento líquido"
    pairs = [(amount(a[net]), amount(b[net])) for a, b in zip(own, shared, strict=True)]
    assert all(mine <= all_ for mine, all_ in pairs) and any(mine < all_ for mine, all_ in pairs)


def test_what_went_back_is_left_or_taken_off(hotmart: Visitor) -> None:
    taken, left = rows(hotmart), rows(hotmart, returned="kept")
    for before, after in zip(taken, left, strict=True):
        same = before["Faturamento líquido"] == after["Faturamento líquido"]
        assert same or before[STATUS] in ("Reembolsado", "Chargeback", "Parcialmente reembolsado")
    assert taken != left


def test_of_others_products_no_buyer_and_no_other_share_is_told(hotmart: Visitor) -> None:
    own = {str(one["id"]) for one in hotmart.all("/products/api/v1/products")}
    others = [row for row in rows(hotmart) if row["Código do produto"] not in own]
    assert others and all(row["Comprador(a)"] == row["Email"] == "(none)" for row in others)


@pytest.mark.parametrize(
    "query", [{"language": "de"}, {"numbers": "x"}, {"from": "soon"}, {"status": "PAID"}, {"columns": "x"}]
)
def test_what_cannot_be_chosen_answers_400(hotmart: Visitor, query: dict[str, str]) -> None:
    assert export(hotmart, **query).status == 400


def test_an_account_without_sales_has_a_report_without_lines() -> None:
    visitor = Visitor(sales=0)
    assert export(visitor).status == export(visitor, "xlsx").status == 200
    assert rows(visitor) == []


def test_a_report_changes_as_the_account_lives_on() -> None:
    visitor = Visitor(sales=100, months=3)
    before = rows(visitor)
    visitor.simulator.advance(20)
    assert rows(visitor) != before
