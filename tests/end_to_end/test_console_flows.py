"""Fluxos and O que foi feito in a real browser, by keyboard alone: a read that is saved, a refund, once."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from console.writing import TOML, refundable, writes
from hotmart.testing import SimulatedHotmart, simulated
from simulated import COMMAND

from .accessible import serious
from .chromium import chromium

pytestmark = pytest.mark.slow
SAID = {
    "pt-BR": {
        "saved": "Fluxos guardados",
        "hidden": "só 2 das 17 situações",
        "done": "foi pedido",
        "run": "linhas",
    },
    "en-US": {
        "saved": "Saved flows",
        "hidden": "only 2 of the 17 states",
        "done": "was asked for",
        "run": "rows",
    },
}


@pytest.fixture(scope="module")
def hotmart() -> Iterator[SimulatedHotmart]:
    with simulated(sales=300, months=5, quota=1_000_000) as account:
        yield account


@pytest.fixture(scope="module")
def url(hotmart: SimulatedHotmart, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A console of that account, as the command opens it."""
    folder = tmp_path_factory.mktemp("flows")
    (folder / "hotmart.toml").write_text(TOML)
    told = os.environ | dict(hotmart.environment) | {"HOTMART_STATE_DIR": str(folder / "state")}
    command = [str(COMMAND), "console", "--json", "--no-open"]
    with subprocess.Popen(command, cwd=folder, env=told, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield json.loads(process.stdout.readline())["url"]
        process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class Keyboard:
    """Somebody without a mouse, and what went wrong before their eyes."""

    def __init__(self, browser: Browser, url: str, language: str, width: int) -> None:
        self.context = browser.new_context(locale=language, viewport={"width": width, "height": 900})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.origin, self.width, self.wrong = url.partition("/?")[0], width, list[str]()
        self.page.on("console", lambda one: self.wrong.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda one: self._goes_to(one.url))
        self.page.goto(url.replace("/?", "/fluxos?"))  # the first page has nothing to show without a copy

    def _goes_to(self, url: str) -> None:
        if not url.startswith((self.origin, "data:")):
            self.wrong.append(url)

    def goes(self, path: str) -> None:
        self.page.goto(self.origin + path)
        self.sees_all()

    def sees_all(self) -> None:
        """Nothing is wider than the screen, and axe finds nothing that keeps somebody out."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width
        assert serious(self.page) == []

    def reaches(self, selector: str) -> None:
        """Go on by Tab until it has the focus, which can be seen."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                assert self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                return
        pytest.fail(f"{selector} is not reached by Tab")

    def types(self, selector: str, text: str) -> None:
        self.reaches(selector)
        self.page.keyboard.type(text)

    def presses(self, selector: str, key: str = "Enter") -> None:
        self.reaches(selector)
        self.page.keyboard.press(key)


@pytest.mark.parametrize(("language", "width"), [("pt-BR", 390), ("en-US", 1_440)])
def test_by_keyboard_a_read_is_run_and_saved_and_a_refund_is_done_once(
    browser: Browser, url: str, hotmart: SimulatedHotmart, language: str, width: int
) -> None:
    person, said = Keyboard(browser, url, language, width), SAID[language]
    page = person.page

    person.goes("/fluxos")
    person.presses('a[href="/fluxos/acao?id=sales.history"]')
    expect(page.locator("main")).to_contain_text(said["hidden"])
    person.sees_all()
    person.types('[name="p.period"]', "2015-01-01..2030-01-01")
    person.presses('[name="p.transaction_status.ALL"]', "Space")
    person.presses("button.main")
    expect(page.get_by_role("status")).to_contain_text(said["run"])
    expect(page.locator("#rows tbody tr").first).to_be_visible()
    person.sees_all()

    person.presses("main a.button")
    expect(page.locator('[name="p.transaction_status.ALL"]')).to_be_checked()
    person.types("#name", f"all-{width}")
    person.presses('button[formaction*="guardar"]')
    expect(page.locator(".difference")).to_contain_text(f"[flows.all-{width}]")
    person.presses("button.main")
    expect(page.locator("#saved")).to_contain_text(f"all-{width}")
    expect(page.locator("#saved")).to_contain_text(said["saved"])
    person.sees_all()

    sale, before = refundable(hotmart), writes(hotmart)
    person.goes("/fluxos/acao?id=sales.refund")
    person.types('[name="p.transaction_code"]', sale)
    person.presses("button.main")
    expect(page.locator("#plan")).to_contain_text(sale)
    person.sees_all()
    assert writes(hotmart) == before
    person.types("#word", "x")
    page.keyboard.press("Enter")
    expect(page.locator("#word-wrong")).to_be_visible()
    person.sees_all()
    assert writes(hotmart) == before
    person.types("#word", sale)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_contain_text(said["done"])
    person.sees_all()
    page.reload()
    page.go_back()
    page.reload()
    expect(page.locator("#outcome")).to_contain_text(said["done"])
    assert writes(hotmart) == before + 1
    person.goes("/feito")
    expect(page.locator("#audit tbody tr").first).to_be_visible()
    assert person.wrong == []
    person.context.close()
