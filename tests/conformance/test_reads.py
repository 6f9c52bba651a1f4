"""Every read answers alike through both clients, and sends the fields that are declared."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hotmart.api import operation
from hotmart.declaring.operations import Listing

from .account import Account, bound
from .answers import declared, rows, sent
from .reads import READS

# What is declared, and this simulator never sends.
UNSENT: dict[str, dict[str, str]] = {
    "sales.commissions": {
        "commissions.commission.currency_value": "the documents' spelling of currency_code (dossier §4.4)"
    },
    "subscriptions.transactions": {
        "plan.coupon_code": "only of an anticipation, which nobody here pays (dossier §5.3)",
        "plan.offer.code": "documented; of what was recorded, the offer had its key only",
        "plan.offer.description": "documented; of what was recorded, the offer had its key only",
    },
    "subscriptions.purchases": {"purchase_subscription": "documented, absent in recordings (dossier §5.4)"},
    "user.me": {"address.complement": "an address is not documented, and this one has none (dossier §11.1)"},
}

every_read = pytest.mark.parametrize("id", READS)


def as_list(answer: Any) -> list[Any]:
    """Its rows, or the one thing that was answered."""
    return list(answer) if hasattr(answer, "__iter__") else [answer]


@pytest.mark.slow
@every_read
def test_it_answers_alike_through_both_clients(id: str, account: Account) -> None:
    arguments = READS[id].asks(account)[0]
    answered = as_list(bound(account.client, id)(**arguments))
    assert answered
    if isinstance(operation(id), Listing):
        assert account.rows_awaited(id, arguments) == answered
    else:
        assert as_list(Account(account.hotmart, awaits=True).do(id, **arguments)) == answered


@pytest.mark.slow
@every_read
def test_what_it_keeps_of_an_answer_is_what_was_sent(id: str, account: Account) -> None:
    arguments = READS[id].asks(account)[0]
    answered = as_list(bound(account.client, id)(**arguments))
    assert [row.raw for row in answered] == rows(account, id, arguments)


@pytest.mark.slow
@every_read
def test_its_rows_can_be_written_as_json(id: str, account: Account) -> None:
    arguments = READS[id].asks(account)[0]
    for row in as_list(bound(account.client, id)(**arguments))[:5]:
        assert json.loads(json.dumps(row.raw)) == row.raw
        assert json.loads(json.dumps(row.to_dict())) == json.loads(row.model_dump_json())
        assert row.to_dict(exclude_none=True) == row.model_dump(mode="json", exclude_none=True)


@pytest.mark.slow
@every_read
def test_every_field_it_is_sent_is_declared_and_every_declared_field_is_sent(
    id: str, account: Account
) -> None:
    model = operation(id).model
    assert model
    came = {path for arguments in READS[id].asks(account) for path in sent(rows(account, id, arguments))}
    assert came - {*declared(model)} == set()
    assert {*declared(model)} - came == {*UNSENT.get(id, {})}
