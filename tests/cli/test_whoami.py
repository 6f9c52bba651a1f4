from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from hotmart.connections.keeping import keep_tried
from hotmart.connections.trying import Trial
from hotmart.credentials import Credential, forget, keep
from hotmart.credentials.owners import note_owner
from hotmart.credentials.private_files import folder

from .conftest import RUN, Command

HEAVY = {
    "click",
    "msgspec",
    "httpx2",
    "duckdb",
    "rich",
    "starlette",
    "tomlkit",
    "dataclasses",
    "platformdirs",
}


def facts(run: Command, *words: str) -> list[dict[str, object]]:
    outcome = run("whoami", *words, "--json")
    assert outcome.exit_code == 0
    found: list[dict[str, object]] = outcome.json["data"]
    return found


def test_without_anything_it_says_what_there_would_be_and_what_is_missing(run: Command) -> None:
    (one,) = facts(run)
    assert (one["connection"], one["secret"], one["environment"]) == ("main", None, "production")
    assert (one["warehouse"], one["warehouse_exists"]) == ("hotmart.duckdb", False)
    assert "hotmart connect" in run("whoami").stdout


def test_the_environment_is_told_by_the_names_of_its_variables(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_CLIENT_ID", "6f1c2a3b-0d4e-4f5a-8b6c-7d8e9f0a1b2c")
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", "a-very-secret-secret")
    monkeypatch.setenv("HOTMART_SANDBOX", "1")
    monkeypatch.setenv("HOTMART_TIME_ZONE", "Europe/Lisbon")
    Path("hotmart.duckdb").touch()
    (one,) = facts(run)
    assert (one["secret"], one["client_id"], one["environment"]) == ("environment", "6f1c…", "sandbox")
    assert (one["time_zone"], one["warehouse_exists"]) == ("Europe/Lisbon", True)
    said = run("whoami").stdout
    assert "HOTMART_CLIENT_SECRET" in said
    assert "a-very-secret" not in said
    assert "6f1c2a3b" not in said


def test_what_is_kept_is_told_with_its_file(run: Command) -> None:
    keep(
        "main",
        Credential(
            "a-long-client-id", "a-very-secret-secret", sandbox=True, api_url="https://hotmart.example.org"
        ),
    )
    (one,) = facts(run)
    assert (one["secret"], one["client_id"], one["environment"]) == ("file", "a-lo…", "sandbox")
    assert one["api_url"] == "https://hotmart.example.org"
    said = run("whoami").stdout
    assert "main.json" in said
    assert "sandbox · https://hotmart.example.org" in said
    assert "a-very-secret" not in said


MINE = Credential("a-long-client-id", "a-very-secret-secret")


def test_the_owner_is_remembered_of_the_credential_that_was_tried(run: Command) -> None:
    keep("main", MINE)
    assert facts(run)[0]["owner"] is None
    keep_tried("main", Trial(MINE, owner="Célia Prado"))
    assert facts(run)[0]["owner"] == "Célia Prado"
    assert "owner:        Célia Prado" in run("whoami").stdout
    assert run("whoami", "--json").stdout.startswith('{"ok":true,"data":[{"connection":"main","owner":"Célia')
    (note,) = (folder() / "owners").iterdir()
    assert note.stat().st_mode & 0o777 == 0o600
    keep("main", Credential("another-long-client-id", "a-very-secret-secret"))
    assert facts(run)[0]["owner"] is None
    keep_tried("main", Trial(MINE, owner="Célia Prado"))
    forget("main")
    assert [*(folder() / "owners").iterdir()] == []


def test_the_owner_of_one_in_the_environment_is_known_by_its_client_id(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_CLIENT_ID", "a-long-client-id")
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", "a-very-secret-secret")
    note_owner("main", "Célia\x1b[31m Prado", "a-long-client-id", kept=False)
    assert facts(run)[0]["owner"] == "Célia[31m Prado"
    monkeypatch.setenv("HOTMART_CLIENT_ID", "another-long-client-id")
    assert facts(run)[0]["owner"] is None
    monkeypatch.delenv("HOTMART_CLIENT_ID")
    monkeypatch.delenv("HOTMART_CLIENT_SECRET")
    monkeypatch.setenv("HOTMART_BASIC", "Basic " + b64encode(b"a-long-client-id:a-secret").decode())
    assert facts(run)[0]["owner"] == "Célia[31m Prado"
    monkeypatch.delenv("HOTMART_BASIC")
    keep("other", MINE)
    assert facts(run)[0]["owner"] is None


def test_a_note_that_is_damaged_says_nothing(run: Command) -> None:
    keep_tried("main", Trial(MINE, owner="Célia Prado"))
    for written in ("[1]", "{", '{"kept":true,"owner":7}'):
        (folder() / "owners" / "main.json").write_text(written)
        assert facts(run)[0]["owner"] is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:8080", "simulator"),
        ("http://localhost:8080/x", "simulator"),
        ("http://[::1]:80", "simulator"),
        ("https://hotmart.example.org", "production"),
        ("https://127.example.org", "production"),
    ],
)
def test_what_runs_on_this_machine_is_a_simulator_and_not_production(
    run: Command, url: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("main", Credential("an-id", "a-secret", api_url=url))
    assert facts(run)[0]["environment"] == said
    monkeypatch.setenv("HOTMART_LANG", "pt")
    told = run("whoami").stdout
    assert ("simulador" if said == "simulator" else "produção") + f" · {url}" in told
    assert "armazém:" in told


def test_every_connection_of_the_file_is_told_with_what_holds_for_it(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("hotmart.toml").write_text(
        'time_zone = "America/Recife"\n[warehouse]\npath = "agency.duckdb"\n'
        '[connections.one]\nclient_id = "env:A_ID"\nclient_secret = "file:secret"\n'
        '[connections.two]\nbasic = "env:B"\nsandbox = true\ntime_zone = "Europe/Lisbon"\n'
    )
    Path("secret").write_text("a-very-secret-secret")
    monkeypatch.setenv("A_ID", "an-id")
    one, two = facts(run)
    assert (one["secret"], one["time_zone"], one["warehouse"]) == ("file", "America/Recife", "agency.duckdb")
    assert (two["secret"], two["environment"], two["time_zone"]) == (None, "sandbox", "Europe/Lisbon")
    assert facts(run, "two") == [two]
    outcome = run("whoami", "twoo")
    assert outcome.exit_code == 5
    assert "Did you mean two?" in outcome.stderr


@pytest.mark.parametrize("file", ["[[[", "\xff"])
def test_a_file_that_is_no_toml_is_said(run: Command, file: str) -> None:
    Path("hotmart.toml").write_bytes(file.encode("latin-1"))
    outcome = run("whoami")
    assert outcome.exit_code == 1
    assert "hotmart config check" in outcome.stderr


@pytest.mark.parametrize(
    "file", ["connections = 7\n", "[connections]\none = 7\n", "warehouse = []\n", "[sync]\nclub = 'x'\n"]
)
def test_a_file_with_other_mistakes_still_says_whose_it_is(run: Command, file: str) -> None:
    Path("hotmart.toml").write_text(file)
    assert len(facts(run)) == 1


@pytest.mark.parametrize("words", [[], ["--json"]])
@pytest.mark.parametrize("lang", ["en", "pt"])
def test_it_answers_before_anything_heavy_is_there(tmp_path: Path, words: list[str], lang: str) -> None:
    keep("main", Credential("a-long-client-id", "a-very-secret-secret"))
    start = f"import sys; sys.argv = ['hotmart', 'whoami', *{words!r}]"
    code = f"{start}\n{RUN}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert "main" in done.stdout
    assert HEAVY.isdisjoint(done.stderr.split())


@pytest.mark.parametrize("lang", ["en", "pt"])
def test_the_short_way_and_the_command_say_the_same(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", lang)
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    keep("main", Credential("a-long-client-id", "a-very-secret-secret"))
    for words in ([], ["--json"]):
        short = subprocess.run(
            [sys.executable, "-c", RUN, "whoami", *words],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        )
        assert short.stdout == run("whoami", *words).stdout
    assert json.loads(short.stdout)["ok"] is True
