"""By keyboard alone, from an empty folder to a connected account with the streams one wants, in a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from hotmart.credentials import kept
from hotmart.simulator import Served, Settings, Simulator

from .accessible import serious
from .chromium import chromium

pytestmark = pytest.mark.slow

CANARY = "canary-5e97c0de-do-not-show"
MOST_TABS = 80  # presses of Tab until a field has to be reached


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=40, months=2, quota=1_000_000)).serve() as served:
        yield served


class Console:
    """`hotmart console` in a process of its own, in a folder in which there is nothing."""

    def __init__(self, folder: Path, served: Served) -> None:
        self.folder, self.log = folder, folder.with_name("console.log")
        command = [str(Path(sys.executable).with_name("hotmart")), "console", "--json", "--port", "0"]
        environment = os.environ | {
            "HOTMART_API_URL": served.api_url,
            "HOTMART_AUTH_URL": served.auth_url,
        }
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert self._process.stdout
        self.url: str = json.loads(self._process.stdout.readline())["url"]
        self.origin = self.url.partition("/?")[0]

    def end(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)


@pytest.fixture
def console(tmp_path: Path, served: Served) -> Iterator[Console]:
    (tmp_path / "here").mkdir()
    console = Console(tmp_path / "here", served)
    yield console
    console.end()


class Typist:
    """A person without a mouse, who looks at every page for what should not be there."""

    def __init__(self, browser: Browser, console: Console, width: int) -> None:
        context = browser.new_context(locale="pt-BR", viewport={"width": width, "height": 900})
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.width, self.console = width, console
        self.said: list[str] = []
        self.never: list[str] = [CANARY]
        self.page.on("console", lambda one: self.said.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", self._asked)
        self.close = context.close

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.console.origin, "data:")):
            self.said.append(f"asked {request.url}")

    def to(self, label: str) -> None:
        """Go on by Tab until what bears this label is reached."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self._here() == label:
                return
        pytest.fail(f"Tab does not lead to {label!r}")

    def back(self, label: str) -> None:
        """The same by Shift and Tab."""
        while self._here() != label:
            self.page.keyboard.press("Shift+Tab")

    def _here(self) -> str:
        """What the element that has the focus is called."""
        named = """() => { const one = document.activeElement;
            return one.getAttribute('aria-label') || (one.labels && one.labels.length
                ? (one.labels[0].querySelector('code') || one.labels[0]).firstChild.textContent
                : one.textContent.trim()); }"""
        found: str = self.page.evaluate(named)
        return found

    def type(self, label: str, text: str) -> None:
        self.to(label)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def press(self, label: str) -> None:
        """Reach a button or a link, and press it."""
        self.to(label)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks()

    def looks(self) -> None:
        """Nothing is wider than the screen, nothing secret is shown, nothing went wrong."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width
        content = self.page.content()
        assert not [one for one in self.never if one in content or one in self.page.url]
        assert self.said == []
        assert serious(self.page) == []
        if pictures := os.environ.get("PICTURES"):
            name = self.page.url.partition("?")[0].rpartition("/")[2]
            self.page.screenshot(path=Path(pictures) / f"fontes-{name}-{self.width}.png", full_page=True)


@pytest.mark.parametrize("width", [390, 1_440])
def test_by_keyboard_from_an_empty_folder_to_a_connected_account_with_chosen_streams(
    browser: Browser, console: Console, served: Served, width: int
) -> None:
    typist = Typist(browser, console, width)
    page = typist.page
    page.goto(console.url.replace("/?", "/fontes?"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Fontes")
    expect(page.locator("[data-connection=main]")).to_contain_text("espera por você")
    typist.looks()

    typist.press("Conectar: main")
    typist.type("Descrição", "Cursos de cerâmica")
    typist.type("Client ID", served.client_id)
    typist.type("Client Secret", CANARY)
    typist.press("Testar e continuar")
    expect(page.get_by_role("alert")).to_contain_text("não aceita esta credencial")
    expect(page.get_by_label("Client Secret")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Descrição")).to_have_value("Cursos de cerâmica")
    assert page.get_by_label("Client Secret").input_value() == ""

    typist.never += [served.client_secret, served.basic]
    typist.type("Client ID", served.client_id)
    typist.type("Client Secret", served.client_secret)
    typist.press("Testar e continuar")
    expect(page.get_by_role("heading", level=2)).to_have_text("hotmart.toml seria criado")
    assert not (console.folder / "hotmart.toml").exists()
    typist.press("Gravar")
    expect(page.locator("[data-connection=main]")).to_contain_text("READY")
    expect(page.locator("[data-domain=payments]")).to_contain_text("funciona")
    expect(page.get_by_role("status").first).to_contain_text("main está conectada")

    typist.press("Escolher streams")
    typist.to("Tirar os à vista")
    page.keyboard.press("Enter")
    expect(page.locator("#filter-said")).to_contain_text("0 escolhidos")
    page.keyboard.press("Shift+Tab")
    typist.back("Digite parte de um nome")
    for part in ("sales_h", "coup"):
        page.keyboard.type(part)
        expect(page.locator("#picks li:visible")).to_have_count(1)
        page.keyboard.press("Enter")
    expect(page.locator("#filter-said")).to_contain_text("2 escolhidos")
    typist.press("Continuar")
    expect(page.locator("ins")).to_contain_text(["streams"])
    typist.press("Gravar")

    written = (console.folder / "hotmart.toml").read_text("utf-8")
    told = tomllib.loads(written)
    assert told["sync"]["streams"] == ["sales_history", "coupons"]
    assert told["connections"]["main"] == {"description": "Cursos de cerâmica"}
    assert (kept("main") or pytest.fail("nothing was kept")).client_secret == served.client_secret
    typist.close()
    console.end()
    state = [one for one in Path(os.environ["HOTMART_STATE_DIR"]).rglob("*") if one.is_file()]
    for text in (written, *(one.read_text("utf-8", "replace") for one in (console.log, *state))):
        assert not [one for one in typist.never if one in text]
