"""The words of the panel, as the API means them."""

from __future__ import annotations

import pytest

from hotmart.panel.courses import may_become
from hotmart.panel.words import STATUSES, charge_number, sold_as, statuses
from hotmart.simulator.terms import SALE_STATUSES


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("Aprovado", {"APPROVED"}),
        ("APROVADA", {"APPROVED"}),
        ("Em análise", {"UNDER_ANALISYS"}),
        ("Aguardando pagamento", {"WAITING_PAYMENT", "PRINTED_BILLET"}),
        ("Recusado", {"CANCELLED", "BLOCKED", "NO_FUNDS"}),
        ("Vencido", {"OVERDUE"}),
        ("Waiting for payment", {"WAITING_PAYMENT", "PRINTED_BILLET"}),
        ("Something new", set()),
    ],
)
def test_a_status_of_the_panel_may_be_several_of_the_api(word: str, means: set[str]) -> None:
    assert statuses(word) == means


def test_every_status_of_the_api_has_a_word_and_no_word_means_another() -> None:
    assert {status for means in STATUSES.values() for status in means} == set(SALE_STATUSES)


@pytest.mark.parametrize(
    ("word", "nth"),
    [
        ("1a cobrança", 1),
        ("12ª cobrança", 12),
        ("3o cobro", 3),
        ("2nd charge", 2),
        ("Único", None),
        ("Parcelado 12x", None),
        ("Apenas à vista", None),
    ],
)
def test_the_number_of_a_charge_is_read_in_three_languages(word: str, nth: int | None) -> None:
    assert charge_number(word) == nth


def test_how_it_was_sold_stays_as_told_where_nobody_knows_it() -> None:
    assert sold_as("Producto order bump") == "ORDER_BUMP"
    assert sold_as("Coprodutor(a)") == "Coprodutor(a)"


@pytest.mark.parametrize(
    ("status", "later", "may"),
    [
        ("WAITING_PAYMENT", "CHARGEBACK", True),
        ("COMPLETE", "CHARGEBACK", True),
        ("COMPLETE", "APPROVED", False),
        ("EXPIRED", "APPROVED", False),
        ("REFUNDED", "APPROVED", False),
        ("PROTESTED", "APPROVED", True),
    ],
)
def test_a_sale_lives_in_one_direction(status: str, later: str, may: bool) -> None:
    assert may_become(status, later) is may
