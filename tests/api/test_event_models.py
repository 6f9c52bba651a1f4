"""What a ticket is called."""

from __future__ import annotations

import msgspec
import pytest

from hotmart.answers.decoding import read
from hotmart.api.event_models import Ticket
from hotmart.request import Request


@pytest.mark.parametrize(("told", "name"), [({"lot": {"id": 3001, "name": "Lote 1"}}, "Lote 1"), ({}, None)])
def test_a_ticket_is_called_by_the_name_of_its_lot(told: dict[str, object], name: str | None) -> None:
    ticket = read(Request(method="GET", path="/"), msgspec.json.encode({"eticket": {"id": 1}} | told), Ticket)
    assert ticket.name == name
