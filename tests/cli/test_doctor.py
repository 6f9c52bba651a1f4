from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmart.connections.doctor import TITLES
from hotmart.credentials import Credential, keep
from hotmart.simulator import Served, Settings, Simulator

from .conftest import Command, connect


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=60, months=3, quota=1_000_000)).serve() as served:
        yield served


def test_where_all_is_well_every_line_says_so(
    run: Command, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(served, monkeypatch)
    Path("hotmart.toml").write_text(f"[sync]\nclub = ['{served.subdomain}']\n")
    outcome = run("doctor")
    assert outcome.exit_code == 0
    assert outcome.stdout.count("✓") == len(TITLES) - 1
    assert "–  clock" in outcome.stdout  # a simulator's is its own
    assert served.client_secret not in outcome.stdout + outcome.stderr


def test_for_a_program_each_line_has_its_verdict(
    run: Command, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(served, monkeypatch)
    said = run("doctor", "--json").json
    assert said["meta"] == {"connection": "main", "problems": 0, "warnings": 0}
    assert [one["check"] for one in said["data"]] == [*TITLES]
    told = {one["check"]: one["verdict"] for one in said["data"]}
    assert {name: one for name, one in told.items() if one != "ok"} == {"clock": "untried", "club": "untried"}
    assert "@" not in str(said)


def test_without_a_credential_it_says_what_to_run_and_ends_with_exit_4(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [()])
    outcome = run("doctor", "--json")
    assert outcome.exit_code == 4
    assert outcome.json["error"]["command"] == "hotmart connect main"
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert "→ hotmart connect main" in run("doctor").stdout


def test_a_refused_credential_is_told_and_so_is_all_else(run: Command, served: Served) -> None:
    keep("main", Credential("an-id", "a-wrong-secret", None, False, served.api_url, served.auth_url))
    outcome = run("doctor", "--json")
    assert outcome.exit_code == 4
    told = {one["check"]: one["verdict"] for one in outcome.json["data"]}
    assert (told["login"], told["warehouse"]) == ("problem", "ok")
    assert "a-wrong-secret" not in outcome.stdout


def test_settings_that_are_wrong_are_told_and_the_rest_is_looked_at(
    run: Command, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(served, monkeypatch)
    Path("hotmart.toml").write_text("[sync]\nstreams = ['nothing']\n")
    outcome = run("doctor", "--json")
    assert outcome.exit_code == 1
    told = {one["check"]: one for one in outcome.json["data"]}
    assert told["settings"]["command"] == "hotmart config check"
    assert told["dns"]["verdict"] == "ok"
    Path("hotmart.toml").write_text("[[[")
    assert "hotmart config check" in run("doctor").stderr


def test_a_connection_that_only_is_kept_is_looked_at_by_its_name(run: Command, served: Served) -> None:
    told = {one: getattr(served, one) for one in ("client_id", "client_secret", "api_url", "auth_url")}
    keep("my-shop", Credential(**told))
    assert run("doctor", "my-shop").exit_code == 0
    assert run("doctor", "my-shp").exit_code == 5
