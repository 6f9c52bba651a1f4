"""The README of hotmart-python runs on ours, unchanged: every statement of every block of it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

import pytest

from hotmart import Hotmart, HotmartError
from hotmart.simulator import Served, Settings, Simulator, oauth

from .environment import ask
from .readme import Statement, blocks, replaced

pytestmark = pytest.mark.slow

RUNS = "runs"
Notebook: TypeAlias = Iterator[tuple[Statement, dict[str, Any]]]

# The codes of that README are invented, so Hotmart answers 404. Three calls are refused before they are sent.
NOT_FOUND = {
    "sales.refund",
    "subscriptions.purchases",
    "subscriptions.reactivate_single",
    "subscriptions.change_due_day",
    "products.offers",
    "products.plans",
    "coupons.create",
    "coupons.list",
    "coupons.list_autopaginate",
    "club.modules",
    "club.pages",
    "club.students",
    "club.student_progress",
    "events.tickets",
    "events.tickets_autopaginate",
}
REFUSED = {
    "coupons.delete": "InvalidArgumentError",  # a coupon's id is a number
    "events.get": "InvalidArgumentError",  # and so is an event's
    "negotiation.create": "WrongCallError",  # a subscriber's code does not say which debt
}
EXPECTED = dict.fromkeys(NOT_FOUND, "NotFoundError") | REFUSED

# One statement writes `...` for the three arguments of the quick start: it is no program as it stands.
ELISION = [("Hotmart(...,", 'Hotmart(client_id="x", client_secret="x", basic="x",')]

# Its dates are of November 2023 to March 2024, and Hotmart answers at most a year.
SETTINGS = Settings(sales=600, start=date(2023, 9, 1), months=8)


@pytest.fixture(scope="module")
def readme() -> list[list[Statement]]:
    return list(blocks(ask("describe.py")["readme"]))


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A simulated account that every program reaches, whatever credentials it was written with."""
    with Simulator(SETTINGS).serve() as served:
        known = (served.client_id, served.client_secret)
        monkeypatch.setattr(oauth, "_basic_pair", lambda _: known)
        monkeypatch.setenv("HOTMART_API_URL", served.api_url)
        monkeypatch.setenv("HOTMART_AUTH_URL", served.auth_url)
        yield served


@pytest.fixture
def notebook(readme: list[list[Statement]], served: Served) -> Iterator[Notebook]:
    """Every statement with the names it may count on: a notebook's, where each block begins with the client
    of the first one, and where what the README leaves to its reader is there."""
    del served
    names: dict[str, Any] = {"process": lambda _: None, "save_checkpoint": lambda _: None}
    made: list[Hotmart] = []

    def walk() -> Notebook:
        for block in readme:
            names.update(client=made[0] if made else None)
            for statement in block:
                yield statement, names
                if isinstance(client := names["client"], Hotmart) and client not in made:
                    made.append(client)

    yield walk()
    for client in made:
        client.close()


def test_the_readme_is_found_whole(readme: list[list[Statement]]) -> None:
    statements = [statement for block in readme for statement in block]
    assert len(readme) >= 20
    assert len(statements) >= 50
    assert EXPECTED.keys() <= {statement.operation for statement in statements}


def test_every_statement_runs_or_is_told_that_its_codes_are_invented(notebook: Notebook) -> None:
    for statement, names in notebook:
        expected = EXPECTED.get(statement.operation, RUNS)
        assert outcome(replaced(statement, ELISION), names) == expected, statement.text


def test_every_statement_runs_once_its_codes_are_real(notebook: Notebook, served: Served) -> None:
    codes = [*ELISION, *real_codes(served)]
    for statement, names in notebook:
        real = replaced(statement, codes)
        assert outcome(real, names) == RUNS, real.text


def outcome(statement: Statement, names: dict[str, Any]) -> str:
    """That it runs, or which error says what is wrong with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            statement.run(names)
    except HotmartError as error:
        assert str(error)
        return type(error).__name__
    return RUNS


def real_codes(served: Served) -> list[tuple[str, str]]:
    """What each invented code of the README stands for in the simulated account, in the order to look."""
    with Hotmart(served.client_id, served.client_secret) as client:
        products = list(client.products.list())
        course = next(one for one in products if one.is_subscription)
        event = next(one for one in products if one.format == "ETICKET")
        priced = next(one for one in products if not one.is_subscription and one.format != "ETICKET")
        sale = next(iter(client.sales.history(transaction_status="APPROVED", commission_as="PRODUCER")))
        active = [one.subscriber_code for one in client.subscriptions.list(status="ACTIVE", trial=False)]
        debt = debt_of(client)
        module = client.club.modules(served.subdomain)[0]
        student = client.club.students(served.subdomain).items[0]
        coupon = client.coupons.list(str(priced.id)).items[0]
    return [
        ('negotiation.create("SUB-ABC123")', f"negotiation.create({debt})"),
        ('change_due_day("SUB-ABC123"', f'change_due_day("{active[2]}"'),  # the first one was cancelled
        ("HP17715690036014", str(sale.purchase and sale.purchase.transaction)),
        ("SUB-ABC123", str(active[0])),
        ("SUB-DEF456", str(active[1])),
        ("product-ucode-here", str(course.ucode)),
        ("event-id-here", str(event.id)),
        ("tickets(product_id=1234567)", f"tickets(product_id={event.id})"),
        ("tickets_autopaginate(product_id=1234567)", f"tickets_autopaginate(product_id={event.id})"),
        ("1234567", str(priced.id)),
        ("coupon-id-here", str(coupon.id)),
        ("my-course-subdomain", served.subdomain),
        ("module-uuid", str(module.module_id)),
        ("student@example.com", str(student.email)),
    ]


def debt_of(client: Hotmart) -> str:
    """What a negotiation takes instead of a code: a subscription, what of it is unpaid, and how to pay."""
    began = SETTINGS.start
    for one in client.subscriptions.summary(accession_date=began):
        for unpaid in one.unpaid_recurrencies or []:
            return f'{one.subscription_id}, [{unpaid.number}], "PIX"'
    raise AssertionError("nobody owes anything")
