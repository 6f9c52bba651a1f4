from __future__ import annotations

import pytest

from hotmart.actions.finding import find
from hotmart.actions.finding.codes import recognised


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("refund HP17715690036014", {"transaction": "HP17715690036014"}),
        ("cadê a hp2600010004a?", {"transaction": "HP2600010004A"}),
        ("compras de rita.fontes+1@example.org.", {"email": "rita.fontes+1@example.org"}),
        ("cancel K7QW3ZP9", {"subscriber_code": "K7QW3ZP9"}),
        ("cancela a assinatura k7qw3zp9", {"subscriber_code": "K7QW3ZP9"}),
        ("cancel K7QW3ZP9 and V2GH8ST1", {"subscriber_code": ["K7QW3ZP9", "V2GH8ST1"]}),
        ("K7QW3ZP9 K7QW3ZP9", {"subscriber_code": "K7QW3ZP9"}),
        ("CPF 000.000.001-90", {"document": "000.000.001-90"}),
        ("cpf 00000000190", {"document": "00000000190"}),
        ("CNPJ 00.000.000/0001-90", {"document": "00.000.000/0001-90"}),
        ("CNPJ 0A.BC0.000/0001-91", {"document": "0A.BC0.000/0001-91"}),
        ("cupom BLACK10 de 20%", {"coupon_code": "BLACK10"}),
        ("apagar o CUPOM NATAL2026", {"coupon_code": "NATAL2026"}),
        ("offer ab12cd34", {"offer_code": "ab12cd34"}),
        ("cupons do produto 3344556", {"product_id": "3344556"}),
        ("the product id 3344556", {"product_id": "3344556"}),
        ("um link de R$ 50", {"currency": "BRL"}),
        ("um link de R$50", {"currency": "BRL"}),
        ("a link for 99 dollars", {"currency": "USD"}),
        ("vendas em MXN", {"currency": "MXN"}),
        ("3f9e2d5a-4cb8-4f13-9d2e-8b7c4a0f1e92", {"ucode": "3f9e2d5a-4cb8-4f13-9d2e-8b7c4a0f1e92"}),
        ("ontem vendi 12 cursos", {}),
        ("SUBSCRIPTIONS ABCDEFGH", {}),
    ],
)
def test_a_code_is_the_parameter_it_looks_like(question: str, given: dict[str, object]) -> None:
    assert recognised(question)[1] == given


@pytest.mark.parametrize(
    "question", ["HP17715690036014", "rita@example.org", "000.000.001-90", "00.000.000/0001-90"]
)
def test_no_code_is_left_among_the_words(question: str) -> None:
    marked, _ = recognised(question)
    assert question not in marked


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("HP17715690036014", "transaction.everything"),
        ("rita@example.org", "person.sales"),
        ("K7QW3ZP9", "subscriptions.purchases"),
    ],
)
def test_a_code_alone_is_what_one_wants_to_know_of_it(question: str, id: str) -> None:
    assert find(question).matches[0].id == id


def test_several_codes_are_several() -> None:
    assert find("cancel K7QW3ZP9 and V2GH8ST1").matches[0].id == "subscriptions.cancel"
    assert find("cancel K7QW3ZP9").matches[0].id == "subscriptions.cancel_single"
