"""The front page fits the terminal, and fills it."""

from __future__ import annotations

from itertools import pairwise, takewhile

import pytest

from hotmart.cli.front import NARROWEST, WIDEST, page


def paragraph(monkeypatch: pytest.MonkeyPatch, columns: int) -> list[str]:
    """What the page says first, in lines, in a terminal of so many columns."""
    monkeypatch.setenv("COLUMNS", str(columns))
    return [*takewhile(bool, page().splitlines()[2:])]


@pytest.mark.parametrize("columns", range(NARROWEST + 2, WIDEST + 3))
def test_a_text_leaves_two_columns_free_and_no_room_for_its_next_word(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    for line, following in pairwise(paragraph(monkeypatch, columns)):
        assert len(line) <= columns - 2 < len(f"{line} {following.split()[0]}")


def test_it_is_never_too_wide_or_too_narrow_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert paragraph(monkeypatch, 1_000) == paragraph(monkeypatch, WIDEST + 2)
    assert paragraph(monkeypatch, 1) == paragraph(monkeypatch, NARROWEST + 2)
