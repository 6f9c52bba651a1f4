from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmart.connections.doctor import here
from hotmart.connections.doctor.check import Check
from hotmart.connections.glance import told
from hotmart.credentials import Credential, keep
from hotmart.credentials.notes import path_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield


def verdicts(checks: Iterator[Check]) -> list[tuple[str, str]]:
    return [(one.name, one.verdict) for one in checks]


def test_what_is_too_old_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    assert here.versions().verdict == "ok"
    monkeypatch.setattr(here, "version", lambda package: "1.4.9" if package == "duckdb" else "2.16.0")
    found = here.versions()
    assert (found.verdict, found.command) == ("problem", "pip install --upgrade duckdb")
    assert "duckdb 1.4.9" in found.said.en


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("[sync]\nstreams = ['products']\n", "ok"),
        ("[connections.one]\nbasic = 'env:NONE'\n", "warning"),
        ("[sync]\nstreams = ['nothing']\n", "problem"),
    ],
)
def test_the_file_is_held_to_its_own_check(written: str, verdict: str) -> None:
    Path("hotmart.toml").write_text(written)
    found = here.settings(Path("hotmart.toml"))
    assert found.verdict == verdict
    assert (found.command == "hotmart config check") is (verdict != "ok")


def test_without_a_file_the_defaults_hold() -> None:
    assert here.settings(None).verdict == "ok"


def test_a_credential_is_there_or_the_command_that_gives_one_is_told() -> None:
    (none,) = here.credential("main", told())
    assert (none.verdict, none.command) == ("problem", "hotmart connect main")
    keep("main", Credential("a-long-client-id", "a-secret"))
    assert verdicts(here.credential("main", told())) == [("credential", "ok")]


def test_a_file_that_others_could_read_is_a_warning() -> None:
    keep("main", Credential("a-long-client-id", "a-secret"))
    path_of("main").chmod(0o644)
    readable, there = here.credential("main", told())
    assert (readable.verdict, there.verdict) == ("warning", "ok")
    assert "could read" in readable.said.en


def test_of_two_credentials_the_one_that_counts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    keep("main", Credential("a-long-client-id", "a-secret"))
    monkeypatch.setenv("HOTMART_BASIC", "b3RoZXI6b25l")
    there, kept = here.credential("main", told())
    assert (there.verdict, kept.verdict) == ("ok", "warning")
    assert "HOTMART_BASIC" in kept.said.en
    assert kept.command == "hotmart connection remove main"


@pytest.mark.parametrize("sandbox", [True, False])
def test_a_credential_kept_for_one_environment_and_settings_of_the_other_are_a_mix_up(
    sandbox: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("main", Credential("a-long-client-id", "a-secret", sandbox=sandbox))
    assert verdicts(here.credential("main", told())) == [("credential", "ok")]
    monkeypatch.setenv("HOTMART_SANDBOX", "0" if sandbox else "1")
    *_, mixed = here.credential("main", told())
    assert (mixed.name, mixed.verdict) == ("environment", "problem")
    assert mixed.command == "hotmart connect main" + ("" if sandbox else " --sandbox")


def test_a_broken_note_is_told_with_its_remedy() -> None:
    keep("main", Credential("a-long-client-id", "a-secret"))
    path_of("main").write_text("{")
    (broken,) = here.credential("main", told())
    assert broken.verdict == "problem"
    assert "not as it was written" in broken.said.en
