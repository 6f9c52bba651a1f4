"""Who owns an account is remembered after `hotmart sync`, and not by the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hotmart
from hotmart.credentials import Credential, keep
from hotmart.testing import SimulatedHotmart, simulated

from .conftest import Command

PARTS = ("client_id", "client_secret", "api_url", "auth_url")


@pytest.fixture(scope="module")
def account() -> Iterator[SimulatedHotmart]:
    with simulated(sales=10, months=1, quota=1_000_000) as account:
        yield account


@pytest.fixture
def told(account: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch) -> None:
    """The account stands in the environment."""
    for name, value in account.environment.items():
        monkeypatch.setenv(name, value)


def owner_of(run: Command) -> object:
    return run("whoami", "--json").json["data"][0]["owner"]


@pytest.mark.slow
@pytest.mark.usefixtures("told")
def test_the_owner_is_known_once_the_account_was_synced(run: Command, account: SimulatedHotmart) -> None:
    run("sync", "products")
    hotmart.open().sync("account")
    assert owner_of(run) is None
    run("sync", "account")
    assert owner_of(run) == account.client().user.me().name


@pytest.mark.slow
def test_one_that_is_kept_is_known_by_its_name(run: Command, account: SimulatedHotmart) -> None:
    keep("main", Credential.of({one: account.environment[f"HOTMART_{one.upper()}"] for one in PARTS}))
    run("sync", "account")
    assert owner_of(run) == account.client().user.me().name


@pytest.mark.slow
@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("policy", ["mask", "hash", "drop"])
def test_whoever_wants_no_names_kept_has_none_kept(run: Command, policy: str) -> None:
    Path("hotmart.toml").write_text(f'[privacy]\npersonal = "{policy}"\n')
    assert run("sync", "account").exit_code == 0
    assert owner_of(run) is None
