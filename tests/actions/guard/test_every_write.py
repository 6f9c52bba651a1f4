"""Every write through every fault of the simulator: done at most once, and the audit says how it was."""

from __future__ import annotations

import pytest

from hotmart.actions.guard.approving import approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.effects import EFFECTS
from hotmart.actions.guard.errors import PlanError
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.planning import plan_of
from hotmart.actions.guard.settling import settle
from hotmart.api import CATALOGUE, operation
from hotmart.api.choices import SaleStatus
from hotmart.client import Hotmart
from hotmart.config.writes import WritesConfig
from hotmart.errors import HotmartError, OutcomeUnknownError
from hotmart.request import Request
from hotmart.testing import SimulatedHotmart

from .clocks import later
from .targets import TARGETS

pytestmark = pytest.mark.slow

WRITES = sorted(one.id for one in CATALOGUE if one.effect != "reads" and one.stands_for is None)
FAULTS = ("429", "500", "502", "503", "cut", "truncated", "empty", "html", "notjson", "lost")
REFUSED_BEFORE = ("429",)
"""What refuses a call without doing anything, so that it may be sent again."""
ANYTHING = WritesConfig(max_changes=10)
every_write = pytest.mark.parametrize("id", WRITES)


def test_whom_each_write_reaches_is_told_of_every_one() -> None:
    assert EFFECTS.keys() == {*WRITES} == TARGETS.keys()


@every_write
def test_a_plan_is_shown_sent_once_and_noted(
    id: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    plan = planned(id, client, book)
    before = sends(hotmart, plan)
    approve(plan.id, client, book, ANYTHING, "ana")
    assert sends(hotmart, plan) == before + 1
    assert happenings(book, plan) == ["planned", "sending", "done"]
    with pytest.raises(PlanError, match="before"):
        approve(plan.id, client, book, ANYTHING, "bia")
    assert sends(hotmart, plan) == before + 1


@pytest.mark.parametrize("fault", FAULTS)
@every_write
def test_whatever_goes_wrong_it_is_sent_once_and_the_audit_is_true(
    id: str, fault: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    plan = planned(id, client, book)
    before = sends(hotmart, plan)
    error = failure_of(plan, client, book, hotmart, fault)
    *first, last = happenings(book, plan)
    assert first == ["planned", "sending"]
    assert sends(hotmart, plan) == before + 1 or fault in REFUSED_BEFORE
    if isinstance(error, OutcomeUnknownError):
        assert last == "unknown"
        assert [line.plan for line in book.unknown()] == [plan.id]
    else:
        assert last == ("refused" if error else "done")
        assert book.unknown() == []
    with pytest.raises(PlanError):
        approve(plan.id, client, book, ANYTHING, "bia")


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_audit_says_of_a_refund_is_true(
    fault: str, hotmart: SimulatedHotmart, client: Hotmart, book: Book
) -> None:
    plan = planned("sales.refund", client, book)
    failure_of(plan, client, book, hotmart, fault)
    code = plan.arguments["transaction_code"]
    sale = next(iter(client.sales.history(transaction=code, transaction_status=[*SaleStatus])))
    given_back = sale.purchase.status == SaleStatus.PROTESTED
    last = happenings(book, plan)[-1]
    assert last == "unknown" or (last == "done") is given_back
    if last == "unknown":
        (settled,) = settle(later(book), client, "ana")
        assert settled.done is given_back


def planned(id: str, client: Hotmart, book: Book) -> Plan:
    plan = plan_of(operation(id), TARGETS[id](client), client, "main")
    book.add(plan, "ana")
    return plan


def failure_of(
    plan: Plan, client: Hotmart, book: Book, hotmart: SimulatedHotmart, fault: str
) -> HotmartError | None:
    """What comes of a plan when its sending goes wrong so, and not the reads before it, of the same path."""
    send = client.fetch

    def wrongly(request: Request) -> bytes:
        hotmart.fail(f"{fault}:1@{request.path}")
        return send(request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "fetch", wrongly)
        try:
            approve(plan.id, client, book, ANYTHING, "ana")
        except HotmartError as error:
            return error
        finally:
            hotmart.calm()
    return None


def sends(hotmart: SimulatedHotmart, plan: Plan) -> int:
    """How often this write reached Hotmart."""
    sent = (plan.request.method, plan.request.path)
    return sum((one.method, one.path) == sent for one in hotmart.requests)


def happenings(book: Book, plan: Plan) -> list[str]:
    return [line.happening for line in book.lines(plan.id)]
