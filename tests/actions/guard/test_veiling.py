"""No person is kept in the audit for what somebody typed into a name or a path."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.actions.guard.book import Book
from hotmart.actions.guard.happened import happened
from hotmart.actions.guard.planning import plan_of, plan_of_request
from hotmart.actions.guard.veiling import veiled, veiled_beside, veiled_path
from hotmart.api import operation
from hotmart.client import Hotmart
from hotmart.request import Request

PEOPLE = ("rita.lima@example.org", "rita.lima%40example.org", "000.000.000-00", "00000000000")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Mentoria de rita.lima@example.org", "Mentoria de …"),
        ("Mentoria (rita@example.org), CPF 000.000.000-00", "Mentoria (…), CPF …"),
        ("Curso 2025, 3ª turma", "Curso 2025, 3ª turma"),
    ],
)
def test_a_text_is_kept_without_people(said: str, kept: str) -> None:
    assert veiled(said) == kept


@given(st.text())
def test_what_is_veiled_stays_as_it_is(said: str) -> None:
    assert veiled(veiled(said)) == veiled(said)


def test_a_code_that_looks_like_a_document_is_kept() -> None:
    assert (
        veiled_beside("HP160154792810 (de rita@example.org)", ["HP160154792810"]) == "HP160154792810 (de …)"
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_a_path_is_kept_without_people(person: str) -> None:
    assert veiled_path(f"/x/v1/person/{person}/block") == "/x/v1/person/…/block"


@pytest.mark.slow
@pytest.mark.parametrize("person", PEOPLE)
def test_a_raw_request_leaves_nobody_in_the_audit(person: str, client: Hotmart, book: Book) -> None:
    path = f"/x/v1/person/{quote(person, safe='')}/block"
    plan = plan_of_request(Request(method="POST", path=path, operation="request"), client, "main")
    book.add(plan, "ana")
    book.take(plan, "ana")
    assert str(happened(plan, None).said) == "Hotmart took POST /x/v1/person/…/block."
    assert book.lines()[-1].told["request"] == "POST /x/v1/person/…/block"
    assert_nobody(book, PEOPLE)


@pytest.mark.slow
def test_a_link_that_is_named_for_its_buyer_leaves_nobody_in_the_audit(client: Hotmart, book: Book) -> None:
    name = "Aula de rita.lima@example.org, 000.000.000-00"
    told = {"name": name, "value": Decimal("90.50"), "currency": "BRL"}
    made = client.links.create(name, Decimal("90.50"), "BRL")
    offer = {"ucode": made.ucode, "offer_name": name, "value": Decimal(10), "currency": "BRL"}
    for id, arguments in (("links.create", told), ("links.create_offer", offer)):
        plan = plan_of(operation(id), arguments, client, "main")
        assert name in " ".join(value.said.en for value in plan.values)
        book.add(plan, "ana")
        book.take(plan, "ana")
    assert "Aula de …" in str(book.lines()[0].values)
    assert made.ucode in str(book.lines()[-1].values)
    assert_nobody(book, PEOPLE)


def assert_nobody(book: Book, people: tuple[str, ...]) -> None:
    said = str(book.lines()) + book.path.read_bytes().decode("latin-1")
    assert [one for one in people if one in said] == []
