"""A file of what ads cost is read as Meta, Google and spreadsheets write it, or refused with its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.errors import InvalidArgumentError
from hotmart.tracking.errors import SpendFileError
from hotmart.tracking.spend import Spend
from hotmart.tracking.spend_file import read_spend

META_EN = (
    "Reporting starts,Reporting ends,Day,Campaign name,Campaign ID,Ad set name,Ad name,Ad ID,"
    '"Amount spent (BRL)"\n'
    '2024-01-01,2024-01-31,2024-01-02,"Vendas, frio",120,Público,Vídeo 01,122,12.34\n'
)
META_PT = (
    "Dia;Nome da campanha;Identificação da campanha;Nome do anúncio;Identificação do anúncio;"
    "Valor usado (BRL)\n"
    "02/01/2024;Vendas, frio;120;Vídeo 01;122;12,34\n"
)
GOOGLE_EN = (
    "Campaign report\nJanuary 1, 2024 - January 31, 2024\n"
    "Day\tCampaign\tCampaign ID\tCurrency code\tCost\n2024-01-02\tMarca\t77\tBRL\t12.34\n"
)
GOOGLE_PT = 'Dia,Campanha,Código da campanha,Código da moeda,Custo\n2024-01-02,Marca,77,BRL,"12,34"\n'
OF_META = Spend(date(2024, 1, 2), "meta", "120", "Vendas, frio", "122", "Vídeo 01", "BRL", Decimal("12.34"))
OF_GOOGLE = Spend(date(2024, 1, 2), "google", "77", "Marca", None, None, "BRL", Decimal("12.34"))


def read(
    folder: Path, text: str | bytes, currency: str | None = None, platform: str | None = None
) -> list[Spend]:
    path = folder / "spend.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_spend(path, currency, platform)


@pytest.mark.parametrize(("text", "spend"), [
    (META_EN, OF_META), (META_PT, OF_META), (GOOGLE_EN, OF_GOOGLE), (GOOGLE_PT, OF_GOOGLE),
])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_export_is_read_in_every_code(tmp_path: Path, text: str, spend: Spend, encoding: str) -> None:
    assert read(tmp_path, text.encode(encoding)) == [spend]
    assert read(tmp_path, text.replace("\n", "\r\n").encode(encoding)) == [spend]


def test_the_columns_of_a_sheet_may_be_called_in_english_or_portuguese(tmp_path: Path) -> None:
    here = [Spend(date(2024, 1, 2), "tiktok", None, None, "5", None, "BRL", Decimal("1.5"))]
    assert read(tmp_path, "date,ad_id,amount,currency,platform\n2024-01-02,5,1.5,brl,TikTok\n") == here
    assert read(tmp_path, "Plataforma;Moeda;DATA;Valor;ID do Anúncio\ntiktok;BRL;02/01/2024;1,5;5\n") == here


def test_the_currency_may_be_said_and_the_platform_as_well(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "date,ad,amount\n2024-01-02,x,1\n", "brl", "kwai")
    assert (row.currency, row.platform) == ("BRL", "kwai")
    (row,) = read(tmp_path, META_EN, "BRL", "instagram")
    assert (row.currency, row.platform) == ("BRL", "instagram")


def amounts(folder: Path, *texts: str) -> list[Decimal]:
    lines = [f"2024-01-02;ad {n};{text};BRL" for n, text in enumerate(texts)]
    return [row.amount for row in read(folder, "\n".join(["date;ad;amount;currency", *lines]))]


@pytest.mark.parametrize(("written", "meant"), [
    (("1234.56", "1,234.5", "1,234"), ("1234.56", "1234.5", "1234")),
    (("1234,56", "1.234,5", "1.234"), ("1234.56", "1234.5", "1234")),
    (("1,234,567", "5"), ("1234567", "5")), (("1.234.567", "5"), ("1234567", "5")),
    (("7", "0", "1200"), ("7", "0", "1200")), ((".5", "0.1234"), ("0.5", "0.1234")),
    (("0,123",), ("0.123",)), (("1234,567",), ("1234.567",)), (("10.00000", "1.000"), ("10", "1.000")),
])  # fmt: skip
def test_the_decimal_sign_is_that_of_the_whole_file(
    tmp_path: Path, written: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    assert amounts(tmp_path, *written) == [Decimal(one) for one in meant]


@pytest.mark.parametrize(("days", "meant"), [
    (("13/02/2024", "01/02/2024"), (date(2024, 2, 13), date(2024, 2, 1))),
    (("02/13/2024", "01/02/2024"), (date(2024, 2, 13), date(2024, 1, 2))),
    (("2024/2/13", "2024-02-01 00:00:00"), (date(2024, 2, 13), date(2024, 2, 1))),
    (("03/03/2024", "4.4.2024"), (date(2024, 3, 3), date(2024, 4, 4))),
])  # fmt: skip
def test_whether_the_day_comes_first_is_told_by_the_whole_file(
    tmp_path: Path, days: tuple[str, ...], meant: tuple[date, ...]
) -> None:
    lines = "".join(f"{day},x,1,BRL\n" for day in days)
    assert tuple(row.day for row in read(tmp_path, f"date,ad,amount,currency\n{lines}")) == meant


HEAD = "date,campaign,ad,amount,currency\n"
GOOD = "2024-01-02,C,x,1.50,BRL\n"
BAD: dict[str, tuple[str, str, str]] = {
    "without a currency": ("date,ad,amount\n2024-01-02,x,1\n", "line 1, column 3 (amount)", "the currency"),
    "without a day": ("ad,amount,currency\nx,1,BRL\n", "line 1:", "no column of the day"),
    "without an amount": ("date,ad,currency\n2024-01-02,x,BRL\n", "line 1:", "no column of the amount"),
    "without an ad": ("date,amount,currency\n2024-01-02,1,BRL\n", "line 1:", "a campaign or an ad"),
    "a column twice": ("date,ad,cost,spend,currency\n", "line 1, column 4 (spend)", "column 3 is the same"),
    "nothing but headings": (HEAD, "line 1:", "nothing below"),
    "nothing at all": ("\n \n", "line 1:", "the file is empty"),
    "a total by its word": (HEAD + GOOD + "Total,,,1.50,BRL\n", "line 3, column 1 (date)", "a total"),
    "a total in Portuguese": (HEAD + GOOD + "Total geral,,,1.50,BRL\n", "line 3, column 1 (date)", "a total"),
    "a total without a day": (HEAD + GOOD + ",,,1.50,BRL\n", "line 3, column 1 (date)", "a total"),
    "Google's total": (HEAD + GOOD + "--,Total: Ads,,1.50,BRL\n", "line 3, column 1 (date)", "a total"),
    "a day of no ad": (HEAD + GOOD + "2024-01-02,,,1.50,BRL\n", "line 3, column 2 (campaign)", "neither"),
    "a cut line": (HEAD + GOOD + "2024-01-02,C,x", "line 3, column 3", "the file is cut"),
    "a cut quote": (HEAD + GOOD + '2024-01-02,C,"x', "line 3, column 3", "not closed"),
    "a cell too many": (HEAD + GOOD + "2024-01-02,C,x,1,50,BRL\n", "line 3, column 6", "without a heading"),
    "no number": (HEAD + GOOD + "2024-01-02,C,x,one,BRL\n", "line 3, column 4 (amount)", "no amount"),
    "no amount": (HEAD + GOOD + "2024-01-02,C,x,,BRL\n", "line 3, column 4 (amount)", "no amount"),
    "below zero": (HEAD + GOOD + "2024-01-02,C,x,-1,BRL\n", "line 3, column 4 (amount)", "no amount"),
    "a sign of a currency": (HEAD + "2024-01-02,C,x,R$ 1,BRL\n", "line 2, column 4 (amount)", "no amount"),
    "too exact": (HEAD + "2024-01-02,C,x,1.23456,BRL\n", "line 2, column 4 (amount)", "decimals"),
    "too much": (HEAD + "2024-01-02,C,x,123456789012345,BRL\n", "line 2, column 4 (amount)", "digits"),
    "both forms": (HEAD + GOOD + '2024-01-02,C,x,"1,50",BRL\n', "line 3, column 4 (amount)", "in line 2"),
    "thousands or decimals": (HEAD + "2024-01-02,C,x,1.234,BRL\n", "line 2, column 4 (amount)", "Nothing in"),
    "no day": (HEAD + GOOD + "2024-02-30,C,x,1,BRL\n", "line 3, column 1 (date)", "no day"),
    "a word for a day": (HEAD + GOOD + "yesterday,C,x,1,BRL\n", "line 3, column 1 (date)", "no day"),
    "days of both forms": (HEAD + GOOD + "13/01/2024,C,x,1,BRL\n", "line 3, column 1 (date)", "in line 2"),
    "day and month first": (
        HEAD + "13/01/2024,C,x,1,BRL\n01/13/2024,C,x,1,BRL\n", "line 3, column 1 (date)", "than in line 2",
    ),
    "day or month first": (HEAD + "02/01/2024,C,x,1,BRL\n", "line 2, column 1 (date)", "Nothing in"),
    "no currency": (HEAD + GOOD + "2024-01-02,C,x,1,reais\n", "line 3, column 5 (currency)", "no currency"),
    "several days": (
        "Reporting starts,Reporting ends,Ad name,Amount spent (BRL)\n2024-01-01,2024-01-31,x,1\n",
        "line 2, column 2 (Reporting ends)", "several days",
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", BAD)
def test_what_is_wrong_is_told_with_line_and_column(tmp_path: Path, wrong: str) -> None:
    text, place, what = BAD[wrong]
    with pytest.raises(SpendFileError) as refused:
        read(tmp_path, text)
    said = refused.value.text
    assert said.en.startswith(f"In {place}")
    assert what in said.en
    assert said.pt.startswith(f"Na {place.replace('line', 'linha').replace('column', 'coluna')}")


def test_a_currency_that_contradicts_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        SpendFileError, match=r"line 2, column 5 \(currency\): the file tells another currency"
    ):
        read(tmp_path, HEAD + GOOD, "USD")
    with pytest.raises(SpendFileError, match=r"line 1, column 9 \(Amount spent \(BRL\)\)"):
        read(tmp_path, META_EN, "USD")
    with pytest.raises(InvalidArgumentError, match="three letters"):
        read(tmp_path, HEAD + GOOD, "reais")


def test_a_file_that_is_no_csv_is_refused(tmp_path: Path) -> None:
    for raw in (b"PK\x03\x04\xff\xfe", b"\x00\xff\x00"):
        with pytest.raises(SpendFileError, match=r"spend\.csv is no CSV"):
            read(tmp_path, raw)
    with pytest.raises(SpendFileError, match=r"There is no file nowhere\.csv"):
        read_spend(tmp_path / "nowhere.csv")
    with pytest.raises(SpendFileError, match="cannot be read"):
        read_spend(tmp_path)


def test_nothing_that_stands_in_the_file_is_said_again(tmp_path: Path) -> None:
    """It may be another file than was meant, such as a list of buyers."""
    person = "rita@example.org"
    for text in (
        f"{person}\n{person}\n",
        HEAD + f"2024-01-02,C,x,{person},BRL\n",
        HEAD + f"{person},C,x,1,BRL\n",
    ):
        with pytest.raises(SpendFileError) as refused:
            read(tmp_path, text)
        assert person not in f"{refused.value!r} {refused.value} {refused.value.text.pt}"


CENTS = st.integers(0, 10**9)


@given(st.lists(CENTS, min_size=1, max_size=20), st.booleans())
def test_any_amounts_are_read_to_the_cent_in_either_form(
    tmp_path_factory: pytest.TempPathFactory, cents: list[int], with_comma: bool
) -> None:
    meant = [Decimal(one).scaleb(-2) for one in cents]
    written = [f"{one:,.2f}" for one in meant]
    if with_comma:
        written = [one.translate(str.maketrans(",.", ".,")) for one in written]
    assert amounts(tmp_path_factory.getbasetemp(), *written) == meant
