"""Rows of an answer on a terminal, and in a pipe."""

from __future__ import annotations

import sys
from typing import Any

import click
import pytest

from hotmart.actions.action import actions
from hotmart.actions.columns import COLUMNS, EXPLODED, SECTIONS
from hotmart.actions.composed import COMPOSED
from hotmart.actions.fields import tree_of, ways
from hotmart.actions.running import endpoint_of
from hotmart.cli.rows import draw
from hotmart.language import speaking

SALE = {
    "purchase": {
        "transaction": "HP0000000001",
        "order_date": "2025-05-31T17:02:00Z",
        "status": "COMPLETE",
        "price": {"value": 197, "currency_code": "BRL"},
        "tracking": {"source": "ig"},
    },
    "product": {"id": 1, "name": "Curso de Cerâmica"},
    "buyer": {"name": "Rita Fontes", "email": "rita@example.org"},
}
ROWS = [
    {
        "transaction": "HP1",
        "users": [{"role": "BUYER", "user": {"documents": [{"value": "1"}]}}, {"role": "X"}],
    }
]


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return click.unstyle(capsys.readouterr().out).splitlines()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Any:
    def wide(columns: int) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))

    return wide


def test_on_a_terminal_come_first_what_people_want_and_the_rest_is_said(
    terminal: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(80)
    below = draw([SALE], "table", id="sales.history", zone="America/Sao_Paulo")
    heading, *rest = lines(capsys)
    assert heading.split() == ["buyer.name", "product.name", *["purchase."] * 4]
    assert "COMPLETE   BRL 197.00  2025-05-31 14:02  HP0000000001" in " ".join(rest)
    assert below[-1] == "3 more columns: --fields buyer.email,purchase.tracking.source,product.id"
    assert "America/Sao_Paulo" in below[1]
    with speaking("pt"):
        assert draw([SALE], "table", id="sales.history")[-1].startswith("mais 3 colunas: --fields ")
    terminal(30)
    assert draw([SALE], "table", id="sales.history")[-1].startswith(
        "6 more columns: --fields purchase.price,"
    )


def test_chosen_columns_all_come_in_their_order_or_below_each_other(
    terminal: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = ["purchase.price", "buyer", "purchase.payment.type"]
    terminal(80)
    assert draw([SALE], "table", fields, "sales.history") == ["1 row", "times in America/Sao_Paulo"]
    heading = lines(capsys)[0]
    assert heading.split() == ["purchase.price", "buyer.name", "buyer.email", "purchase.payment.type"]
    terminal(40)
    draw([SALE], "table", fields, "sales.history")
    assert lines(capsys) == [
        "purchase.price         BRL 197.00",
        "buyer.name             Rita Fontes",
        "buyer.email            rita@example.org",
        "purchase.payment.type",
    ]


def test_an_answer_of_no_known_columns_shows_those_there_are(
    terminal: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(80)
    draw([{"a": 1, "b": None}, {"b": 2, "c": "x"}], "table", id="ask")
    assert lines(capsys) == ["a  b  c", "1", "   2  x"]


def test_people_see_a_row_for_each_of_those_in_a_sale(
    terminal: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(100)
    draw(ROWS, "table", id="sales.participants")
    assert [line.split() for line in lines(capsys)] == [
        ["transaction", "users.role"], ["HP1", "BUYER"], ["HP1", "X"],
    ]  # fmt: skip


def test_a_pipe_has_every_column_but_no_document(capsys: pytest.CaptureFixture[str]) -> None:
    draw([SALE, *ROWS], "table")
    out = capsys.readouterr().out
    assert all(name in out for name in ("purchase.tracking.source", "2025-05-31T17:02:00Z", "users"))
    assert '"documents":"…"' in out
    draw(ROWS, "csv", ["transaction", "users.role", "product.name"])
    assert lines(capsys)[0] == "transaction,users,product.name"
    draw([], "csv", ["transaction"])
    draw([], "csv")
    assert capsys.readouterr().out == "transaction\n"


@pytest.mark.parametrize("id", COLUMNS)
def test_every_column_that_people_are_shown_is_one_of_the_action(id: str) -> None:
    tree = tree_of(id, endpoint_of(id)) or dict.fromkeys(COMPOSED[id].output["items"]["properties"])
    assert tree
    known = [*ways(tree)]
    prices = {way.rpartition(".")[0] for way in known}  # an amount and its currency are one column
    assert [name for name in COLUMNS[id] if name not in known and name not in prices] == []


def test_every_action_that_answers_rows_says_which_columns_people_want() -> None:
    rows = {
        one.id
        for one in actions().values()
        if one.reads and one.output_schema["type"] == "array" and one.id != "ask"
    }
    assert rows == COLUMNS.keys()
    assert EXPLODED.keys() <= rows
    for id, sections in SECTIONS.items():
        assert sections.keys() == tree_of(id, None).keys()  # type: ignore[union-attr]
