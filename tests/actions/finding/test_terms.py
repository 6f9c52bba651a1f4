from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.actions.finding.index import index
from hotmart.actions.finding.stems import stem
from hotmart.actions.finding.terms import plain, terms, words


def told(text: str) -> dict[str, float]:
    known = index()
    return terms(words(plain(text)), known.meant, known.small, known.silent)


@pytest.mark.parametrize(
    "alike",
    [
        "cancel cancelled cancelar cancelamento canceladas cancelaram cancelled",
        "venda vendas vendi vendeu vender",
        "plano planos plan plans",
        "refund refunds refunded refunding",
        "comissao comissoes",
        "cupom cupons",
        "coupon coupons",
        "mensagem mensagens",
        "subscription subscriptions",
    ],
)
def test_the_forms_of_a_word_are_one(alike: str) -> None:
    assert len({stem(word) for word in alike.split()}) == 1


@pytest.mark.parametrize(
    "different", ["taxa tax", "pagina paga", "nota not", "resumo resume", "pedido pediu"]
)
def test_what_only_looks_alike_is_not(different: str) -> None:
    one, other = different.split()
    assert stem(one) != stem(other)


@given(st.text(alphabet=st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=20))
def test_a_stem_is_a_beginning_and_never_empty(word: str) -> None:
    assert stem(word)
    assert len(stem(word)) <= len(word) + 1


@pytest.mark.parametrize(
    ("portuguese", "english", "meaning"),
    [
        ("devolver o dinheiro", "give the money back", "#refund"),
        ("área de membros", "members area", "#club"),
        ("dia de vencimento", "due date", "#dueday"),
        ("link de pagamento", "payment link", "#link"),
        ("inadimplente", "overdue", "#debt"),
        ("carrinho abandonado", "abandoned cart", "#abandon"),
        ("co-produtor", "coproducer", "#coproducer"),
        ("dia 15", "the 15th", "#dueday"),
    ],
)
def test_both_languages_mean_the_same(portuguese: str, english: str, meaning: str) -> None:
    assert meaning in told(portuguese)
    assert meaning in told(english)


def test_accents_capitals_and_how_they_are_composed_make_no_difference() -> None:
    assert told("COMISSÕES") == told("comissoes") == told("comisso\u0303es")


def test_small_words_count_for_nothing() -> None:
    assert told("as vendas do mês") == told("vendas mês")


def test_not_is_said_in_either_way() -> None:
    assert words("don't") == words("do not")
