from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hotmart.config.accounts import OF_ENVIRONMENT, AccountConfig, accounts, kept_account
from hotmart.config.reading import parsed
from hotmart.config.settings import Config, ConnectionConfig
from hotmart.credentials import Credential, keep
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


KEPT = Credential("a-kept-client-id", "a-kept-secret", sandbox=True, api_url="http://127.0.0.1:8080")
POINTING = (
    '[connections.main]\nclient_id = "env:HOTMART_CLIENT_ID"\nclient_secret = "env:HOTMART_CLIENT_SECRET"\n'
)


@pytest.mark.parametrize("text", ["", "[connections.main]\n", POINTING])
def test_what_is_kept_speaks_for_it_where_neither_file_nor_environment_has_a_credential(text: str) -> None:
    keep("main", KEPT)
    (account,) = of(text)
    assert account.is_kept({})
    assert account.credential({}) == {
        "client_id": "a-kept-client-id",
        "client_secret": "a-kept-secret",
        "sandbox": True,
        "api_url": "http://127.0.0.1:8080",
    }
    assert OF_ENVIRONMENT.credential({})["client_id"] == "a-kept-client-id"


def test_the_environment_goes_before_what_is_kept() -> None:
    keep("main", KEPT)
    (account,) = of("")
    for name in ("HOTMART_CLIENT_ID", "HOTMART_CLIENT_SECRET", "HOTMART_BASIC"):
        assert account.credential({name: "told"}) == {}
    (account,) = of(POINTING)
    told = {"HOTMART_CLIENT_ID": "told", "HOTMART_CLIENT_SECRET": "it-too"}
    assert account.credential(told) == {"client_id": "told", "client_secret": "it-too"}
    assert not account.is_kept(told)


def test_a_file_that_points_to_a_file_means_it() -> None:
    keep("main", KEPT)
    (account,) = of('[connections.main]\nclient_id = "env:ID"\nclient_secret = "file:gone"\n')
    with pytest.raises(ConfigurationError, match="env:ID"):
        account.credential({})


def test_where_it_is_good_can_be_told_otherwise() -> None:
    keep("main", KEPT)
    (account,) = of("")
    elsewhere = account.credential({"HOTMART_API_URL": "http://127.0.0.1:1", "HOTMART_SANDBOX": "0"})
    assert elsewhere == {"client_id": "a-kept-client-id", "client_secret": "a-kept-secret"}
    (account,) = of('[connections.main]\nsandbox = false\napi_url = "http://127.0.0.1:2"\n')
    assert account.credential({})["sandbox"] is False
    assert account.credential({})["api_url"] == "http://127.0.0.1:2"


def test_the_credential_of_the_environment_is_nobodys_where_there_are_several() -> None:
    keep("one", KEPT)
    one, two = of("[connections.one]\n[connections.two]\n")
    told = {"HOTMART_CLIENT_ID": "told", "HOTMART_CLIENT_SECRET": "it-too"}
    assert one.credential(told)["client_id"] == "a-kept-client-id"
    assert not two.is_kept(told)


def test_a_kept_connection_of_which_no_file_speaks_has_a_schema_of_its_own() -> None:
    for name in ("main", "my-shop", "2nd"):
        keep(name, KEPT)
    found = [kept_account(name, config) for name in ("main", "my-shop", "2nd") for config in (None, Config())]
    assert [one and one.schema for one in found] == [
        *("main", "main"),
        *("my_shop", "my_shop"),
        *("account_2nd", "account_2nd"),
    ]
    assert kept_account("other", None) is None
    assert kept_account("my-shop", parsed("[connections.one]\n", FOLDER)) is None
