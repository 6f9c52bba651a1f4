"""Who owns an account is remembered after a sync, for `hotmart whoami`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import hotmart
from hotmart.connections.whoami import seen
from hotmart.credentials import Credential, keep
from hotmart.testing import SimulatedHotmart, simulated

PARTS = ("client_id", "client_secret", "api_url", "auth_url")


@pytest.fixture(scope="module")
def account() -> Iterator[SimulatedHotmart]:
    with simulated(sales=10, months=1, quota=1_000_000) as account:
        yield account


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def environment(account: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in account.environment.items():
        monkeypatch.setenv(name, value)


def owner(account: SimulatedHotmart) -> str | None:
    return account.client().user.me().name


@pytest.mark.slow
def test_the_owner_is_known_once_the_account_was_synced(
    account: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment(account, monkeypatch)
    hotmart.open().sync("products")
    assert seen()[0].owner is None
    hotmart.open().sync("account")
    assert seen()[0].owner == owner(account)


@pytest.mark.slow
def test_one_that_is_kept_is_known_by_its_name(account: SimulatedHotmart) -> None:
    told = {name: account.environment[f"HOTMART_{name.upper()}"] for name in PARTS}
    keep("main", Credential.of(told))
    hotmart.open().sync("account")
    assert seen()[0].owner == owner(account)


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["mask", "hash", "drop"])
def test_whoever_wants_no_names_kept_has_none_kept(
    account: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    environment(account, monkeypatch)
    Path("hotmart.toml").write_text(f'[privacy]\npersonal = "{policy}"\n')
    hotmart.open().sync("account")
    assert seen()[0].owner is None
