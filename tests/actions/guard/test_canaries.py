"""No buyer stands in a plan, in the audit, in the book or in an error, whatever the write."""

from __future__ import annotations

import json
from datetime import date

import pytest

from hotmart.actions.guard.book import Book
from hotmart.api.choices import SaleStatus
from hotmart.client import Hotmart
from hotmart.testing import SimulatedHotmart

from .test_every_write import WRITES, failure_of, planned

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def people(hotmart: SimulatedHotmart) -> set[str]:
    """Names and addresses of everybody who bought."""
    found = hotmart.client().sales.history(
        start_date=date(2022, 1, 1), transaction_status=[*SaleStatus], commission_as="PRODUCER"
    )
    buyers = [one.buyer for one in found if one.buyer]
    return {it for one in buyers for it in (one.name, one.email) if it}


@pytest.mark.parametrize("id", WRITES)
def test_whoever_is_concerned_is_named_nowhere(
    id: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book, people: set[str]
) -> None:
    plan = planned(id, client, book)
    said = [json.dumps(plan.as_dict(), default=str), repr(plan), str(book.path.read_bytes())]
    lost = failure_of(plan, client, book, hotmart, "lost")
    assert lost is not None
    said += [str(lost), repr(lost), str(book.lines()), str(book.path.read_bytes())]
    assert people
    assert [text for text in said if any(person in text for person in people)] == []
