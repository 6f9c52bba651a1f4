"""O que foi feito: plans agreed to or refused on a page, sent once whatever is pressed, and the audit."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from console.looking import Looker, words
from console.writing import console_of, planned, refundable, writes
from hotmart.actions.guard.approvals import Approvals, kept_plans
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.plan import GOOD_FOR
from hotmart.actions.running import client_of
from hotmart.console.house import House
from hotmart.errors import OutcomeUnknownError
from hotmart.language import Text
from hotmart.testing import SimulatedHotmart, simulated

pytestmark = pytest.mark.slow
_numbers = count(1)


@pytest.fixture(scope="module")
def shared() -> Iterator[SimulatedHotmart]:
    with simulated(sales=300, months=5, quota=1_000_000, slow_ms=1) as account:
        yield account


@pytest.fixture
def hotmart(shared: SimulatedHotmart) -> Iterator[SimulatedHotmart]:
    yield shared
    shared.calm()


@pytest.fixture
def house(hotmart: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    house = console_of(hotmart, tmp_path, monkeypatch)
    yield house
    house.close()


@pytest.fixture
def looker(house: House) -> Looker:
    return Looker(house)


def a_link(looker: Looker) -> str:
    return planned(looker, "links.create", name=f"Aula {next(_numbers)}", value="90,50", currency="BRL")


def word_of(plan: str) -> str:
    return next(one.word for one in kept_plans().waiting() if one.id == plan)


def approved(looker: Looker, plan: str, word: str) -> str:
    """The page to which a yes leads."""
    answer = looker.does("/feito/aprovar", plan=plan, word=word)
    assert answer.status_code == 303
    return looker.page(answer.headers["location"])


def happenings(looker: Looker) -> list[str]:
    return [row["happening"] for row in looker.data("/feito", "audit")]


def test_a_refund_is_shown_whole_and_done_once_its_word_is_typed(
    looker: Looker, hotmart: SimulatedHotmart
) -> None:
    sale, before = refundable(hotmart), writes(hotmart)
    plan = planned(looker, "sales.refund", transaction_code=sale)
    html = words(looker.page(f"/feito/plano?plan={plan}"))
    for said in (sale, "cannot be undone", "buyer", "/refund", "good until"):
        assert said in html
    assert writes(hotmart) == before
    html = words(approved(looker, plan, sale))
    assert f"refund of sale {sale}" in html
    assert writes(hotmart) == before + 1
    assert happenings(looker)[:3] == ["done", "sending", "planned"]
    assert {row["who"].partition("(")[2] for row in looker.data("/feito", "audit")} == {"console)"}


@pytest.mark.parametrize("typed", ["", "yes", "sim", "LINKS.CREATE "])
def test_nothing_but_its_word_is_a_yes(looker: Looker, hotmart: SimulatedHotmart, typed: str) -> None:
    before, plan = writes(hotmart), a_link(looker)
    html = approved(looker, plan, typed)
    assert 'aria-invalid="true"' in html
    assert "not the word" in html
    assert writes(hotmart) == before
    assert "not the word" not in looker.page(f"/feito/plano?plan={plan}")  # looked at anew


def test_the_same_yes_sent_twice_at_once_is_one_call(looker: Looker, hotmart: SimulatedHotmart) -> None:
    before, plan = writes(hotmart), a_link(looker)
    word, pages = word_of(plan), list[str]()
    twice = [threading.Thread(target=lambda: pages.append(approved(looker, plan, word))) for _ in range(4)]
    for one in twice:
        one.start()
    for one in twice:
        one.join()
    assert len(pages) == 4
    assert writes(hotmart) == before + 1
    assert happenings(looker).count("sending") == 1


def test_a_reload_and_the_way_back_send_nothing_again(looker: Looker, hotmart: SimulatedHotmart) -> None:
    before, plan = writes(hotmart), a_link(looker)
    word = word_of(plan)
    first = approved(looker, plan, word)
    assert approved(looker, plan, word) == first
    assert 'name="word"' not in looker.page(f"/feito/plano?plan={plan}")
    assert writes(hotmart) == before + 1


def test_a_plan_that_was_approved_in_a_terminal_meanwhile_is_said_so(
    house: House, looker: Looker, hotmart: SimulatedHotmart
) -> None:
    before, plan = writes(hotmart), a_link(looker)
    word = word_of(plan)
    (account,) = house.accounts
    with client_of(account) as client:
        terminal = Approvals(account, client, "ana (cli)")
        terminal.approve(terminal.get(plan))
    html = words(approved(looker, plan, word))
    assert "carried out before" in html
    assert "ana (cli)" in html
    assert writes(hotmart) == before + 1


def test_a_plan_that_is_taken_in_the_same_moment_is_said_so(
    looker: Looker, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page has seen it wait; a moment later somebody else has it."""
    before, plan = writes(hotmart), a_link(looker)
    word, take = word_of(plan), Book.take

    def overtaken(self: Book, *told: Any) -> None:
        take(self, told[0], "ana (cli)")
        take(self, *told)

    monkeypatch.setattr(Book, "take", overtaken)
    html = words(approved(looker, plan, word))
    assert "Outcome unknown" in html or "carried out before" in html or "Find out" in html
    assert writes(hotmart) == before


def test_a_no_lets_nobody_carry_it_out(looker: Looker, hotmart: SimulatedHotmart) -> None:
    before, plan = writes(hotmart), a_link(looker)
    word = word_of(plan)
    answer = looker.does("/feito/recusar", plan=plan)
    assert "A person said no" in words(looker.page(answer.headers["location"]))
    assert "A person said no" in words(approved(looker, plan, word))
    assert writes(hotmart) == before


def test_a_plan_of_an_agent_waits_here_and_is_gone_after_a_quarter_of_an_hour(
    looker: Looker, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = a_link(looker)
    assert f"plan={plan}" in looker.page("/feito")
    now = kept_plans().now
    monkeypatch.setattr("hotmart.actions.guard.approvals.Book", _later(now + GOOD_FOR))
    html = looker.page("/feito")
    assert 'id="waiting"' not in html
    assert "older than 15 minutes" in words(looker.page(f"/feito/plano?plan={plan}"))


def _later(now: datetime) -> Callable[[Path], Book]:
    def opened(path: Path) -> Book:
        return Book(path, clock=lambda: now)

    return opened


def test_a_forbidden_write_is_refused_here_as_in_a_terminal(
    hotmart: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = console_of(hotmart, tmp_path, monkeypatch, '[writes]\nforbid = ["links.*"]\n')
    before, looker = writes(hotmart), Looker(house)
    form = {"p.name": "Aula", "p.value": "10", "p.currency": "BRL"}
    answer = looker.does("/fluxos/rodar", id="links.create", **form)
    assert "forbids links.create" in words(looker.page(answer.headers["location"]))
    assert writes(hotmart) == before
    house.close()


def test_a_rule_that_came_after_the_plan_holds_as_well(
    looker: Looker, house: House, hotmart: SimulatedHotmart
) -> None:
    before, plan = writes(hotmart), a_link(looker)
    word = word_of(plan)
    assert house.file
    house.file.write_text('[writes]\nforbid = ["links.*"]\n')
    house.renew()
    assert "forbids links.create" in words(approved(looker, plan, word))
    assert writes(hotmart) == before


def lost(looker: Looker, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch) -> str:
    """A refund whose answer was lost."""
    plan = planned(looker, "sales.refund", transaction_code=refundable(hotmart))
    word, fetch = word_of(plan), type(hotmart.client()).fetch

    def cut(self: Any, request: Any) -> bytes:
        if request.method != "GET":
            fetch(self, request)
            raise OutcomeUnknownError(request, Text("the connection was cut", "a conexão caiu"))
        return fetch(self, request)

    with monkeypatch.context() as within:
        within.setattr(type(hotmart.client()), "fetch", cut)
        html = words(approved(looker, plan, word))
    assert "may have been done" in html
    assert "Find out" in html
    return plan


def test_a_lost_answer_stands_first_and_is_found_out_by_reading(
    looker: Looker, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = lost(looker, hotmart, monkeypatch)
    html = looker.page("/feito")
    assert html.index('id="attention"') < html.index('id="audit"')
    before = writes(hotmart)
    answer = looker.does("/feito/descobrir", plan=plan)
    assert "was done, by a later read" in words(looker.page(answer.headers["location"]))
    assert writes(hotmart) == before
    assert 'id="attention"' not in looker.page("/feito")


def test_what_a_person_saw_is_noted(
    looker: Looker, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = lost(looker, hotmart, monkeypatch)
    refused = looker.does("/feito/registrar", plan=plan, done="no")  # it may still be under way
    assert refused.status_code == 409
    answer = looker.does("/feito/registrar", plan=plan, done="yes")
    assert "as a person saw" in words(looker.page(answer.headers["location"]))


def test_the_same_is_not_sent_while_nobody_knows_of_the_first(
    looker: Looker, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"name": "Aula repetida", "value": "10", "currency": "BRL"}
    first, second = (planned(looker, "links.create", **told) for _ in range(2))
    book, before = kept_plans(), writes(hotmart)
    kept = {one.id: one for one in book.waiting()}
    book.take(kept[first], "ana (cli)")
    html = words(approved(looker, second, kept[second].word))
    assert f"Plan {first} asked for the same" in html
    assert writes(hotmart) == before


def test_lines_are_asked_for_in_the_address_and_given_as_csv(looker: Looker) -> None:
    first, second = a_link(looker), a_link(looker)
    looker.does("/feito/recusar", plan=first)
    assert [row["plan"] for row in looker.data("/feito?happening=declined", "audit")] == [first]
    assert {row["plan"] for row in looker.data("/feito?happening=planned", "audit")} == {first, second}
    assert looker.data("/feito?from=2011-01-01&to=2011-01-02", "audit") == []
    assert looker.data("/feito?action=sales.refund", "audit") == []
    text = looker.ask("GET", "/feito?happening=declined&of=audit&as=csv").text
    assert "declined" in text and second not in text


def test_no_person_stands_in_the_audit_its_data_or_the_log(
    looker: Looker, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever typed it is answered with it, once; all others see what the audit keeps."""
    caplog.set_level(logging.DEBUG)
    name, email = "Canária Passarinho", "canary@example.org"
    plan = planned(looker, "links.create", name=f"Link de {email}", value="10", currency="BRL")
    where = looker.does("/fluxos/rodar", **{"id": "person.sales", "p.email": email, "p.name": name})
    assert where.status_code == 303
    approved(looker, plan, word_of(plan))
    other = Looker(house)
    told = looker.page("/feito") + other.page(f"/feito/plano?plan={plan}")
    told += str(looker.data("/feito", "audit")) + caplog.text + where.headers["location"]
    assert email not in told
    assert name not in told


def test_a_plan_nobody_has_made_is_said_to_be_none(looker: Looker) -> None:
    assert "There is no plan" in words(looker.page("/feito/plano?plan=<b>x</b>", 409))
    a_link(looker)
    assert "There is no plan" in words(looker.page("/feito/plano", 409))
    assert looker.does("/feito/aprovar", plan="nothing", word="x").status_code == 303
    assert looker.does("/feito/descobrir", plan="").status_code == 409
