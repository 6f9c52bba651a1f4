from __future__ import annotations

import logging
import os
import pty
import re
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import hotmart
from connections.hosted import Hosted
from hotmart.connections import opened
from hotmart.connections.page import app
from hotmart.credentials import Credential, kept, kept_names, noted
from hotmart.credentials.notes import path_of
from hotmart.simulator import Served, Settings, Simulator

from .conftest import RUN, Command

CANARY = "0a1b2c3d-4e5f-4061-9273-a4b5c6d7e8f9"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=60, months=3, quota=1_000_000)).serve() as served:
        yield served


@pytest.fixture
def there(served: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    """A Hotmart where commands look for one, and no credential of it."""
    monkeypatch.setenv("HOTMART_API_URL", served.api_url)
    monkeypatch.setenv("HOTMART_AUTH_URL", served.auth_url)
    return served


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who answers: what stands on stdin is typed."""
    monkeypatch.setattr(import_module("hotmart.cli.connect"), "at_a_keyboard", lambda: True)


@pytest.mark.usefixtures("keyboard")
def test_what_is_pasted_is_tried_kept_and_never_shown(run: Command, there: Served) -> None:
    outcome = run("connect", stdin=f"{there.client_id}\nClient Secret: {there.client_secret}\n")
    assert outcome.exit_code == 0
    assert "✓" in outcome.stdout
    assert "main is connected" in outcome.stdout
    assert "Next: hotmart sync\n" in outcome.stdout
    assert "unencrypted" in outcome.stderr
    assert there.client_secret not in outcome.stdout + outcome.stderr
    assert there.client_id not in outcome.stdout + outcome.stderr
    assert kept("main") == Credential(
        there.client_id, there.client_secret, api_url=there.api_url, auth_url=there.auth_url
    )


@pytest.mark.usefixtures("keyboard")
def test_the_basic_alone_is_enough(run: Command, there: Served) -> None:
    outcome = run("connect", "my-shop", "--json", stdin=f"Basic: Basic {there.basic}\n")
    assert outcome.exit_code == 0
    data = outcome.json["data"]
    assert (data["connection"], data["secret"], data["accepted"]) == ("my-shop", "file", True)
    assert {one["domain"]: one["works"] for one in data["domains"]}["payments"] is True
    assert "@" not in outcome.stdout
    assert there.basic not in outcome.stdout + outcome.stderr
    assert kept_names() == ["my-shop"]


@pytest.mark.usefixtures("keyboard")
def test_id_and_secret_that_changed_places_are_put_right_and_said(run: Command, there: Served) -> None:
    outcome = run("connect", stdin=f"{there.client_secret}\n{there.client_id}\n")
    assert outcome.exit_code == 0
    assert "changed places" in outcome.stdout
    assert (kept("main") or Credential()).client_id == there.client_id


@pytest.mark.usefixtures("keyboard", "there")
@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("\n\n", 2, "Nothing was pasted"),
        (f"{CANARY}\n\n", 2, "client secret is missing"),
        (f"\n{CANARY}\n", 2, "client id is missing"),
        (f"an-id\n{CANARY}\n", 4, "does not take this credential"),
    ],
)
def test_what_is_no_credential_is_kept_nowhere(run: Command, typed: str, code: int, said: str) -> None:
    outcome = run("connect", stdin=typed)
    assert outcome.exit_code == code
    assert said in outcome.stderr
    assert CANARY not in outcome.stdout + outcome.stderr
    assert kept_names() == []


@pytest.mark.parametrize("lang", ["en", "pt"])
def test_where_nobody_can_type_the_command_that_asks_is_told(
    run: Command, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", lang)
    outcome = run("connect", "my-shop", "--json")
    assert outcome.exit_code == 4
    assert outcome.json["error"]["code"] == "credentials"
    assert outcome.json["error"]["command"] == "hotmart connection ensure my-shop"


@pytest.mark.parametrize(
    "words",
    [
        [CANARY],
        ["main", CANARY],
        ["main", "other", f"Basic {CANARY}"],
        ["--client-secret", CANARY],
        [f"--client-secret={CANARY}"],
        ["--client-id", "x", "--basic", "short"],
        ["--token", CANARY, "--json"],
    ],
)
@pytest.mark.parametrize(
    "command", [["connect"], ["connection", "ensure"], ["connection", "test"], ["whoami"]]
)
def test_a_secret_in_an_argument_is_refused_unseen_and_to_be_made_anew(
    run: Command, command: list[str], words: list[str]
) -> None:
    outcome = run(*command, *words)
    assert outcome.exit_code == 2
    said = outcome.stdout + outcome.stderr
    assert CANARY not in said
    assert "make a new one" in said
    assert kept_names() == []


@pytest.mark.parametrize("name", ["minha loja", "../x", "açaí", "-x", "CON", "a.b"])
def test_a_name_that_could_be_none_is_refused(run: Command, name: str) -> None:
    outcome = run("connect", "--", name)
    assert outcome.exit_code == 2
    assert "name of a connection" in outcome.stderr
    assert "One connection at a time" in run("connect", "one", "two").stderr


@pytest.mark.usefixtures("keyboard")
def test_what_goes_before_the_kept_credential_is_said(
    run: Command, there: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_BASIC", "b3RoZXI6b25l")
    outcome = run("connect", stdin=f"{there.basic}\n")
    assert outcome.exit_code == 0
    assert "HOTMART_BASIC" in outcome.stderr
    assert "goes before" in outcome.stderr


@pytest.mark.usefixtures("keyboard")
def test_a_file_that_does_not_name_the_connection_is_told_how_to(run: Command, there: Served) -> None:
    Path("hotmart.toml").write_text(
        "[connections.one]\nclient_id = 'env:A'\n[connections.two]\nbasic='env:B'\n"
    )
    assert "has several connections" in run("connect", stdin=f"{there.basic}\n").stderr
    outcome = run("connect", "my-shop", stdin=f"{there.basic}\n")
    (told,) = re.findall(r"hotmart (config set connections\S+ \S+)", outcome.stderr)
    assert run(*told.split()).exit_code == 0
    assert "Next: hotmart sync --connection my-shop" in outcome.stdout
    assert hotmart.open(connection="my-shop").settings.credential()["client_id"] == there.client_id


@pytest.mark.usefixtures("keyboard")
@pytest.mark.slow
def test_every_command_finds_what_was_connected(
    run: Command, there: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("connect", stdin=f"{there.basic}\n").exit_code == 0
    monkeypatch.delenv("HOTMART_API_URL")  # where it is good was kept with it
    monkeypatch.delenv("HOTMART_AUTH_URL")
    outcome = run("sync", "products", "--json")
    assert outcome.exit_code == 0, outcome
    assert hotmart.open().sync("products").error is None
    assert run("init", "--yes").exit_code == 0  # whose file points to variables that nobody has set
    assert run("config", "check").exit_code == 0
    assert run("sync", "products", "--json").exit_code == 0


@pytest.mark.usefixtures("keyboard")
def test_the_canary_lies_in_the_one_file_and_nowhere_else(
    run: Command, there: Served, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        outcome = run("connect", stdin=f"{there.client_id}\n{there.client_secret}\n")
        for words in (["whoami"], ["connection", "list"], ["connection", "get"], ["connection", "test"]):
            for more in ([], ["--json"]):
                told = run(*words, *more)
                assert told.exit_code == 0
                assert there.client_secret not in told.stdout + told.stderr
    assert there.client_secret not in outcome.stdout + outcome.stderr + caplog.text + repr(noted("main"))
    places = [tmp_path, Path(os.environ["HOTMART_CONFIG_DIR"]), Path(os.environ["HOTMART_CACHE_DIR"])]
    files = [one for place in places for one in place.rglob("*") if one.is_file()]
    holding = [one for one in files if there.client_secret.encode() in one.read_bytes()]
    assert holding == [path_of("main")]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_at_a_real_terminal_nothing_that_is_typed_is_echoed(there: Served, tmp_path: Path) -> None:
    """Typed by hand into a terminal of its own."""
    mine, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "connect"], stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path
    ) as process:
        os.close(theirs)
        screen = b""

        def until(said: bytes) -> None:
            nonlocal screen
            end = time.monotonic() + 30
            while said not in screen and time.monotonic() < end:
                if select.select([mine], [], [], 0.1)[0]:
                    try:
                        screen += os.read(mine, 4096)
                    except OSError:  # what Linux says of a terminal that nobody has open any more
                        return
            assert said in screen

        until(b"Client ID")
        os.write(mine, there.client_id.encode() + b"\n")
        until(b"Client Secret")
        os.write(mine, there.client_secret.encode() + b"\n")
        until(b"Next: hotmart sync")
        assert process.wait(20) == 0
    os.close(mine)
    assert there.client_secret.encode() not in screen
    assert there.client_id.encode() not in screen


def test_in_the_browser_the_command_serves_the_page_until_it_has_ended(
    run: Command, there: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setattr(app, "LINGER", 0.0)
    led: list[str] = []

    def person(name: str, port: int, url: str) -> bool:
        """Somebody who opens the address, and pastes."""
        led.append(url)
        threading.Thread(target=visit, args=(port, url)).start()
        return True

    def visit(port: int, url: str) -> None:
        page = Hosted(port, url.partition("#")[2], threading.current_thread(), [])
        page.enter()
        page.send(basic=there.basic)
        page.look()

    monkeypatch.setattr("hotmart.connections.browser.lead", person)
    outcome = run("connect", "--browser")
    assert outcome.exit_code == 0
    assert led[0] in outcome.stderr
    assert "main is connected" in outcome.stdout
    assert kept_names() == ["main"]
    assert opened.noted("main") is None


def test_a_page_that_ends_without_a_credential_is_said(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "true")

    def gives_up(*_: Any) -> bool:
        page = opened.noted("main")
        assert page
        threading.Thread(target=page.told, kwargs={"do": "end"}).start()
        return True

    monkeypatch.setattr("hotmart.connections.browser.lead", gives_up)
    outcome = run("connect", "--browser", "--json")
    assert outcome.exit_code == 4
    assert "nothing was kept" in outcome.json["error"]["message"]
