"""A person connects in a real browser: the page as Chromium shows it, and what it keeps other pages from."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from connections.hosted import Hosted, hosting
from hotmart.connections import browser as browsers
from hotmart.connections.page import app
from hotmart.credentials import kept, kept_names
from hotmart.simulator import Served, Settings, Simulator

from .chromium import chromium

pytestmark = pytest.mark.slow

CANARY = "canary-5e97c0de-do-not-show"
LANGUAGES = {"pt-BR": "Conectar “main”", "en-US": "Connect “main”"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=60, months=3, quota=1_000_000)).serve() as served:
        yield served


@pytest.fixture
def hosted(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    monkeypatch.setattr(app, "LINGER", 0.3)
    with hosting(served) as hosted:
        yield hosted


class Tab:
    """A page of a browser, and what went wrong in it."""

    def __init__(self, browser: Browser, language: str = "en-US", width: int = 1_000) -> None:
        self.context = browser.new_context(locale=language, viewport={"width": width, "height": 760})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.said: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def open(self, hosted: Hosted) -> Page:
        """Go in by the link."""
        self.page.goto(f"{hosted.origin}/#{hosted.link}")
        self.page.wait_for_selector("form")
        return self.page

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    tab = Tab(browser)
    yield tab
    tab.close()


def paste(page: Page, client_id: str, secret: str) -> None:
    page.get_by_label("Client ID").fill(client_id)
    page.get_by_label("Client Secret").fill(secret)
    page.get_by_role("button").click()


def test_a_person_connects(tab: Tab, hosted: Hosted, served: Served) -> None:
    page = tab.open(hosted)
    assert hosted.link not in page.url
    assert page.evaluate("document.cookie") == ""
    paste(page, served.client_id, f"Basic {CANARY}")
    expect(page.get_by_role("alert")).to_contain_text("does not take this credential")
    assert CANARY not in page.content()
    assert page.get_by_label("Client ID").input_value() == ""
    paste(page, served.client_id, served.client_secret)
    expect(page.get_by_role("heading")).to_have_text("“main” is connected")
    assert served.client_secret not in page.content()
    assert served.client_secret not in page.url
    assert (kept("main") or pytest.fail("nothing was kept")).client_secret == served.client_secret
    assert hosted.ended().stage == "done"
    assert tab.said == []  # nothing that the policy had to stop


def test_the_whole_text_of_the_panel_may_be_pasted_into_one_field(
    tab: Tab, hosted: Hosted, served: Served
) -> None:
    page = tab.open(hosted)
    paste(
        page,
        f"Client ID: {served.client_id} Client Secret: {served.client_secret} Basic: Basic {served.basic}",
        "",
    )
    expect(page.get_by_role("heading")).to_have_text("“main” is connected")


def test_the_language_is_the_browsers_and_can_be_changed(browser: Browser, hosted: Hosted) -> None:
    tab = Tab(browser, "pt-BR")
    page = tab.open(hosted)
    expect(page.get_by_role("heading")).to_have_text(LANGUAGES["pt-BR"])
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading")).to_have_text(LANGUAGES["en-US"])
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was pasted")
    page.get_by_role("link", name="Português").click()
    expect(page.get_by_role("alert")).to_contain_text("Nada foi colado")
    tab.close()


def test_a_link_that_was_used_lets_nobody_in(browser: Browser, tab: Tab, hosted: Hosted) -> None:
    tab.open(hosted)
    other = Tab(browser)
    other.page.goto(f"{hosted.origin}/#{hosted.link}")
    expect(other.page.locator("[data-when=used]")).to_be_visible()
    assert other.page.locator("form").count() == 0
    assert hosted.link not in other.page.url  # nor in the history of the browser
    other.page.goto(f"{hosted.origin}/?x#")
    expect(other.page.locator("[data-when=nothing]")).to_be_visible()
    other.close()
    tab.page.reload()
    expect(tab.page.locator("form")).to_be_visible()  # who is in stays in


class Foreign:
    """A site of somebody else, on another port of this machine: for a browser that is another origin."""

    def __init__(self, script: str) -> None:
        cookies = self.cookies = list[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                cookies.append(self.headers.get("cookie") or "")
                body = f"<!doctype html><title>x</title><body><script>{script}</script>".encode()
                self.send_response(200)
                self.send_header("content-type", "text/html")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


ATTACK = """
const told = [];
const ask = (name, path, options) => fetch("TO" + path, options).then(
  async (answer) => told.push(name + " " + answer.status + " " + await answer.text()),
  () => told.push(name + " -"));
const cookie = { credentials: "include" };
const frame = document.createElement("iframe");
frame.src = "TOROOM";
document.body.append(frame);
Promise.all([
  ask("enter", "/enter", { method: "POST", body: "LINK", ...cookie }),
  ask("blind", "/enter", { method: "POST", body: "LINK", mode: "no-cors" }),
  ask("read", "ROOM", cookie),
  ask("send", "ROOM", { method: "POST", body: "client_id=x&client_secret=y", mode: "no-cors", ...cookie }),
  ask("control", "/control", cookie),
]).then(() => { document.title = JSON.stringify(told); });
"""


def test_another_origin_learns_nothing_and_changes_nothing(
    browser: Browser, tab: Tab, hosted: Hosted, served: Served
) -> None:
    page = tab.open(hosted)
    room = re.sub(r"^http://[^/]+|\?.*", "", page.url)
    script = ATTACK.replace("TO", hosted.origin).replace("ROOM", room).replace("LINK", hosted.link)
    foreign = Foreign(script)
    try:
        other = tab.context.new_page()  # with the cookies of who is in
        other.goto(foreign.url)
        other.wait_for_function("document.title !== 'x'")
        told = json.loads(other.title())
        assert sorted(one.split()[0] for one in told) == ["blind", "control", "enter", "read", "send"]
        assert not [one for one in told if re.search(r" 20\d", one)]
        assert len(other.frames) == 2
        assert "form" not in other.frames[1].evaluate("document.body ? document.body.innerHTML : ''")
        assert not [one for one in foreign.cookies if "hotmart" in one]
    finally:
        foreign.close()
    told = hosted.page.asked() or {}
    assert (told["stage"], told["problem"]) == ("asked", None)  # what it sent was not even looked at
    paste(page, served.client_id, served.client_secret)
    expect(page.get_by_role("heading")).to_have_text("“main” is connected")


def test_another_name_for_this_machine_is_not_its_address(tab: Tab, hosted: Hosted) -> None:
    answer = tab.page.goto(f"http://localhost:{hosted.port}/#{hosted.link}")
    assert answer
    assert answer.status == 421
    assert tab.page.locator("form").count() == 0
    tab.said.clear()
    tab.open(hosted)  # which did not spend the link


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1_000])
def test_it_looks_right_at_the_width_of_a_phone_and_of_a_desk(
    browser: Browser, served: Served, language: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is wider than the screen, and what is touched is large enough for a finger."""
    monkeypatch.setattr(app, "LINGER", 1.0)
    pictures = os.environ.get("PICTURES")
    with hosting(served, with_code=True) as hosted:
        tab = Tab(browser, language, width)
        page = tab.open(hosted)
        expect(page.get_by_role("heading")).to_have_text(LANGUAGES[language])

        def fits(what: str) -> None:
            if pictures:
                page.screenshot(path=Path(pictures) / f"{what}-{language}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for one in page.locator("button:visible, input:visible:not([type=checkbox])").all():
                box = one.bounding_box()
                assert box
                assert box["height"] >= 44
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width

        fits("form")
        page.locator("summary").click()
        fits("basic")
        page.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_be_visible()
        fits("wrong")
        paste(page, served.client_id, served.client_secret)
        expect(page.locator("#code")).to_be_visible()
        fits("code")
        told = hosted.page.told(code=page.locator("#code").inner_text())
        assert told
        assert told["outcome"] == "done"
        page.reload()
        expect(page.locator(".parts")).to_be_visible()
        fits("done")
        assert tab.said == []
        tab.close()


def test_the_command_has_a_person_connect_and_finds_what_was_kept(
    tab: Tab, served: Served, tmp_path: Path
) -> None:
    """As an agent does it: ensure, show the address, wait; and every later command speaks for the account."""
    environment = os.environ | {
        "HOTMART_API_URL": served.api_url,
        "HOTMART_AUTH_URL": served.auth_url,
        "BROWSER": "true",  # the command of that name, which opens nothing
    }

    def run(*words: str) -> tuple[int, dict[str, Any]]:
        command = [str(Path(sys.executable).with_name("hotmart")), *words, "--json"]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert served.client_secret not in done.stdout + done.stderr
        return done.returncode, json.loads(done.stdout)

    code, first = run("connection", "ensure")
    assert (code, first["data"]["state"]) == (4, "CLIENT_ACTION_REQUIRED")
    url = first["data"]["clientAction"]["uiUrl"]
    assert run("connection", "ensure")[1]["data"]["clientAction"]["uiUrl"] == url
    doors = [*Path(os.environ["HOTMART_CONFIG_DIR"]).rglob("*.html")]
    assert len(doors) == (0 if Path("/snap/bin").is_dir() else 1)
    page = tab.page
    page.goto(doors[0].as_uri() if doors else url)  # as a browser is led there
    page.wait_for_selector("form")
    assert url.partition("#")[2] not in running()
    paste(page, served.client_id, served.client_secret)
    expect(page.get_by_role("heading")).to_have_text("“main” is connected")
    code, got = run("connection", "get", "--wait", "--timeout", "10")
    assert (code, got["data"]["state"], got["data"]["secret"]) == (0, "READY", "file")
    assert run("connection", "test")[0] == 0
    assert run("whoami")[1]["data"][0]["connection"] == "main"
    assert kept_names() == ["main"]
    assert served.client_secret not in running()


def running() -> str:
    """The command lines of every process of this machine, where the system shows them."""
    told: list[str] = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            told.append(one.read_bytes().decode(errors="replace"))
    return "\n".join(told)


def test_a_browser_is_led_by_a_file_that_only_its_user_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    led: list[str] = []

    def opens(url: str) -> bool:
        led.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", opens)
    assert browsers.lead("main", 1234, "http://127.0.0.1:1234/#the-link")
    if not Path("/snap/bin").is_dir():
        assert "the-link" not in led[0]
        assert led[0].startswith("file://")
