"""What must not be shown: here, what would give a terminal orders."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.secrecy import visible, visible_json, visible_lines


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Curso de Inglês – 1ª edição", "Curso de Inglês – 1ª edição"),
        ("👩‍🏫 Aula", "👩‍🏫 Aula"),
        ("\x1b[2J\x1b[HNothing moves.", r"\x1b[2J\x1b[HNothing moves."),
        ("Aula\nGives BRL 0.00 back.", r"Aula\nGives BRL 0.00 back."),
        ("\x9b31m\x7f\x00\r\t", r"\x9b31m\x7f\x00\r\t"),
        ("\u202e05,1 LRB\u2069", r"\u202e05,1 LRB\u2069"),
        ("a\u2028b\ud800", r"a\u2028b\ud800"),
    ],
)
def test_what_a_terminal_would_obey_is_spelled_out(said: str, shown: str) -> None:
    assert visible(said) == shown


@given(st.text(st.characters()))
def test_no_order_is_left_and_what_is_none_stays_as_it_is(said: str) -> None:
    shown = visible(said)
    assert not any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in shown)
    assert visible(shown) == shown
    if said.isprintable():
        assert shown == said


def test_lines_stay_lines() -> None:
    assert visible_lines("a\nb\x1b[2J\n") == "a\nb\\x1b[2J\n"


@given(st.text())
def test_json_says_the_same_and_gives_no_orders(said: str) -> None:
    shown = visible_json(json.dumps([said], ensure_ascii=False, indent=1))
    assert json.loads(shown) == [said]
    assert not any(unicodedata.category(one) in ("Cc", "Zl", "Zp") for one in shown if one != "\n")
