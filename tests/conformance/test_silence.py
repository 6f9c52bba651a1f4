"""No operation shows who a person is, nor a secret: not in a repr, not in a log, not in what went wrong."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest

from hotmart import HotmartError
from hotmart.api import CATALOGUE, operation
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing

from .account import Account, bound, new_account
from .answers import first_rows
from .cases import CASES, WRITES
from .people import told_of_people
from .reads import READS
from .right import right

PRIVATE = [(endpoint, param) for endpoint in CATALOGUE for param in endpoint.params if param.word.private]
SOMEBODY = {
    "document": "000.123.000-00",
    "ticket_qr_code": "QR-RITA-FONTES",
    "token": "ritafontes0123456789",
}
ABOUT_PEOPLE = {
    *("sales.history", "sales.participants", "sales.commissions"),
    *("subscriptions.list", "subscriptions.summary", "subscriptions.transactions"),
    *("club.students", "events.tickets", "links.list", "user.me", "account.info"),
}
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def texts(shown: str) -> set[str]:
    """The texts in a repr."""
    return {*re.findall(r"'([^']*)'", shown), *re.findall(r'"([^"]*)"', shown)}


@pytest.mark.slow
@pytest.mark.parametrize("id", READS)
def test_a_read_shows_nobody(id: str, account: Account, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    arguments = READS[id].asks(account)[0]
    sized = {"max_results": 100} if isinstance(operation(id), Listing) else {}
    people = told_of_people(id, first_rows(account, id, arguments))
    assert bool(people) == (id in ABOUT_PEOPLE)
    answer = bound(account.client, id)(**arguments, **sized)
    items = getattr(answer, "items", answer)
    for shown in map(repr, (answer, items)):
        assert texts(shown) & people == set()
        assert not E_MAIL.search(shown)
    assert operation(id).path.split("{")[0] in caplog.text
    for hidden in (*people, *account.secrets):
        if not hidden.isdigit():  # the number of a house may be that of a line of code
            assert not re.search(rf"\b{re.escape(hidden)}\b", caplog.text)


@pytest.mark.slow
@pytest.mark.parametrize("id", WRITES)
def test_a_write_shows_nobody(id: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with new_account() as account:
        answers = WRITES[id].effect(account)
        hidden = account.secrets
    people = told_of_people(id, [answer.raw for answer in answers if answer is not None])
    shown = repr(answers)
    assert texts(shown) & people == set()
    assert not E_MAIL.search(shown)
    assert operation(id).path.split("{")[0] in caplog.text
    for secret in (*people, *hidden):
        assert secret not in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("endpoint", "name"),
    [(endpoint, param.name) for endpoint, param in PRIVATE],
    ids=[f"{endpoint.id}-{param.name}" for endpoint, param in PRIVATE],
)
def test_who_was_asked_about_is_told_to_hotmart_only(
    endpoint: Endpoint[..., Any], name: str, account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = SOMEBODY.get(name, "rita.fontes@example.org")
    arguments = {**right(endpoint), name: asked}
    shown = repr(endpoint.request(**arguments))
    try:
        shown += repr(bound(account.client, endpoint.id)(**arguments))
    except HotmartError as error:
        shown += repr(error) + str(error) + repr(vars(error))
    assert asked not in shown
    assert asked not in caplog.text


def test_every_case_is_looked_at() -> None:
    assert {*READS, *WRITES} == {*CASES}
