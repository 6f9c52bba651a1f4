"""hotmart-python reads the simulator where its paths exist, and what it reads is what we read.

Equal settings make equal worlds: it does its calls in one, we do the same calls in its twin.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeAlias

import pytest

from hotmart import Hotmart, HotmartWarning
from hotmart.model import Row, to_json
from hotmart.simulator import Served, Settings, Simulator
from hotmart.words import milliseconds

from .differences import LOST, READ, UNREAD
from .environment import ask

pytestmark = pytest.mark.slow

SETTINGS = Settings(sales=900, months=14)
Call: TypeAlias = tuple[str, list[Any], dict[str, Any]]


@pytest.fixture(params=["date", "number"])
def twins(request: pytest.FixtureRequest) -> Iterator[tuple[Served, Served]]:
    """Two equal worlds. Hotmart documents the last recurrence as a date, and was seen to send a number."""
    settings = replace(SETTINGS, last_recurrence_as=request.param)
    with Simulator(settings).serve() as theirs, Simulator(settings).serve() as ours:
        yield theirs, ours


@pytest.fixture
def client(twins: tuple[Served, Served]) -> Iterator[Hotmart]:
    ours = twins[1]
    with Hotmart(ours.client_id, ours.client_secret, api_url=ours.api_url, auth_url=ours.auth_url) as client:
        yield client


def test_it_reads_and_writes_what_we_do_wherever_its_path_exists(
    twins: tuple[Served, Served], client: Hotmart
) -> None:
    calls = [*reads(client, twins[1]), *writes(client)]
    theirs = ask("drive.py", {"connection": twins[0].connection(), "calls": calls})
    unread = UNREAD if twins[0].simulator.settings.last_recurrence_as == "number" else set()
    for call, their in zip(calls, theirs, strict=True):
        our = outcome(client, call)
        assert "answer" in our, call[0]
        assert their == ({"error": "ValidationError"} if call[0] in unread else our), call[0]
    assert {operation.removesuffix("_autopaginate") for operation, *_ in calls} == READ


def test_it_is_lost_where_its_path_does_not_exist_and_we_are_not(
    twins: tuple[Served, Served], client: Hotmart
) -> None:
    calls = absent(client, twins[1])
    theirs = ask("drive.py", {"connection": twins[0].connection(), "calls": calls})
    got = {
        call[0]: (their.get("error", "an answer"), kind(outcome(client, call)))
        for call, their in zip(calls, theirs, strict=True)
    }
    assert got == LOST


def test_its_operations_are_all_in_one_of_the_two_tables() -> None:
    offers = ask("describe.py")["clients"]["Hotmart"]["offers"]
    assert {name for name in offers if not name.endswith("_autopaginate")} == READ | LOST.keys()


def reads(client: Hotmart, served: Served) -> Iterator[Call]:
    """A call of every operation that reads, with everything there is to read in a year."""
    now = served.simulator.now
    year = {"start_date": milliseconds(now - timedelta(days=365)), "end_date": milliseconds(now)}
    for name in ("history", "summary", "participants", "commissions", "price_details"):
        yield f"sales.{name}_autopaginate", [], year
    accession = {"accession_date": year["start_date"]}
    yield "subscriptions.list_autopaginate", [], accession
    yield "subscriptions.summary_autopaginate", [], accession
    yield "subscriptions.purchases", [active(client)[0]], {}
    yield "products.list_autopaginate", [], {}
    product = next(one for one in client.products.list() if one.is_subscription)
    yield "products.offers_autopaginate", [product.ucode], {}
    yield "products.plans_autopaginate", [product.ucode], {}
    yield "club.modules", [served.subdomain], {}


def writes(client: Hotmart) -> Iterator[Call]:
    """A call of every operation that writes, each followed by the read that shows what it did."""
    one, other, third, *_ = active(client)
    sale = refundable(client)
    yield "sales.refund", [sale], {}
    yield "sales.history", [], {"transaction": sale}
    yield "subscriptions.change_due_day", [third], {"due_day": 15}
    yield "subscriptions.cancel", [[one, other]], {"send_mail": False}
    yield "subscriptions.list", [], {"subscriber_code": one}
    yield "subscriptions.reactivate", [[one]], {"charge": False}
    yield "subscriptions.reactivate_single", [other], {"charge": True}
    yield "subscriptions.list", [], {"subscriber_code": other}


def absent(client: Hotmart, served: Served) -> list[Call]:
    """A call of every operation whose path does not exist, as hotmart-python has it made."""
    products = list(client.products.list())
    event = next(one.id for one in products if one.format == "ETICKET")
    product = next(str(one.id) for one in products if one.format != "ETICKET")
    module = client.club.modules(served.subdomain)[0]
    student = client.club.students(served.subdomain).items[0]
    coupon = next(one.id for one in client.coupons.list(product))
    return [
        ("subscriptions.transactions", [active(client)[0]], {}),
        ("coupons.create", [product, "VOLTA15", 15.0], {}),
        ("coupons.list", [product], {}),
        ("coupons.delete", [coupon], {}),
        ("club.pages", [served.subdomain], {"module_id": module.module_id}),
        ("club.students", [served.subdomain], {}),
        ("club.student_progress", [served.subdomain], {"student_email": student.email}),
        ("events.get", [str(event)], {}),
        ("events.tickets", [], {"product_id": event}),
        ("negotiation.create", [active(client)[0]], {}),
    ]


def active(client: Hotmart) -> list[str]:
    """Subscriptions that can be cancelled, and charged on another day."""
    found = client.subscriptions.list(status="ACTIVE", trial=False)
    return [one.subscriber_code for one in found if one.subscriber_code and not one.trial]


def refundable(client: Hotmart) -> str:
    """A sale of one's own that was approved of late."""
    found = client.sales.history(transaction_status="APPROVED", commission_as="PRODUCER")
    return next(one.purchase.transaction for one in found if one.purchase and one.purchase.transaction)


def outcome(client: Hotmart, call: Call) -> dict[str, Any]:
    """What the same call of ours answers, in JSON, or the name of what it raises."""
    operation, args, kwargs = call
    group, name = operation.split(".")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", HotmartWarning)  # of an old name that stands for another
            answer = getattr(getattr(client, group), name)(*args, **kwargs)
    except Exception as error:  # compared by its name
        return {"error": type(error).__name__}
    return {"answer": plain(answer)}


def plain(answer: Any) -> Any:
    """Its rows as they were sent."""
    if answer is None:
        return None
    if isinstance(answer, Row):
        return json.loads(to_json(answer.raw))
    return [plain(one) for one in answer]


def kind(told: dict[str, Any]) -> str:
    """An outcome in a word."""
    if "error" in told:
        return str(told["error"])
    if told["answer"] is None:
        return "done"
    return "rows" if isinstance(told["answer"], list) else "a row"
