"""Numbers in one of two forms, decided from all of a file."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.panel.sheet import Cell
from hotmart.panel.values import Form, OddValueError, form_of, integer, number, plain

WHERE = (2, "purchase_value")
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def form(*cells: Cell) -> Form | None:
    return form_of([(WHERE, cell) for cell in cells])


def spelled(amount: Decimal, how: Form, *, grouped: bool) -> str:
    told = f"{amount:,.2f}" if grouped else f"{amount:.2f}"
    return told.translate(str.maketrans(",.", ".,")) if how == "comma" else told


@given(st.lists(AMOUNTS, min_size=1), st.sampled_from(["comma", "point"]), st.booleans())
def test_whatever_is_written_in_one_form_is_read_exactly(
    amounts: list[Decimal], how: Form, grouped: bool
) -> None:
    cells: list[Cell] = [spelled(amount, how, grouped=grouped) for amount in amounts]
    found = form(*cells)
    assert found == how
    assert [number(cell, found) for cell in cells] == amounts


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((), None),
        (("297", "12"), None),
        (("1.234", "1,5"), "comma"),
        (("1,234", "1.5"), "point"),
        (("1.234.567",), "comma"),
        (("1,234,567",), "point"),
        (("1234.567",), "point"),
        ((Decimal("1.5"), "12"), None),
    ],
)
def test_what_can_only_be_of_one_form_tells_it(cells: tuple[Cell, ...], expected: Form | None) -> None:
    assert form(*cells) == expected


@pytest.mark.parametrize("cells", [("1.234",), ("1,234", "7"), ("1.234", "5.678")])
def test_what_may_be_of_either_is_not_guessed(cells: tuple[str, ...]) -> None:
    with pytest.raises(OddValueError, match="thousands"):
        form(*cells)


def test_two_forms_are_not_one() -> None:
    with pytest.raises(OddValueError, match="where others"):
        form("1,50", "1.50")


def test_a_spreadsheets_numbers_need_no_form() -> None:
    assert number(Decimal("243.04"), None) == Decimal("243.04")
    assert integer(Decimal(12)) == 12
    assert plain(Decimal(3344556)) == "3344556"


@pytest.mark.parametrize("cell", ["12.5", "twelve", Decimal("1.5"), "1" * 11])
def test_a_count_is_whole(cell: Cell) -> None:
    with pytest.raises(OddValueError):
        integer(cell)
