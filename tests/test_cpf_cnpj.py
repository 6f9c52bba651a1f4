"""Documents have one normal form, however they are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.cpf_cnpj import hidden, normal
from papers import papers, usual, written


@given(written())
def test_every_spelling_of_a_document_has_the_same_normal_form(two: tuple[str, str]) -> None:
    paper, spelling = two
    assert normal(spelling) == normal(paper) == paper


@given(st.text() | st.from_regex(r"[0-9A-Za-z./ -]{10,20}", fullmatch=True))
def test_a_normal_form_is_its_own_and_nothing_else_is_one(text: str) -> None:
    found = normal(text)
    assert found is None or normal(found) == found
    assert found is None or re.fullmatch("[0-9A-Z]{12}[0-9]{2}|[0-9]{11}", found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123",
        "1234567890",
        "123456789012",
        "12ABC34501DE3X",
        "12ABC34501DE351",
        "１２３４５６７８９０１",
        "ſ2ABC34501DE35",
    ],
)
def test_what_has_other_letters_or_another_length_is_no_document(text: str) -> None:
    assert normal(text) is None


@given(
    papers.flatmap(lambda paper: st.sampled_from(usual(paper))),
    st.sampled_from(["of {}, once", "({})", "{}", "CPF/CNPJ:{};"]),
)
def test_a_sentence_hides_the_documents_it_mentions(spelling: str, sentence: str) -> None:
    assert hidden(sentence.format(spelling)) == sentence.format("…")


@pytest.mark.parametrize(
    "said",
    [
        "HP17715690036014",
        "5b0e1c52-7f7a-4e0b-9c55-2a0f2d9d1a10",
        "the limit is 500 calls in 60 seconds, 12 at once",
        "start_date=1735689600000",
        "refund_request_already_exists",
        "2025-03-31T23:59:59Z",
    ],
)
def test_what_is_no_document_stays_in_a_sentence(said: str) -> None:
    assert hidden(said) == said
