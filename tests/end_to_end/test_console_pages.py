"""Every page of the console in a real browser: on a desk and on a phone, by day and by night."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from console.serving import Opened, opened_console
from hotmart.console.page import Page as OfHouse
from hotmart.console.page import pages_of_house
from simulated import Account

from .accessible import serious
from .chromium import chromium

pytestmark = pytest.mark.slow

WAYS: list[tuple[int, str, Literal["light", "dark"]]] = [(1_440, "pt-BR", "light"), (390, "en-US", "dark")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    account = Account(tmp_path_factory.mktemp("pages"), sales=300, months=6, seed=5)
    account.sync()
    with opened_console(account.folder) as console:
        yield console
    account.close()


@pytest.fixture(scope="module", params=WAYS, ids=lambda way: f"{way[0]}-{way[1]}-{way[2]}")
def tab(request: pytest.FixtureRequest, console: Opened, browser: Browser) -> Iterator[Page]:
    width, language, scheme = request.param
    context = browser.new_context(
        locale=language, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(console.url)
    yield page
    context.close()


@pytest.mark.parametrize("shown", pages_of_house(), ids=lambda page: page.slug or "home")
def test_a_page_serves_everybody_and_asks_nobody_else(tab: Page, console: Opened, shown: OfHouse) -> None:
    said: list[str] = []
    elsewhere: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith((console.origin, "data:")):
            elsewhere.append(request.url)

    tab.on("console", heard)
    tab.on("request", asked)
    answer = tab.goto(f"{console.origin}/{shown.slug}")
    assert answer is not None and answer.status in (200, 202)  # 202: its figures are being measured
    tab.wait_for_selector(".measuring", state="detached")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(tab) == []
    assert (said, elsewhere) == ([], [])  # a policy that had to stop something says so
    tab.remove_listener("console", heard)
    tab.remove_listener("request", asked)
