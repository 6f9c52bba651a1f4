from __future__ import annotations

import pytest

from hotmart.api import Account
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


def test_a_field_nobody_knows_may_be_one_that_hotmart_has_added() -> None:
    asked = ["affinity", "purchase.loyalty.points"]
    assert selection(Sale, asked) == [*asked, "purchase.transaction"]


@pytest.mark.parametrize("path", ["purchase.statuss", "buyr", "buyer.emial", "", "buyer."])
def test_a_misspelled_field_is_refused_because_hotmart_would_drop_it(path: str) -> None:
    with pytest.raises(InvalidArgumentError, match="no field") as refused:
        selection(Sale, [path])
    assert refused.value.argument == "select"


def test_the_question_in_graphql_names_the_fields_that_are_selected() -> None:
    asked = Account.info.request("aa0f", select=["name", "documents.type", "partners"]).body
    assert asked == {
        "query": '{accountByFilterToExternalApplication(accountInput:{ucode:"aa0f"})'
        "{name documents{type} partners{name participationPercentage}}}"
    }
    everything = str(Account.info.request("aa0f").body)
    assert "documents{type value}" in everything
    assert "motherName" in everything
