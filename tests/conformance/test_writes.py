"""Every write does what it says, as later reads see, and does it alike through both clients."""

from __future__ import annotations

from typing import Any

import pytest

from hotmart.api import operation
from hotmart.model import Row

from .account import new_account
from .answers import declared, sent
from .cases import WRITES

pytestmark = pytest.mark.slow

# What is declared, and this simulator does not send.
UNSENT: dict[str, dict[str, str]] = {
    "links.charge_value": {
        "offer": "the amount is of no offer (dossier §11.3)",
        "offer.code": "the amount is of no offer (dossier §11.3)",
    },
}

every_write = pytest.mark.parametrize("id", WRITES)


@pytest.fixture
def told(id: str) -> list[Any]:
    """What a write answers where it is called and waited for."""
    with new_account() as account:
        return WRITES[id].effect(account)


@every_write
def test_later_reads_see_what_it_did_and_both_clients_do_alike(id: str, told: list[Any]) -> None:
    with new_account(awaits=True) as twin:
        assert WRITES[id].effect(twin) == told
    assert all(isinstance(answer, Row) for answer in told) == (operation(id).returns is not None)


@every_write
def test_every_field_it_is_sent_is_declared_and_every_declared_field_is_sent(
    id: str, told: list[Any]
) -> None:
    model = operation(id).model
    if model is None:
        assert set(told) == {None}
        return
    came = {path for answer in told for path in sent(answer.raw)}
    assert came - {*declared(model)} == set()
    assert {*declared(model)} - came == {*UNSENT.get(id, {})}
