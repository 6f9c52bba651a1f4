"""One thing as a person reads it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hotmart.cli.sections import write
from hotmart.language import speaking


def test_values_come_first_and_lists_under_headings_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        {
            "lots": [{"id": 1, "name": "Lote 1"}, {"id": 2, "name": "Lote 2"}],
            "start": "2025-06-05T12:00:00Z",
            "product": {"name": "Feira", "price": {"value": Decimal("10.5000"), "currency_code": "BRL"}},
            "rate": Decimal("0.1250"),
            "many": ["a", "b"],
            "nothing": None,
        },
        zone="America/Sao_Paulo",
    )
    assert capsys.readouterr().out.splitlines() == [
        "start          2025-06-05 09:00",
        "product.name   Feira",
        "product.price  BRL 10.50",
        "rate           0.125",
        "many           a, b",
        "",
        "lots",
        "  id  name",
        "   1  Lote 1",
        "   2  Lote 2",
    ]


def test_no_document_is_shown_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    people = [{"role": "BUYER", "user": {"name": "Rita", "documents": [{"value": "12345678900"}]}}]
    write(
        {
            "docValue": "12345678900",
            "documents": [{"type": "CPF", "value": "12345678900"}],
            "partners": [{"name": "Ana", "document": "12345678900"}, {"name": "Rui", "document": ""}],
            "participants": [{"transaction": "HP1", "users": people * 2}],
        },
        "transaction.everything",
    )
    out = capsys.readouterr().out
    assert "12345678900" not in out
    assert "{" not in out
    assert "Rita" in out
    assert out.count("(--json)") == 3


@pytest.mark.parametrize(
    ("language", "none", "unread"),
    [
        ("en", "This sale is of no subscription.", "It could not be read: see the warnings."),
        ("pt", "Esta venda não é de assinatura.", "Não pôde ser lida: veja os avisos."),
    ],
)
def test_a_part_that_is_not_there_is_told_in_words(
    language: str, none: str, unread: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with speaking("pt" if language == "pt" else "en"):
        write({"subscription": [], "price": None}, "transaction.everything")
    out = capsys.readouterr().out
    assert f"  {none}" in out
    assert f"  {unread}" in out


def test_what_a_write_answers_is_written_whatever_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    write("done")
    write([])
    write({"billet_url": "https://example.org/b"})
    assert capsys.readouterr().out.splitlines() == ["value  done", "billet_url  https://example.org/b"]
