"""The negotiation desk: `POST /payments/api/v1/installments/negotiate` (dossier §10)."""

from __future__ import annotations

from hotmart.cpf_cnpj import normal
from hotmart.simulator import negotiation
from hotmart.simulator.answers import negotiation as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.body import Body
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.money import ACCOUNT_CURRENCY
from hotmart.simulator.pricing import cents
from hotmart.simulator.refusals import existing, invalid_parameter, needed
from hotmart.simulator.sale import Sale, Subscription


def create(call: Call) -> Answer:
    """A payment that settles unpaid recurrences. A second call takes the place of the first: it is a new
    transaction, and the one before is cancelled, so that nobody pays twice."""
    body, world = call.body, call.world
    number = needed(body.integer("subscription_id"))
    recurrences = _recurrences(body)
    payment_type = needed(body.choice("payment_type", negotiation.WAYS))
    if payment_type == "BILLET":
        _check_document(body)
    it = existing(next((it for it in world.subscriptions if it.id == number), None))
    debts = _debts(it, recurrences)
    sale = negotiation.agree(
        it, debts, payment_type, _discount(body, debts), world.now, len(world.negotiations)
    )
    with world.changing(it):
        negotiation.begin(sale, call.settings.negotiations_paid, world)
    world.negotiations.append(sale)
    return call.one(rows.negotiation(call.hand, sale, it))


def _recurrences(body: Body) -> set[int]:
    asked = needed(body.integers("recurrences"))
    if not 1 <= len(asked) <= negotiation.MOST_RECURRENCES or len(set(asked)) != len(asked):
        raise invalid_parameter()
    return set(asked)


def _debts(it: Subscription, recurrences: set[int]) -> list[Sale]:
    debts = negotiation.owed(it, recurrences)
    # A Pix code and a boleto are Brazilian: what a buyer abroad gets instead is not documented.
    if len(debts) != len(recurrences) or it.currency != ACCOUNT_CURRENCY:
        raise invalid_parameter()
    return debts


def _discount(body: Body, debts: list[Sale]) -> int:
    discount = body.object("discount")
    if discount is None:
        return 0
    needed(discount.choice("type", ("CUSTOM",)))
    taken = cents(needed(discount.number("value")))
    if taken >= sum(sale.price.base for sale in debts):
        raise invalid_parameter()
    return taken


def _check_document(body: Body) -> None:
    """A CPF or a CNPJ, in any spelling; their check digits are the bank's business."""
    if normal(needed(body.text("document"))) is None:
        raise invalid_parameter()
