"""Somebody looks at a business in a real browser: figures that come by themselves, filters, a keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from console.serving import Opened, opened_console
from simulated import Account

from .accessible import serious
from .chromium import chromium

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    account = Account(tmp_path_factory.mktemp("business"), sales=300, months=6, seed=5)
    account.sync()
    with opened_console(account.folder) as console:
        yield console
    account.close()


@pytest.fixture(params=[(1_440, "pt-BR"), (390, "en-US")], ids=["desk-pt", "phone-en"])
def page(request: pytest.FixtureRequest, console: Opened, browser: Browser) -> Iterator[Page]:
    width, language = request.param
    context = browser.new_context(locale=language, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(console.url)
    yield page
    context.close()


def test_a_bar_leaves_everything_else_out_and_the_address_keeps_it(page: Page, console: Opened) -> None:
    page.goto(f"{console.origin}/vendas")
    bar = page.locator("#products .chart a").first
    product = bar.locator(".name").text_content() or ""
    bar.focus()
    page.keyboard.press("Enter")  # a keyboard is enough
    page.wait_for_url("**product=**")
    expect(page.locator("select[name=product]")).to_have_value(product)
    expect(page.locator("#products .chart").first.locator("a")).to_have_count(1)
    page.get_by_role("link", name="90 d").click()
    page.wait_for_url("**from=**")
    expect(page.locator("select[name=product]")).to_have_value(product)
    assert "product=" in page.url
    page.locator("select[name=product]").select_option("")
    page.locator(".filters button").click()
    expect(page.locator("#products .chart").first.locator("a").nth(1)).to_be_visible()


def test_what_is_not_measured_yet_comes_by_itself(page: Page, console: Opened) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.goto(f"{console.origin}/assinaturas?from=2023-07-03&to=2023-09-{10 + width % 13}")
    expect(page.locator(".tile").first).to_be_visible()
    expect(page.locator("main")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)


def test_charts_can_be_opened_and_serve_everybody(page: Page, console: Opened) -> None:
    page.goto(f"{console.origin}/vendas?from=2023-06-01&to=2023-11-30")
    expect(page.locator("#over-time svg").first).to_be_visible()
    for summary in page.locator("details > summary").all():
        summary.click()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    name = page.locator("#payment .downloads a").first
    with page.expect_download() as saved:
        name.click()
    assert saved.value.suggested_filename == "vendas-payment.csv"
