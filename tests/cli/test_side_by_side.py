from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.cli.progress import Tally
from hotmart.cli.settings import Situation, opened
from hotmart.cli.side_by_side import Outcome, Work, side_by_side
from hotmart.cli.usage import Where
from hotmart.client import AsyncHotmart
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
def situations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Situation]:
    monkeypatch.chdir(tmp_path)
    Path("hotmart.toml").write_text(FILE)
    for name in ("ALPHA", "BETA"):
        monkeypatch.setenv(f"{name}_ID", name)
        monkeypatch.setenv(f"{name}_SECRET", "secret")
    return opened(Where())


async def greets(_: AsyncHotmart, situation: Situation, __: Tally) -> str:
    return f"hello {situation.name}"


def failing(error: Exception) -> Work[str]:
    """Work that fails for alpha alone."""

    async def work(client: AsyncHotmart, situation: Situation, tally: Tally) -> str:
        if situation.name == "alpha":
            raise error
        return await greets(client, situation, tally)

    return work


def test_each_account_has_an_outcome_in_the_order_of_the_file(situations: list[Situation]) -> None:
    found = side_by_side(situations, greets)
    assert [(one.result, one.error) for one in found] == [("hello alpha", None), ("hello beta", None)]


@pytest.mark.parametrize("error", [HotmartError(Text("no", "não")), KeyError("a bug")], ids=repr)
def test_one_that_fails_stops_no_other(
    situations: list[Situation], error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    alpha, beta = side_by_side(situations, failing(error))
    assert (alpha.error, beta.result) == (error, "hello beta")
    told = capsys.readouterr().err
    assert told.startswith("alpha: ")
    assert "a bug" not in told


def test_a_secret_that_is_not_there_is_the_error_of_its_account(
    situations: list[Situation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALPHA_SECRET")
    alpha, beta = side_by_side(situations, greets)
    assert isinstance(alpha.error, ConfigurationError)
    assert beta.error is None


def test_a_refused_credential_is_named_as_the_file_names_it(situations: list[Situation]) -> None:
    error = AuthenticationError(
        Request(method="POST", path="/security/oauth/token"), 401, "invalid_client", ""
    )
    alpha, _ = side_by_side(situations, failing(error))
    assert isinstance(alpha.error, AuthenticationError)
    assert "[connections.alpha], env:ALPHA_ID, env:ALPHA_SECRET" in str(alpha.error.hint)
    assert "HOTMART_CLIENT_ID" not in str(alpha.error.hint)


def test_whoever_debugs_sees_a_bug_itself(
    situations: list[Situation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_DEBUG", "1")
    with pytest.raises(KeyError):
        side_by_side(situations, failing(KeyError("a bug")))


def test_what_follows_is_told_of_every_outcome(situations: list[Situation]) -> None:
    seen: list[str | None] = []

    async def after(outcome: Outcome[str]) -> Outcome[str]:
        seen.append(outcome.situation.name)
        return outcome

    side_by_side(situations, failing(HotmartError(Text("no", "não"))), after)
    assert sorted(map(str, seen)) == ["alpha", "beta"]


def test_what_sources_opened_is_closed(situations: list[Situation], monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Elsewhere] = []

    async def aclose(self: Elsewhere) -> None:
        closed.append(self)

    monkeypatch.setattr(Elsewhere, "aclose", aclose)
    side_by_side(situations, failing(HotmartError(Text("no", "não"))))
    assert {id(one) for one in closed} == {
        id(situation.tailored.streams["carts"].origin.fetcher) for situation in situations
    }
