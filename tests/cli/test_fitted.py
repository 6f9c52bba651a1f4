"""A table as wide as the terminal: words stay whole, and what has no room is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.cli.fitted import fitted
from hotmart.cli.for_people import Cell

WORDS = st.lists(st.text("abcdéçZ", min_size=1, max_size=9), min_size=1, max_size=5).map(" ".join)
ROWS = st.lists(st.fixed_dictionaries({name: WORDS.map(Cell) for name in ("a.b", "c", "d.e.f")}), max_size=4)


@pytest.mark.slow
@given(ROWS, st.integers(1, 90))
def test_no_line_is_too_wide_and_no_word_is_broken(rows: list[dict[str, Cell]], width: int) -> None:
    table = fitted(rows, ["a.b", "c", "d.e.f"], width)
    lines = [*table.heading, *table.lines]
    assert max(map(len, lines), default=0) <= width
    words = sorted(word for row in rows for name in table.shown for word in row[name].text.split())
    assert sorted(word for line in table.lines for word in line.split()) == words
    pieces = {piece for name in table.shown for piece in name.replace(".", ". ").split()}
    assert {piece for line in table.heading for piece in line.replace(".", ". ").split()} == pieces


def test_the_first_columns_stay_and_the_last_ones_go() -> None:
    row = {name: Cell("x" * 10) for name in "abcd"}
    assert fitted([row], [*"abcd"], 100).shown == [*"abcd"]
    assert fitted([row], [*"abcd"], 34).shown == [*"abc"]
    assert fitted([row], [*"abcd"], 10).shown == ["a"]
    assert fitted([row], [*"abcd"], 9).shown == []


def test_more_than_the_essential_columns_break_no_text_into_lines() -> None:
    row = {"name": Cell("Clube da Colher de Pau"), "id": Cell("1", number=True, whole=True)}
    assert fitted([row], ["name", "id"], 20, essential=2).shown == ["name", "id"]
    assert fitted([row], ["name", "id"], 20, essential=1).shown == ["name"]


def test_money_and_moments_are_in_one_piece_and_numbers_to_the_right() -> None:
    rows = [
        {"price": Cell("BRL 1,297.00", number=True, whole=True), "day": Cell("2025-05-31 14:02", whole=True)},
        {"price": Cell("BRL 9.00", number=True, whole=True), "day": Cell("", whole=True)},
    ]
    table = fitted(rows, ["price", "day"], 30)
    assert table.lines == ["BRL 1,297.00  2025-05-31 14:02", "    BRL 9.00"]
    assert fitted(rows, ["price", "day"], 29).shown == ["price"]
