"""Every command that needs a credential ends with exit code 4 where there is none, and says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hotmart.credentials import Credential, keep
from hotmart.credentials.notes import path_of

from .conftest import Command

NEEDING: list[tuple[str, ...]] = [
    ("sync",),
    ("sync", "products", "--plan"),
    ("action", "run", "products.list"),
    ("action", "run", "sales.refund", "-p", "transaction_code=HP0000000001", "--yes"),
    ("request", "GET", "/products/api/v1/products"),
    ("request", "POST", "/products/api/v1/products", "--body", "{}"),
    ("connection", "test"),
    ("connection", "get"),
    ("doctor",),
]


def never_set() -> None:
    Path("hotmart.toml").write_text(
        "[connections.shop]\nclient_id = 'env:NOBODY_ID'\nclient_secret = 'env:NOBODY_SECRET'\n"
    )


def half_set() -> None:
    Path("hotmart.toml").write_text(
        "[connections.shop]\nclient_id = 'env:HOME'\nclient_secret = 'env:NOBODY'\n"
    )


def no_file() -> None:
    Path("hotmart.toml").write_text("[connections.shop]\nbasic = 'file:nowhere'\n")


def damaged() -> None:
    Path("hotmart.toml").write_text("[connections.shop]\nschema = 'shop'\n")
    keep("shop", Credential("an-id", "a-secret"))
    path_of("shop").write_text("{")


def emptied() -> None:
    Path("hotmart.toml").write_text("[connections.shop]\nschema = 'shop'\n")
    keep("shop", Credential("an-id", "a-secret"))
    path_of("shop").write_text('{"kept": "file", "client_id": "an-id"}')


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def known(*_: object, **__: object) -> list[tuple[()]]:
        return [()]

    monkeypatch.setattr("socket.getaddrinfo", known)


@pytest.mark.parametrize(
    ("situation", "mended_by"),
    [
        (never_set, "hotmart connection ensure shop"),
        (half_set, "hotmart connection get shop"),
        (no_file, "hotmart connection get shop"),
        (damaged, "hotmart connect shop"),
        (emptied, "hotmart connect shop"),
    ],
)
@pytest.mark.parametrize("words", NEEDING, ids=" ".join)
def test_it_ends_with_4_and_the_command_that_mends_it(
    run: Command, words: tuple[str, ...], situation: Callable[[], None], mended_by: str
) -> None:
    situation()
    outcome = run(*words, "--json")
    assert outcome.exit_code == 4, outcome
    error = outcome.json["error"]
    assert error["code"] == "credentials"
    if words[0] not in ("doctor", "connection"):  # which have ways of their own
        assert error["command"] == mended_by
    assert run(*words).exit_code == 4


def test_the_command_that_is_told_does_mend_it(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    never_set()
    keep("shop", Credential("an-id", "a-secret"))
    assert run("connection", "ensure", "shop").exit_code == 0
    half_set()
    assert run("connection", "get", "shop").exit_code == 4
    assert "env:NOBODY" in run("connection", "get", "shop").stderr


def test_a_basic_that_is_none_is_no_credential(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_BASIC", "ção")
    assert run("connection", "test").exit_code == 4
