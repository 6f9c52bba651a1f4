from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from connections.hosted import hosting
from hotmart.connections import ensuring, opened
from hotmart.connections.page import app
from hotmart.credentials import Credential, keep, kept, kept_names
from hotmart.simulator import Served, Settings, Simulator
from hotmart.transport import tokens

from .conftest import Command, connect, ended, started


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=60, months=3, quota=1_000_000)).serve() as served:
        yield served


@pytest.fixture(autouse=True)
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a browser, whatever this one is."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("hotmart.connections.browser.is_here.__defaults__", (os.environ, "linux"))


def kept_at(served: Served, name: str = "main", **other: Any) -> None:
    told = {one: getattr(served, one) for one in ("client_id", "client_secret", "api_url", "auth_url")}
    keep(name, Credential(**(told | other)))


def test_what_is_there_is_found_and_nothing_is_opened(run: Command, served: Served) -> None:
    kept_at(served)
    outcome = run("connection", "ensure", "--json")
    assert outcome.exit_code == 0
    assert outcome.json["data"] == {
        "name": "main",
        "state": "READY",
        "secret": "file",
        "environment": "simulator",
        "api_url": served.api_url,
        "clientAction": None,
        "expires_in": None,
        "error": None,
    }
    assert opened.every() == []


def test_the_environment_is_a_connection(
    run: Command, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(served, monkeypatch)
    assert run("connection", "ensure", "--json").json["data"]["secret"] == "environment"
    (row,) = run("connection", "list", "--json").json["data"]
    assert (row["name"], row["state"]) == ("main", "READY")
    assert "HOTMART_CLIENT_ID" in run("connection", "list").stdout


@pytest.mark.slow
def test_where_there_is_none_a_page_is_opened_that_outlives_the_command(run: Command) -> None:
    outcome = run("connection", "ensure", "--json")
    assert outcome.exit_code == 4
    said = outcome.json
    assert said["ok"] is False
    assert (said["error"]["code"], said["data"]["state"]) == ("credentials", "CLIENT_ACTION_REQUIRED")
    action = said["data"]["clientAction"]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/#[\w-]{43}", action["uiUrl"])
    port = action["uiUrl"].split(":")[2].partition("/")[0]
    assert action["tunnelCommand"].startswith(f"ssh -N -L {port}:127.0.0.1:{port} ")
    assert action["command"] == "hotmart login complete CODE"
    assert "Never ask for a key" in action["agentInstructions"]
    assert 0 < said["data"]["expires_in"] <= 600
    again = run("connection", "ensure", "--json").json["data"]["clientAction"]
    assert again["uiUrl"] == action["uiUrl"]
    assert run("connection", "get").exit_code == 4
    assert action["uiUrl"] in run("connection", "get").stdout
    new = run("connection", "ensure", "--again", "--json").json["data"]["clientAction"]
    assert new["uiUrl"] != action["uiUrl"]
    assert len(ensuring._started) == 2
    assert ensuring._started[0].wait(20) == 0


@pytest.mark.slow
def test_while_it_waits_the_environment_is_the_one_that_was_asked_for(run: Command) -> None:
    first = run("connection", "ensure", "shop", "--json").json["data"]
    assert first["environment"] == "production"
    wanted = run("connection", "ensure", "shop", "--sandbox", "--json").json["data"]
    assert wanted["environment"] == "sandbox"
    assert wanted["clientAction"]["uiUrl"] != first["clientAction"]["uiUrl"]
    for words in (["get", "shop"], ["ensure", "shop"], ["ensure", "shop", "--sandbox"]):
        again = run("connection", *words, "--json").json["data"]
        assert again["environment"] == "sandbox"
        assert again["clientAction"]["uiUrl"] == wanted["clientAction"]["uiUrl"]


def test_one_of_production_is_not_taken_for_the_sandbox_unsaid(run: Command) -> None:
    keep("shop", Credential("an-id", "a-secret"))
    told = run("connection", "ensure", "shop", "--sandbox", "--json").json
    assert told["data"]["environment"] == "production"
    assert "hotmart connection ensure shop-sandbox --sandbox" in told["warnings"][0]
    assert "shop-sandbox" in run("connection", "ensure", "shop", "--sandbox").stderr
    assert run("connection", "ensure", "shop", "--json").json["warnings"] == []


@pytest.mark.slow
def test_a_page_that_is_told_to_stop_leaves_no_note(run: Command) -> None:
    run("connection", "ensure")
    (process,) = ensuring._started
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert opened.every() == []


@pytest.mark.slow
def test_a_page_that_was_killed_is_not_waited_for(run: Command) -> None:
    first = run("connection", "ensure", "--json").json["data"]["clientAction"]
    ensuring._started[0].kill()
    ensuring._started[0].wait(20)
    assert run("connection", "get", "--json").json["data"]["clientAction"]["uiUrl"] is None
    assert run("connection", "ensure", "--json").json["data"]["clientAction"]["uiUrl"] != first["uiUrl"]


@pytest.mark.slow
def test_two_commands_at_once_open_one_page() -> None:
    both = [started(["connection", "ensure", "--json"]) for _ in range(2)]
    urls = {ended(one).json["data"]["clientAction"]["uiUrl"] for one in both}
    for page in opened.every():
        page.told(do="end")
    assert len(urls) == 1


def test_a_page_that_cannot_be_opened_is_said(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    outcome = run("connection", "ensure")
    assert outcome.exit_code == 1
    assert "could not be opened" in outcome.stderr
    assert "hotmart connect" in outcome.stderr


def test_a_browser_is_led_there_unless_it_is_not_wanted(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "true")
    led: list[str] = []
    codes: list[bool] = []

    def start(name: str, *, with_code: bool, sandbox: bool) -> tuple[str, int]:
        codes.append(with_code)
        return "http://127.0.0.1:1/#x", 1

    def lead(name: str, port: int, url: str) -> bool:
        led.append(url)
        return True

    monkeypatch.setattr(ensuring, "_start", start)
    monkeypatch.setattr("hotmart.connections.browser.lead", lead)
    run("connection", "ensure", "--no-open")
    assert led == []
    run("connection", "ensure")
    assert led == ["http://127.0.0.1:1/#x"]
    monkeypatch.setenv("BROWSER", "")
    run("connection", "ensure", "--json")
    assert (led[1:], codes) == ([], [False, False, True])


def test_while_it_is_tried_it_is_building_and_then_ready(run: Command, served: Served) -> None:
    with hosting(served) as page:
        assert run("connection", "get", "--json").json["data"]["state"] == "CLIENT_ACTION_REQUIRED"
        page.enter()
        page.send(client_id="an-id", client_secret="a-wrong-secret")
        told = run("connection", "get", "--json").json
        assert told["data"]["state"] == "CLIENT_ACTION_REQUIRED"
        assert "does not take this credential" in told["data"]["error"]["message"]
        page.send(basic=served.basic)
        assert run("connection", "get", "--wait").exit_code == 0


def test_waiting_ends_with_the_state_or_with_the_time(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("connection", "get", "--wait", "--timeout", "0").exit_code == 4
    moments = iter(range(100))

    def sleep(_: float) -> None:
        if next(moments) == 3:
            keep("main", Credential("an-id", "a-secret"))

    found = ensuring.waited_for("main", 50, clock=lambda: 0.0, sleep=sleep)
    assert found.state == "READY"
    assert next(moments) == 4


def test_a_visit_that_came_to_nothing_is_told_until_the_next(run: Command, served: Served) -> None:
    with hosting(served, lifetime=0.01) as page:
        page.ended()
    outcome = run("connection", "get", "--json")
    assert outcome.exit_code == 4
    assert outcome.json["data"]["state"] == "SETUP_FAILED"
    assert outcome.json["data"]["clientAction"]["command"] == "hotmart connection ensure main"
    assert "ten minutes" in outcome.json["error"]["message"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("[connections.main]\nclient_secret = 'file:gone'\n", "not all there"),
        ("[connections.main]\nclient_id = 'env:A'\nclient_secret = 'file:gone'\n", "not all there"),
    ],
)
def test_a_secret_that_is_not_where_the_file_says_is_an_error_of_settings(
    run: Command, file: str, said: str
) -> None:
    Path("hotmart.toml").write_text(file)
    for words in (["get"], ["ensure"]):
        outcome = run("connection", *words, "--json")
        assert (outcome.exit_code, outcome.json["data"]["state"]) == (4, "CONFIGURATION_ERROR")
        assert said in outcome.json["error"]["message"]
    assert opened.every() == []


def test_a_file_that_is_no_toml_is_said(run: Command) -> None:
    Path("hotmart.toml").write_text("[[[")
    outcome = run("connection", "list")
    assert outcome.exit_code == 1
    assert "hotmart config check" in outcome.stderr


def test_the_list_has_those_of_the_file_and_those_that_are_kept(run: Command, served: Served) -> None:
    Path("hotmart.toml").write_text(
        "[connections.one]\nbasic = 'env:NONE'\n[connections.two]\nsandbox = true\n"
    )
    kept_at(served, "two", sandbox=True)
    kept_at(served, "three")
    rows = run("connection", "list", "--json").json["data"]
    assert [(row["name"], row["state"], row["environment"]) for row in rows] == [
        ("one", "CLIENT_ACTION_REQUIRED", "production"),
        ("two", "READY", "simulator"),
        ("three", "READY", "simulator"),
    ]


@pytest.mark.parametrize("words", [["get", "othr"], ["test", "othr"], ["remove", "othr", "--yes"]])
def test_a_name_that_nothing_has_is_told_with_the_one_that_was_meant(
    run: Command, served: Served, words: list[str]
) -> None:
    kept_at(served, "other")
    outcome = run("connection", *words)
    assert outcome.exit_code == 5
    assert "Did you mean other?" in outcome.stderr


def test_a_connection_is_tried_wherever_its_secret_is(
    run: Command, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_at(served)
    kept_at(served, "other")
    for name in ("main", "other"):
        outcome = run("connection", "test", name, "--json")
        assert outcome.exit_code == 0
        assert outcome.json["data"]["accepted"]
    Path("hotmart.toml").write_text(
        "[connections.one]\nclient_id = 'env:ID'\nclient_secret = 'file:secret'\n"
        f"api_url = '{served.api_url}'\nauth_url = '{served.auth_url}'\nclub = ['{served.subdomain}']\n"
    )
    Path("secret").write_text(served.client_secret)
    monkeypatch.setenv("ID", served.client_id)
    outcome = run("connection", "test")
    assert outcome.exit_code == 0
    assert outcome.stdout.count("✓") == 5
    assert served.client_secret not in outcome.stdout
    assert run("connection", "test", "other").exit_code == 0  # kept, and the file does not speak of it


def test_one_that_is_refused_or_has_no_secret_ends_with_exit_4(run: Command, served: Served) -> None:
    assert run("connection", "test").exit_code == 4
    kept_at(served, client_secret="a-wrong-secret-of-somebody")
    outcome = run("connection", "test", "--json")
    assert outcome.exit_code == 4
    assert "does not take this credential" in outcome.json["error"]["message"]


def test_what_is_removed_is_gone_with_its_token_and_its_page(run: Command, served: Served) -> None:
    kept_at(served)
    assert run("sync", "products", "--plan").exit_code == 0
    folder = tokens.cache_directory()
    assert [*folder.glob("*.json")]
    outcome = run("connection", "remove", "--yes", "--json")
    assert (outcome.exit_code, outcome.json["data"]["removed"]) == (0, True)
    assert (kept("main"), [*folder.glob("*.json")]) == (None, [])


def test_a_page_that_waits_is_ended_with_its_connection(
    run: Command, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LINGER", 0.0)
    with hosting(served) as page:
        assert run("connection", "remove", "--yes").exit_code == 0
        assert page.ended().stage == "asked"
    assert opened.every() == []


def test_nobody_is_asked_where_nobody_is_and_nothing_is_done(run: Command, served: Served) -> None:
    kept_at(served)
    for more in ([], ["--json"]):
        outcome = run("connection", "remove", *more)
        assert outcome.exit_code == 3
        assert "hotmart connection remove main --yes" in outcome.stdout + outcome.stderr
    assert kept_names() == ["main"]


@pytest.mark.parametrize(("lang", "no", "yes"), [("pt", "não", "s"), ("en", "n", "y"), ("pt", "", "sim")])
def test_at_a_terminal_a_yes_in_the_readers_words_removes_it(
    run: Command, served: Served, monkeypatch: pytest.MonkeyPatch, lang: str, no: str, yes: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", lang)
    monkeypatch.setattr(
        "hotmart.cli.connection.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    )
    kept_at(served)
    assert run("connection", "remove", stdin=f"{no}\n").exit_code == 130
    assert kept_names() == ["main"]
    assert run("connection", "remove", stdin=f"{yes}\n").exit_code == 0
    assert kept_names() == []


def test_what_is_not_kept_cannot_be_removed(
    run: Command, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("connection", "remove", "--yes").exit_code == 5
    connect(served, monkeypatch)
    outcome = run("connection", "remove", "--yes")
    assert outcome.exit_code == 5
    assert "HOTMART_CLIENT_ID" in outcome.stderr


@pytest.mark.parametrize(
    ("environment", "platform", "here"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "a 1 b 2"}, "linux", False),
        ({"BROWSER": "firefox"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"SSH_TTY": "/dev/pts/0"}, "darwin", False),
    ],
)
def test_a_browser_is_here_where_somebody_sees_it(
    environment: dict[str, str], platform: str, here: bool
) -> None:
    from hotmart.connections.browser import is_here

    assert is_here(environment, platform) is here


def test_the_tunnel_leads_to_the_address_that_its_user_came_by() -> None:
    from hotmart.connections.tunnel import tunnel

    assert tunnel(4321, {"SSH_CONNECTION": "203.0.113.9 50000 198.51.100.7 22"}).endswith("@198.51.100.7")
    assert tunnel(4321, {}).startswith("ssh -N -L 4321:127.0.0.1:4321 ")


@pytest.mark.slow
def test_the_pages_process_takes_no_module_from_the_folder_it_runs_in(tmp_path: Path, run: Command) -> None:
    Path("hotmart.py").write_text("raise SystemExit('not this')")
    Path("json.py").write_text("raise SystemExit('not this')")
    assert run("connection", "ensure", "--json").json["data"]["clientAction"]["uiUrl"]
