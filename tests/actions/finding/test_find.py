from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.actions.finding import Finding, find
from hotmart.actions.finding.index import FILE, index

from .questions import questions, score

LONG = [
    "a" * 100_000,
    "refund " * 20_000,
    "~" * 5_000,
    "/" * 5_000,
    "a/" * 5_000,
    "." * 5_000 + "@" * 5_000,
    "HP1" * 5_000,
    "\u0301" * 5_000,
    "qualqer palavvra erada " * 500,
    "1" * 50_000,
    "coupon " + "id " * 5_000,
]


@pytest.mark.slow
@pytest.mark.parametrize("split", ["tune", "test"])
def test_the_right_action_is_among_the_first_five_and_mostly_first(split: str) -> None:
    told = score(split)
    assert told.in_five >= 0.95
    assert told.first >= 0.80


@pytest.mark.parametrize("split", ["tune", "test"])
def test_no_question_that_reads_has_a_write_first(split: str) -> None:
    assert score(split).writes_first == []


@pytest.mark.parametrize("split", ["tune", "test"])
def test_what_cannot_be_done_is_told_and_what_is_no_question_of_ours_is_unsure(split: str) -> None:
    told = score(split)
    assert told.cannot >= 0.85
    assert told.elsewhere >= 0.75


@pytest.mark.parametrize("split", ["tune", "test"])
def test_what_is_sure_is_right(split: str) -> None:
    assert score(split).sure >= 0.93


def test_there_are_enough_questions_of_either_language_and_none_twice() -> None:
    asked = [one.ask for split in ("tune", "test") for one in questions(split)]
    assert len(asked) >= 240
    assert len({ask.lower() for ask in asked}) == len(asked)


def test_questions_accept_what_there_is() -> None:
    known = index()
    for split in ("tune", "test"):
        for one in questions(split):
            assert {*one.accepts} <= known.actions.keys(), one
            assert not one.cannot or one.cannot in known.impossible, one


def test_a_question_has_the_same_answer_every_time_and_in_every_process() -> None:
    asked = [one.ask for one in random.Random(7).sample(questions("tune"), 25)]
    code = (
        "import json, sys; from hotmart.actions.finding import find; "
        "print(json.dumps([find(ask) for ask in json.load(sys.stdin)]))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@given(st.text(max_size=300) | st.text(alphabet="cancelrfund HP0@./?!~#= çãé", max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    found = find(text)
    assert found.certainty in ("sure", "likely", "unsure")
    assert all(0 <= match.score <= 1 for match in found.matches)
    assert len({match.id for match in found.matches}) == len(found.matches)


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_a_long_text_takes_no_longer_than_a_question(text: str) -> None:
    find("")
    began = process_time()
    find(text)
    assert (
        process_time() - began < 0.25
    )  # a hundred times what a question takes: no machine is as slow as that


@pytest.mark.parametrize(
    "text", ["", " ", "???", "\n", "😀😀", "asdfgh qwerty", "lorem ipsum dolor sit amet", "0", "你好吗"]
)
def test_nothing_and_nonsense_are_unsure(text: str) -> None:
    found = find(text)
    assert found.certainty == "unsure"
    assert found.cannot is None
    assert not found.given


@pytest.mark.parametrize(
    ("spanish", "id"),
    [
        ("quiero reembolsar la compra HP2600010001", "sales.refund"),
        ("cancelar la suscripción K7QW3ZP9", "subscriptions.cancel_single"),
        ("crear un cupón de descuento", "coupons.create"),
        ("lista de productos", "products.list"),
        ("cuántas ventas fueron reembolsadas", "sales.history"),
        ("comisiones de los afiliados", "sales.commissions"),
    ],
)
def test_spanish_finds_what_it_shares_with_portuguese(spanish: str, id: str) -> None:
    assert id in [match.id for match in find(spanish).matches[:3]]


@pytest.mark.parametrize("spanish", ["cuántas ventas fueron reembolsadas", "quién canceló", "¿se canceló?"])
def test_a_question_in_spanish_has_no_write_first(spanish: str) -> None:
    assert [match.effect for match in find(spanish).matches[:1]] != ["writes"]


def test_as_many_are_told_as_are_wanted() -> None:
    assert len(find("sales", limit=3).matches) == 3
    assert find("sales", limit=0).matches == find("sales", limit=-1).matches == ()


@pytest.mark.parametrize("question", ["refund HP2600010001", "quais vendas foram reembolsadas", "coupons"])
def test_only_what_reads_or_only_what_writes_is_told_where_that_is_wanted(question: str) -> None:
    assert {match.effect for match in find(question, effect="reads").matches} == {"reads"}
    assert {match.effect for match in find(question, effect="writes").matches} == {"writes"}


def test_the_nearest_come_first() -> None:
    for one in questions("tune"):
        scores = [match.score for match in find(one.ask).matches]
        assert scores == sorted(scores, reverse=True)


def test_a_finding_shows_nobody() -> None:
    found = find("rita.fontes@example.org 000.000.001-90 cadê a compra")
    assert found.given == {"email": "rita.fontes@example.org", "document": "000.000.001-90"}
    assert "rita" not in repr(found)
    assert "000.000" not in repr(found)


def test_finding_imports_nothing_but_the_standard_library_and_the_language() -> None:
    code = "import sys; import hotmart.actions.finding; print(*sorted(n for n in sys.modules if '.' in n))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    ours = [name for name in loaded.split() if name.startswith("hotmart.")]
    assert {name for name in ours if not name.startswith("hotmart.actions")} <= {
        "hotmart.language",
        "hotmart.version",
    }
    assert not {"pathlib", "dataclasses", "inspect", "msgspec"} & {*loaded.split()}


def test_the_file_is_small_enough_to_be_read_at_every_start() -> None:
    assert Path(FILE).stat().st_size < 400_000


def test_a_finding_is_what_was_agreed() -> None:
    assert Finding._fields == ("matches", "certainty", "cannot", "given")
