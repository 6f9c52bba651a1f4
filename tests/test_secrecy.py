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
        ("\x1b[2J\x1b[HNothing moves.", r"\u001b[2J\u001b[HNothing moves."),
        ("Aula\nGives BRL 0.00 back.", r"Aula\u000aGives BRL 0.00 back."),
        ("\x9b31m\x7f\x00\r\t", r"\u009b31m\u007f\u0000\u000d\u0009"),
        ("\u202e05,1 LRB\u2069", r"\u202e05,1 LRB\u2069"),
        ("a\u2028b\ud800\U000e0001", r"a\u2028b\ud800\udb40\udc01"),
        ("a\u00a0b", "a b"),
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
    assert visible_lines("a\nb\x1b[2J\n") == "a\nb\\u001b[2J\n"
    assert visible("a\nb\t", "\n") == "a\nb\\u0009"


@given(st.text())
def test_json_says_the_same_and_gives_no_orders(said: str) -> None:
    shown = visible_json(json.dumps([said], ensure_ascii=False, indent=1))
    assert json.loads(shown) == [said]
    assert not any(unicodedata.category(one) in ("Cc", "Zl", "Zp") for one in shown if one != "\n")
