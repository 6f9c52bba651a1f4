from __future__ import annotations

import pytest

from hotmart.api import Account, Sales
from hotmart.api.event_models import Ticket
from hotmart.api.sale_models import Sale, SaleCommissions
from hotmart.api.subscription_models import SubscriptionTransaction
from hotmart.declaring.selecting import selection
from hotmart.errors import InvalidArgumentError
from hotmart.model import Model


@pytest.mark.parametrize(
    ("model", "asked", "sent"),
    [
        (Sale, ["buyer.email"], "buyer.email,purchase.transaction"),
        (Sale, ["buyer.email, product"], "buyer.email,product,purchase.transaction"),
        (Sale, ["purchase"], "purchase"),
        (Sale, ["items.purchase.status"], "purchase.status,purchase.transaction"),
        (Sale, ["purchase.transaction"], "purchase.transaction"),
        (Sale, ["purchase.price.value"], "purchase.price.value,purchase.transaction"),
        (SaleCommissions, ["commissions.source"], "commissions.source,transaction"),
        (Ticket, ["eticket.ticket_status"], "eticket.ticket_status,eticket.id"),
        (
            SubscriptionTransaction,
            ["purchase.price"],
            "purchase.price,purchase.transaction",
        ),
    ],
)
def test_what_identifies_a_row_is_selected_with_the_rest(
    model: type[Model], asked: list[str], sent: str
) -> None:
    assert ",".join(selection(model, asked)) == sent


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("purchase.statuss", "Did you mean status?"),
        ("buyr", "Did you mean buyer?"),
        ("buyer.emial", "Did you mean email?"),
        ("comprador", "There are purchase, product, buyer, producer."),
        ("purchase.price.valor", "Did you mean value?"),
        ("purchase.loyalty.points", "There are "),
        ("", "There are "),
        ("buyer.", "There are "),
    ],
)
def test_a_misspelled_field_is_refused_because_hotmart_would_drop_it(path: str, told: str) -> None:
    with pytest.raises(InvalidArgumentError, match="no field") as refused:
        selection(Sale, ["buyer.email", path])
    assert refused.value.argument == "select"
    assert told in str(refused.value)
    assert f'extra={{"select": "{path}"}}' in str(refused.value.hint)


def test_a_field_that_is_new_at_hotmart_is_told_as_extra() -> None:
    new = {"select": ["affinity,items.purchase.loyalty.points"]}
    asked = "affinity,purchase.loyalty.points,purchase.transaction"
    assert ("select", asked) in Sales.history.request(extra=new).query
    beside = Sales.history.request(select="buyer.email", extra={"select": "affinity", "zzz": 1})
    assert {("zzz", "1"), ("select", "buyer.email,affinity,purchase.transaction")} <= {*beside.query}
    question = str(Account.info.request("aa0f", select="name", extra={"select": "affinity"}).body)
    assert "{name affinity}" in question


def test_the_question_in_graphql_names_the_fields_that_are_selected() -> None:
    asked = Account.info.request("aa0f", select=["name", "documents.type", "partners"]).body
    assert asked == {
        "query": '{accountByFilterToExternalApplication(accountInput:{ucode:"aa0f"})'
        "{name documents{type} partners{name participationPercentage}}}"
    }
    everything = str(Account.info.request("aa0f").body)
    assert "documents{type value}" in everything
    assert "motherName" in everything
