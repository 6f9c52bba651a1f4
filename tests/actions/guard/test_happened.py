"""What is said of each write that was done: what happened, and what is to be expected, in both languages."""

from __future__ import annotations

import pytest

from hotmart.actions.guard.approving import approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.happened import SAYING, happened
from hotmart.actions.guard.planning import plan_of_request
from hotmart.client import Hotmart
from hotmart.request import Request
from hotmart.testing import SimulatedHotmart

from .test_every_write import ANYTHING, WRITES, planned

pytestmark = pytest.mark.slow

EXPECTED = {
    "sales.refund": ("was asked for. The sale is PROTESTED first", "foi pedido. A venda fica PROTESTED"),
    "sales.regenerate_billet": ("has a new bank slip", "tem um boleto novo"),
    "subscriptions.cancel": ("was cancelled", "foi cancelada"),
    "subscriptions.cancel_single": ("was cancelled", "foi cancelada"),
    "subscriptions.reactivate": ("stays as it is until that is accepted", "continua como está até"),
    "subscriptions.reactivate_single": ("stays as it is until that is accepted", "continua como está até"),
    "subscriptions.change_due_day": ("the cycle after its next charge", "do ciclo seguinte"),
    "subscriptions.switch_plan": ("its next charge is of that", "a próxima cobrança já é dele"),
    "products.configure": ("may be sent e-mail from now on", "agora podem receber e-mails"),
    "coupons.create": ("it takes 10% off product", "desconta 10% do produto"),
    "coupons.delete": ("was deleted", "foi apagado"),
    "negotiation.create": ("nothing moves before it is paid", "nada se movimenta antes"),
    "links.create": (
        "Payment link Aula was made, at BRL 90.50",
        "O link de pagamento Aula foi criado, a BRL 90,50",
    ),
    "links.create_offer": ("Offer Turma, at BRL 99.90", "A oferta Turma, a BRL 99,90"),
    "links.create_plan": ("Plan Anual, at BRL 250.00", "O plano Anual, a BRL 250,00"),
    "links.charge_offer": ("waits for its buyer", "espera pelo comprador"),
    "links.charge_value": ("A charge was opened: BRL 12.34.", "Uma cobrança foi aberta: BRL 12,34."),
}


def test_something_is_said_of_every_write() -> None:
    assert {*WRITES} == EXPECTED.keys() == SAYING.keys()


@pytest.mark.parametrize("id", WRITES)
def test_what_happened_is_said(id: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book) -> None:
    plan = planned(id, client, book)
    done = approve(plan.id, client, book, ANYTHING, "ana")
    for part, said in zip(EXPECTED[id], done.happened.said, strict=True):
        assert part in said
        assert "?" not in said
    assert done.happened.left == {}


def test_of_several_it_is_counted(hotmart: SimulatedHotmart, client: Hotmart, book: Book) -> None:
    plan = planned("subscriptions.cancel", client, book)
    done = [{"subscriber_code": "V"}, {"subscriber_code": "W"}]
    some = {"success_subscriptions": done, "fail_subscriptions": [{"subscriber_code": "X", "error": "Y"}]}
    assert happened(plan, some).said.en == "2 subscriptions cancelled. Hotmart left as it was: X (Y)."
    assert happened(plan, some).said.pt == "2 assinaturas canceladas. A Hotmart deixou como estava: X (Y)."
    none = {"fail_subscriptions": [{"subscriber_code": "X", "error": "Y"}]}
    assert happened(plan, none).said.en == "Hotmart left all as it was: X (Y)."
    assert happened(plan, none).left == {"X": "Y"}


@pytest.mark.parametrize("odd", [None, [], "", {"fail_subscriptions": 3}, {"fail_subscriptions": [7]}])
def test_an_odd_answer_is_no_failure(odd: object, client: Hotmart, book: Book) -> None:
    assert "was cancelled" in happened(planned("subscriptions.cancel", client, book), odd).said.en


def test_of_an_unknown_path_no_more_is_said_than_is_known(client: Hotmart) -> None:
    plan = plan_of_request(Request(method="POST", path="/payments/api/v9/new"), client, "main")
    assert happened(plan, {}).said.en == "Hotmart took POST /payments/api/v9/new."
