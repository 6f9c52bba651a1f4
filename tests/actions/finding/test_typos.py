from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.actions.finding import find
from hotmart.actions.finding.typos import Vocabulary, distance

KNOWN = Vocabulary(["reembolso", "assinatura", "cancelar", "cupom", "commission", "refund", "comissao"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reenbolso", "reembolso"),
        ("asinatura", "assinatura"),
        ("canselar", "cancelar"),
        ("comission", "commission"),
        ("refudn", "refund"),
        ("erfund", "refund"),
        ("comissaozinha", "comissao"),
        ("cup", None),
        ("xyzzy", None),
        ("HP123456", None),
    ],
)
def test_the_nearest_word_is_meant(typed: str, meant: str | None) -> None:
    assert KNOWN.meant(typed) == meant


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_a_distance_is_the_same_both_ways_and_none_to_itself(one: str, other: str) -> None:
    assert distance(one, one, 3) == 0
    near, back = distance(one, other, 3), distance(other, one, 3)
    assert min(near, 4) == min(back, 4)
    assert (near == 0) == (one == other)


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("estornar compra HP2600010001", "sales.refund"),
        ("cancelar assinatura K7QW3ZP9", "subscriptions.cancel_single"),
        ("criar cupom de desconto", "coupons.create"),
        ("progresso dos alunos", "club.students"),
        ("payment links", "links.list"),
        ("active subscribers", "subscriptions.list"),
        ("commission of the coproducer", "sales.commissions"),
    ],
)
def test_one_mistake_in_a_long_word_changes_little(question: str, id: str) -> None:
    drawn = random.Random(question)
    found = 0
    for _ in range(20):
        words = question.split()
        at = max(range(len(words)), key=lambda place: (words[place].isalpha(), len(words[place])))
        word, cut = words[at], drawn.randrange(2, len(words[at]) - 1)
        words[at] = word[:cut] + word[cut + 1 :]
        found += id in [match.id for match in find(" ".join(words)).matches[:3]]
    assert found >= 18


@pytest.mark.parametrize(
    "question", ["assinaturas canceldas", "vendas reenbolsadas", "subscriptons cancelld"]
)
def test_a_mistyped_participle_is_no_wish(question: str) -> None:
    assert find(question).matches[0].effect == "reads"
