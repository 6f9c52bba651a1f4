from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from connections.hosted import Hosted, hosting
from hotmart.connections.page import app
from hotmart.connections.page import visit as visits
from hotmart.credentials import kept
from hotmart.simulator import Served, Settings, Simulator

from .conftest import Command


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=60, months=3, quota=1_000_000)).serve() as served:
        yield served


@pytest.fixture
def page(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    """A page in the browser of another machine, which shows its code."""
    monkeypatch.setattr(app, "LINGER", 0.0)
    monkeypatch.setattr(visits, "UNSEEN", 0.0)
    with hosting(served, with_code=True) as page:
        page.enter()
        page.send(basic=served.basic)
        yield page


def code_on(page: Hosted) -> str:
    found = re.search(r'id="code">([^<]+)<', page.look().text)
    assert found
    return found[1]


def test_the_code_ends_it(run: Command, page: Hosted, served: Served) -> None:
    state = run("connection", "get", "--json").json["data"]
    assert state["state"] == "CLIENT_ACTION_REQUIRED"
    assert state["clientAction"]["type"] == "provide-input"
    assert state["clientAction"]["command"] == "hotmart login complete CODE"
    code = code_on(page)
    outcome = run("login", "complete", code.lower())
    assert outcome.exit_code == 0
    assert "main is connected" in outcome.stdout
    assert (kept("main") or pytest.fail("not kept")).client_secret == served.client_secret
    again = run("login", "complete", code)
    assert again.exit_code == 4  # a code is good once


def test_for_a_program_it_says_what_works(run: Command, page: Hosted) -> None:
    outcome = run("login", "complete", code_on(page), "--connection", "main", "--json")
    assert outcome.exit_code == 0
    assert outcome.json["data"]["connection"] == "main"
    assert outcome.json["data"]["accepted"]
    assert "@" not in outcome.stdout


def test_a_wrong_code_may_be_mended_a_few_times(run: Command, page: Hosted) -> None:
    code_on(page)
    said = [run("login", "complete", "AAAA-AAAA") for _ in range(visits.TRIES)]
    assert {one.exit_code for one in said} == {4}
    assert "not the code" in said[0].stderr
    assert "wrong too often" in said[-1].stderr
    assert "No page waits" in run("login", "complete", "AAAA-AAAA").stderr
    assert kept("main") is None


def test_without_a_page_or_a_code_it_says_so(run: Command) -> None:
    outcome = run("login", "complete", "AAAA-AAAA", "--json")
    assert outcome.exit_code == 4
    assert outcome.json["error"]["command"] == "hotmart connection list"
    assert run("login", "complete").exit_code == 2


def test_a_secret_is_no_code_and_is_not_repeated(run: Command, page: Hosted, served: Served) -> None:
    outcome = run("login", "complete", served.client_secret)
    assert outcome.exit_code == 2
    assert served.client_secret not in outcome.stdout + outcome.stderr
    assert "make a new one" in outcome.stderr
