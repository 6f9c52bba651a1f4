from __future__ import annotations

import base64

import pytest

from hotmart.errors import ConfigurationError
from hotmart.transport.connections import PRODUCTION, SANDBOX, Connection

PAIR = base64.b64encode(b"the-id:the-secret").decode()
KNOWN = {"HOTMART_CLIENT_ID": "the-id", "HOTMART_CLIENT_SECRET": "the-secret"}


def test_the_environment_suffices() -> None:
    connection = Connection.resolve(environment=KNOWN)
    assert (connection.client_id, connection.client_secret, connection.basic) == (
        "the-id",
        "the-secret",
        PAIR,
    )
    assert connection.api_url == PRODUCTION
    assert connection.token_url == "https://api-sec-vlc.hotmart.com/security/oauth/token"


@pytest.mark.parametrize("pasted", [PAIR, f"Basic {PAIR}", f"  basic   {PAIR} ", f"Basic: Basic {PAIR}\n"])
def test_basic_is_accepted_as_it_is_pasted(pasted: str) -> None:
    connection = Connection.resolve(environment={"HOTMART_BASIC": pasted})
    assert (connection.client_id, connection.client_secret, connection.basic) == (
        "the-id",
        "the-secret",
        PAIR,
    )


def test_an_opaque_basic_is_sent_as_it_is() -> None:
    connection = Connection.resolve(
        environment={"HOTMART_CLIENT_ID": "the-id", "HOTMART_BASIC": "eyJvcGFxdWU"}
    )
    assert (connection.client_id, connection.client_secret, connection.basic) == (
        "the-id",
        None,
        "eyJvcGFxdWU",
    )


def test_arguments_win_over_the_environment_and_do_not_mix_with_its_basic() -> None:
    environment = {**KNOWN, "HOTMART_BASIC": PAIR, "HOTMART_SANDBOX": "1"}
    connection = Connection.resolve("other", "hidden", sandbox=False, environment=environment)
    assert base64.b64decode(connection.basic) == b"other:hidden"
    assert not connection.sandbox


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, "HOTMART_CLIENT_ID"),
        ({"HOTMART_CLIENT_ID": " "}, "HOTMART_CLIENT_ID"),
        ({"HOTMART_CLIENT_ID": "the-id"}, "HOTMART_CLIENT_SECRET"),
    ],
)
def test_what_is_missing_is_named_with_the_next_command(environment: dict[str, str], missing: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        Connection.resolve(environment=environment)
    assert missing in error.value.message
    assert f"export {missing}=" in str(error.value.hint)
    assert "hotmart demo" in str(error.value.hint)


@pytest.mark.parametrize(
    ("value", "sandbox"), [("1", True), ("TRUE", True), ("sim", True), ("0", False), ("", False)]
)
def test_the_sandbox_is_a_switch(value: str, sandbox: bool) -> None:
    connection = Connection.resolve(environment={**KNOWN, "HOTMART_SANDBOX": value})
    assert connection.sandbox is sandbox
    assert connection.api_url == (SANDBOX if sandbox else PRODUCTION)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOTMART_SANDBOX", "maybe"),
        ("HOTMART_API_URL", "api.example"),
        ("HOTMART_API_URL", "ftp://api.example"),
        ("HOTMART_API_URL", "http://[::1"),
        ("HOTMART_API_URL", "http://host:99999"),
        ("HOTMART_AUTH_URL", "https://user:word@host"),
        ("HOTMART_AUTH_URL", "https://host?client_secret=x"),
        ("HOTMART_BASIC", "not a basic\u2026"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_not_shown(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name) as error:
        Connection.resolve(environment={**KNOWN, name: value})
    assert value not in str(error.value)


@pytest.mark.parametrize("auth", ["http://127.0.0.1:8080", "http://127.0.0.1:8080/security/oauth/token"])
def test_the_auth_url_may_be_the_host_or_the_whole_address(auth: str) -> None:
    environment = {**KNOWN, "HOTMART_AUTH_URL": auth, "HOTMART_API_URL": "http://127.0.0.1:8080/"}
    connection = Connection.resolve(environment=environment)
    assert connection.token_url == "http://127.0.0.1:8080/security/oauth/token"
    assert connection.api_url == "http://127.0.0.1:8080"


def test_a_connection_shows_no_secret() -> None:
    connection = Connection.resolve(environment=KNOWN)
    shown = repr(connection) + connection.name + connection.fingerprint
    for secret in ("the-id", "the-secret", PAIR):
        assert secret not in shown


def test_a_changed_secret_is_another_fingerprint() -> None:
    ours = Connection.resolve("the-id", "the-secret", environment={})
    theirs = Connection.resolve("the-id", "wrong", environment={})
    assert ours.fingerprint != theirs.fingerprint
