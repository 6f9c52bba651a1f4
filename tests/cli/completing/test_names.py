from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.cli.completing.names import names
from hotmart.credentials import Credential, keep

SETTINGS = """
[connections.main]
client_id = "env:ID"
[connections.loja-da-ana]
[connections."two words"]
[sources.tickets]
url = "https://api.example.org/tickets"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hotmart.toml").write_text(SETTINGS)
    return tmp_path


def told(kind: str, *typed: str) -> list[str]:
    return [one.value for one in names(typed)(kind)]


def test_connections_and_sources_are_those_of_the_settings() -> None:
    assert told("connections") == ["main", "loja-da-ana"]
    assert told("sources") == told("streams") == ["tickets"]


def test_a_connection_that_is_kept_on_this_machine_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep("kept", Credential(client_id="an-id", client_secret="a-secret"))
    assert told("connections") == ["main", "loja-da-ana", "kept"]


@pytest.mark.parametrize("typed", [("sync", "--config", "other.toml"), ("sync", "--config=other.toml")])
def test_the_settings_are_those_that_the_words_name(folder: Path, typed: tuple[str, ...]) -> None:
    (folder / "other.toml").write_text("[connections.other]\n")
    assert told("connections", *typed) == ["other"]


def test_or_those_of_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "other.toml").write_text("[connections.other]\n")
    monkeypatch.setenv("HOTMART_CONFIG", "other.toml")
    assert told("connections") == ["other"]


@pytest.mark.parametrize("settings", [None, b"[connections", b"connections = 3", b"\xff\xfe"])
def test_settings_that_cannot_be_read_have_no_names(folder: Path, settings: bytes | None) -> None:
    (folder / "hotmart.toml").unlink()
    if settings is not None:
        (folder / "hotmart.toml").write_bytes(settings)
    assert told("connections") == []


def test_a_kind_that_has_no_names_has_none() -> None:
    assert told("moments") == []
