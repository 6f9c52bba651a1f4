from __future__ import annotations

from pathlib import Path

import pytest

import hotmart
from hotmart.config.findings import ConfigError
from hotmart.credentials import Credential, keep
from hotmart.errors import ConfigurationError, InvalidArgumentError

TWO = """
[warehouse]
path = "agency.duckdb"

[connections.alpha]
client_id = "env:ALPHA_ID"
client_secret = "env:ALPHA_SECRET"

[connections.beta]
client_id = "env:BETA_ID"
client_secret = "env:BETA_SECRET"
streams = ["products"]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOTMART_CONFIG", raising=False)
    return tmp_path


@pytest.fixture
def two(here: Path) -> Path:
    (here / "hotmart.toml").write_text(TWO)
    return here


def test_without_a_file_there_is_the_account_of_the_environment(here: Path) -> None:
    one = hotmart.open()
    assert (one.name, one.file, one.settings.credential()) == (None, None, {})
    assert (one.settings.warehouse, one.settings.schema) == (Path("hotmart.duckdb"), "main")
    assert "club_modules" not in one.tailored.names


def test_every_connection_of_the_file_has_its_schema_and_its_streams(two: Path) -> None:
    alpha, beta = hotmart.open_all()
    assert [(one.name, one.settings.schema) for one in (alpha, beta)] == [
        ("alpha", "alpha"),
        ("beta", "beta"),
    ]
    assert alpha.settings.warehouse == beta.settings.warehouse == two / "agency.duckdb"
    assert beta.tailored.names == ("products",)
    assert beta.settings.credential({"BETA_ID": "b", "BETA_SECRET": "s"})["client_id"] == "b"


def test_a_warehouse_that_is_told_wins_over_the_file(two: Path) -> None:
    found = hotmart.open_all(warehouse="other.duckdb")
    assert [one.tailored.warehouse.path for one in found] == [Path("other.duckdb")] * 2


def test_a_warehouse_of_the_environment_wins_over_the_file_and_yields_to_one_that_is_told(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_WAREHOUSE", "told.duckdb")
    assert hotmart.open(connection="beta").warehouse.path == Path("told.duckdb")
    assert hotmart.open(connection="beta", warehouse="other.duckdb").warehouse.path == Path("other.duckdb")


def test_connections_are_chosen_by_name(two: Path) -> None:
    assert [one.name for one in hotmart.open_all(connections=("beta", "beta"))] == ["beta"]
    assert hotmart.open(connection="beta").name == "beta"


@pytest.mark.parametrize(("name", "hint"), [("beto", "Did you mean beta?"), ("xyz", "alpha, beta")])
def test_an_unknown_connection_is_refused_with_those_there_are(two: Path, name: str, hint: str) -> None:
    with pytest.raises(InvalidArgumentError) as raised:
        hotmart.open(connection=name)
    assert hint in str(raised.value)


def test_without_a_file_no_connection_has_a_name(here: Path) -> None:
    with pytest.raises(InvalidArgumentError, match=r"hotmart\.toml"):
        hotmart.open(connection="main")


def test_a_command_for_one_account_says_which_there_are(two: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="alpha, beta"):
        hotmart.open()


def test_a_file_that_is_wrong_or_missing_is_refused(here: Path) -> None:
    with pytest.raises(ConfigurationError):
        hotmart.open("there.toml")
    Path("hotmart.toml").write_text('[sync]\nstreams = ["sails"]\n')
    with pytest.raises(ConfigError, match="sails"):
        hotmart.open_all()


def test_the_warehouse_is_opened_only_when_it_is_wanted(here: Path) -> None:
    Path("hotmart.duckdb").write_text("not a database " * 1_000)
    one = hotmart.open()
    with pytest.raises(Exception, match="not a DuckDB file"):
        _ = one.tailored


def test_a_kept_connection_is_opened_by_its_name_alone(here: Path) -> None:
    keep("my-shop", Credential("an-id", "a-secret"))
    one = hotmart.open(connection="my-shop")
    assert (one.settings.name, one.settings.schema) == ("my-shop", "my_shop")
    assert one.settings.credential()["client_id"] == "an-id"
    with pytest.raises(InvalidArgumentError, match="no connection 'other'"):
        hotmart.open(connection="other")
    (here / "hotmart.toml").write_text('[warehouse]\npath = "agency.duckdb"\n')
    assert hotmart.open(connection="my-shop").settings.warehouse == here / "agency.duckdb"
    (here / "hotmart.toml").write_text(TWO)
    with pytest.raises(InvalidArgumentError, match="my-shop"):
        hotmart.open(connection="my-shop")
