from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.accounts.outcome import Outcome, Outcomes
from hotmart.accounts.progress import Progress, Tally, watching
from hotmart.accounts.several import Accounts
from hotmart.accounts.side_by_side import After, Work
from hotmart.accounts.side_by_side import side_by_side as work_for
from hotmart.client import AsyncHotmart
from hotmart.document import Problem
from hotmart.errors import AuthenticationError, ConfigurationError, HotmartError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.sources.elsewhere import Elsewhere

FILE = """
[connections.alpha]
client_id = "env:ALPHA_ID"
client_secret = "env:ALPHA_SECRET"
[connections.beta]
client_id = "env:BETA_ID"
client_secret = "env:BETA_SECRET"
[sources.carts]
url = "https://example.org/carts"
records = "items"
key = "id"
"""


@pytest.fixture
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    monkeypatch.chdir(tmp_path)
    Path("hotmart.toml").write_text(FILE)
    for name in ("ALPHA", "BETA"):
        monkeypatch.setenv(f"{name}_ID", name)
        monkeypatch.setenv(f"{name}_SECRET", "secret")
    return hotmart.open_all()


@dataclass(frozen=True)
class Greeting:
    """What the work of these tests comes to."""

    said: str

    def rows(self) -> list[Mapping[str, Any]]:
        return [{"said": self.said}]

    def meta(self) -> Mapping[str, Any]:
        return {"length": len(self.said)}

    def warnings(self) -> list[Text]:
        return []

    problem: Problem | None = None


async def greets(_: AsyncHotmart, account: Account, __: Tally) -> Greeting:
    return Greeting(f"hello {account.name}")


def side_by_side(
    accounts: Accounts,
    work: Work[Greeting],
    after: After[Greeting] | None = None,
    told: list[Progress] | None = None,
) -> Outcomes[Greeting]:
    return asyncio.run(work_for(accounts, work, watching(None if told is None else told.append), after))


def failing(error: Exception) -> Work[Greeting]:
    """Work that fails for alpha alone."""

    async def work(client: AsyncHotmart, account: Account, tally: Tally) -> Greeting:
        if account.name == "alpha":
            raise error
        return await greets(client, account, tally)

    return work


def test_each_account_has_an_outcome_in_the_order_of_the_file(accounts: Accounts) -> None:
    found = side_by_side(accounts, greets)
    assert [one.wanted().said for one in found] == ["hello alpha", "hello beta"]


@pytest.mark.parametrize("error", [HotmartError(Text("no", "não")), KeyError("a bug")], ids=repr)
def test_one_that_fails_stops_no_other(accounts: Accounts, error: Exception) -> None:
    told: list[Progress] = []
    alpha, beta = side_by_side(accounts, failing(error), told=told)
    assert (alpha.error, beta.wanted().said) == (error, "hello beta")
    assert [one.connection for one in told] == ["alpha"]
    assert "a bug" not in str(told[0].text)


def test_the_document_says_whose_each_row_is_and_what_went_wrong(accounts: Accounts) -> None:
    outcomes = side_by_side(accounts, failing(HotmartError(Text("no", "não"))))
    told = outcomes.as_dict()
    assert (told["ok"], told["error"]["code"]) == (False, "incomplete")
    assert told["error"]["connections"]["alpha"]["message"] == "no"
    assert told["data"] == [{"connection": "beta", "said": "hello beta"}]
    assert told["meta"]["connections"]["alpha"]["verdict"] == "failed"
    assert told["meta"]["connections"]["beta"]["length"] == len("hello beta")


def test_what_is_wanted_of_an_account_that_failed_is_its_error(accounts: Accounts) -> None:
    error = HotmartError(Text("no", "não"))
    alpha, _ = side_by_side(accounts, failing(error))
    with pytest.raises(HotmartError) as raised:
        alpha.wanted()
    assert raised.value is error


def test_a_secret_that_is_not_there_is_the_error_of_its_account(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALPHA_SECRET")
    alpha, beta = side_by_side(accounts, greets)
    assert isinstance(alpha.error, ConfigurationError)
    assert beta.error is None


def test_a_refused_credential_is_named_as_the_file_names_it(accounts: Accounts) -> None:
    error = AuthenticationError(
        Request(method="POST", path="/security/oauth/token"), 401, "invalid_client", ""
    )
    alpha, _ = side_by_side(accounts, failing(error))
    assert isinstance(alpha.error, AuthenticationError)
    assert "[connections.alpha], env:ALPHA_ID, env:ALPHA_SECRET" in str(alpha.error.hint)
    assert "HOTMART_CLIENT_ID" not in str(alpha.error.hint)


def test_whoever_debugs_sees_a_bug_itself(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_DEBUG", "1")
    with pytest.raises(KeyError):
        side_by_side(accounts, failing(KeyError("a bug")))


def test_what_follows_is_told_of_every_outcome(accounts: Accounts) -> None:
    seen: list[str | None] = []

    async def after(outcome: Outcome[Greeting]) -> Outcome[Greeting]:
        seen.append(outcome.account.name)
        return outcome

    side_by_side(accounts, failing(HotmartError(Text("no", "não"))), after)
    assert sorted(map(str, seen)) == ["alpha", "beta"]


def test_what_sources_opened_is_closed(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Elsewhere] = []

    async def aclose(self: Elsewhere) -> None:
        closed.append(self)

    monkeypatch.setattr(Elsewhere, "aclose", aclose)
    side_by_side(accounts, failing(HotmartError(Text("no", "não"))))
    assert {id(one) for one in closed} == {
        id(account.streams["carts"].origin.fetcher) for account in accounts
    }
