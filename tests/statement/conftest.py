"""A warehouse of an invented account, that nobody changes, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import pytest

from hotmart.statement.place import Place
from simulated import Account, layouts

NAMES = ("sales_history", "sales_participants", "sales_price_details", "subscriptions", "club_students")
WHO = """
    SELECT lower(p.user_email), p.user_cellphone, d.value, lower(p.user_ucode), p.transaction
    FROM sales_participants p
    JOIN sales_participants_user_documents d ON p.transaction = d.transaction AND p._index = d._parent_index
    JOIN sales_history s ON s.purchase_transaction = p.transaction AND s.purchase_status = 'APPROVED'
    WHERE p.role = 'BUYER' AND p.user_cellphone <> '' AND p.user_email LIKE '%@%'
    GROUP BY ALL ORDER BY 1, 5 LIMIT 1
"""


class Person(NamedTuple):
    """Somebody who bought, with all that they are named by."""

    email: str
    phone: str
    document: str
    ucode: str
    transaction: str


@pytest.fixture(scope="session")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with closing(Account(tmp_path_factory.mktemp("account"), sales=40, months=4)) as account:
        account.sync(*NAMES)
        yield account


@pytest.fixture(scope="session")
def place(account: Account) -> Place:
    return Place(account.warehouse, None, {"main": layouts()})


@pytest.fixture(scope="session")
def person(account: Account) -> Person:
    ((*told,),) = account.ask(WHO)
    return Person(*told)
