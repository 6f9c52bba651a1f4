from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hotmart.config.accounts import OF_ENVIRONMENT, AccountConfig, accounts
from hotmart.config.reading import parsed
from hotmart.config.settings import Config, ConnectionConfig
from hotmart.errors import ConfigurationError

FOLDER = Path("/folder")


def of(text: str) -> tuple[AccountConfig, ...]:
    return accounts(parsed(text, FOLDER))


def test_without_a_connection_it_is_that_of_the_environment() -> None:
    (account,) = of('[warehouse]\nprefix = "x_"\n[sync]\nclub = ["my-course"]\n')
    assert (account.schema, account.prefix, account.club) == ("main", "x_", ("my-course",))
    assert account.warehouse == FOLDER / "hotmart.duckdb"
    assert account.credential({}) == {}  # the client reads HOTMART_… itself


def test_without_a_file_it_is_what_an_empty_file_makes_of_it() -> None:
    (account,) = accounts(Config())
    assert replace(account, told=None) == OF_ENVIRONMENT
    assert account.connection == OF_ENVIRONMENT.connection == ConnectionConfig()


def test_each_connection_has_a_schema_of_its_own_name() -> None:
    one, two = of('[connections.one]\n[connections.two]\nschema = "second"\nwarehouse = "two.duckdb"\n')
    assert (one.schema, one.warehouse.name) == ("one", "hotmart.duckdb")
    assert (two.schema, two.warehouse.name) == ("second", "two.duckdb")


def test_what_a_connection_says_counts_more_than_what_is_said_for_all() -> None:
    text = """
    [connections.one]
    streams = []
    club = ["its-own"]
    prefix = ""
    [warehouse]
    schema = "layer"
    prefix = "x_"
    [sync]
    streams = ["products"]
    club = ["my-course"]
    """
    (account,) = of(text)
    assert account.schema == "layer"
    assert (account.streams, account.club, account.prefix) == ((), ("its-own",), "")


def test_a_credential_is_read_when_it_is_wanted() -> None:
    (account,) = of('[connections.one]\nclient_id = "env:ID"\nclient_secret = "env:SECRET"\nsandbox = true\n')
    environment = {"ID": "an-id", "SECRET": "a-secret"}
    assert account.credential(environment) == {
        "client_id": "an-id",
        "client_secret": "a-secret",
        "sandbox": True,
    }
    with pytest.raises(ConfigurationError, match="env:SECRET"):
        account.credential({"ID": "an-id"})
    assert "a-secret" not in repr(account)
