from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.sources.formats import GarbledError
from hotmart.sources.formats.csv import parsed

cells = st.text(st.characters(codec="utf-8"), max_size=8)


@given(
    rows=st.lists(st.tuples(cells, cells, cells), max_size=6),
    delimiter=st.sampled_from(",;\t"),
    mark=st.booleans(),
)
def test_every_cell_comes_back_as_the_text_it_was(
    rows: list[tuple[str, str, str]], delimiter: str, mark: bool
) -> None:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(("id", "preço", "nota; com, sinais"))
    writer.writerows(rows)
    body = lines.getvalue().encode("utf-8-sig" if mark else "utf-8")
    filled = [row for row in rows if any(map(str.strip, row))]
    assert [tuple(record.values()) for record in parsed(body)] == filled


def test_names_are_those_of_the_first_line_whatever_parts_them() -> None:
    assert parsed(b"id;valor\n1;10,50\n") == [{"id": "1", "valor": "10,50"}]
    assert parsed(b"id\tname\n1\ta, b; c\n") == [{"id": "1", "name": "a, b; c"}]
    assert parsed(b"id\n1\n") == [{"id": "1"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_write_is_read_in_their_encoding(encoding: str) -> None:
    assert parsed("código,situação\n1,não\n".encode(encoding)) == [{"código": "1", "situação": "não"}]


def test_no_cell_is_lost_where_lines_are_longer_or_names_come_twice() -> None:
    assert parsed(b"id,,id\n1,2,3,4\n5\n") == [
        {"id": "1", "column_2": "2", "id_3": "3", "column_4": "4"},
        {"id": "5"},
    ]


def test_an_answer_without_lines_has_no_records() -> None:
    assert parsed(b"") == parsed(b"id,name\n") == parsed(b"\n\n") == []


@pytest.mark.parametrize("body", [b'{"error":"denied"}', b"<html>,</html>", b'id,name\n1,"cut'])
def test_what_only_looks_like_csv_is_told(body: bytes) -> None:
    with pytest.raises(GarbledError):
        parsed(body)


RECORD = [{"Código": "1", "Valor": "R$ 1.234,56"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("above", "skip"),
    [
        ((), 0),
        (("sep=;",), 0),
        (("SEP=;;;",), 0),
        (('Vendas, de "março" a, abril', ""), 2),
        (("sep=;", 'Relatório "de vendas', "2025"), 2),
        (("Relatório", "sep=;"), 1),
    ],
)
def test_titles_and_the_line_that_tells_the_delimiter_stand_above_the_names(
    above: tuple[str, ...], skip: int, end: str, encoding: str
) -> None:
    lines = [*above, "Código;Valor", "1;R$ 1.234,56", ";", ""]
    assert parsed(end.join(lines).encode(encoding), skip) == RECORD


def test_another_delimiter_may_be_told() -> None:
    assert parsed(b"sep=|\nid|a,b;c\n1|2\n") == [{"id": "1", "a,b;c": "2"}]


@pytest.mark.parametrize(
    ("body", "skip", "line"),
    [
        ('id;nome\n1;"Torno"x\n2;Prato\n', 0, 2),
        ('id;nome\n1;Torno\n2;"Prato\n3;Jarra\n', 0, 3),
        ('id;nome\n1;"Torno\nde mesa"\n2;"Prato" fundo\n', 0, 4),
        ('sep=;\ntitle\nid;nome\n1;"Torno"x\n', 1, 4),
    ],
)
def test_a_stray_quote_is_refused_with_its_line(body: str, skip: int, line: int) -> None:
    with pytest.raises(GarbledError) as caught:
        parsed(body.encode(), skip)
    assert caught.value.line == line


def test_a_quote_inside_a_field_without_quotes_is_a_sign_like_others() -> None:
    assert parsed(b'id;nome\n1;Mesa 14" redonda\n') == [{"id": "1", "nome": 'Mesa 14" redonda'}]
