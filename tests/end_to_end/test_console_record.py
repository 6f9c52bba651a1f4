"""Um registro and Catálogo in a real browser, by keyboard: found, handed over, forgotten, asked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect

from console.serving import Opened, opened_console
from console.test_record import Somebody
from simulated import Account

from .accessible import serious
from .chromium import chromium

pytestmark = pytest.mark.slow
SAID = {
    "pt-BR": {"life": "A vida do registro", "word": "esquecer", "gone": "Os próximos syncs", "of": "Vendas"},
    "en-US": {"life": "Its life", "word": "forget", "gone": "Later syncs", "of": "Sales"},
}
WAYS = [("pt-BR", 390), ("en-US", 1_440)]
SQL = "SELECT buyer_email, count(*) AS n FROM sales_history GROUP BY ALL ORDER BY n DESC"


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    account = Account(tmp_path_factory.mktemp("record"), sales=200, months=6, seed=7)
    account.sync()
    yield account
    account.close()


@pytest.fixture(scope="module")
def console(account: Account) -> Iterator[Opened]:
    with opened_console(account.folder) as console:
        yield console


@pytest.fixture(scope="module")
def browser(console: Opened) -> Iterator[Browser]:
    """Started after the sync, which needs asyncio for itself."""
    assert console.url
    with chromium() as browser:
        yield browser


class Person:
    """Somebody without a mouse, and what went wrong before their eyes."""

    def __init__(self, browser: Browser, console: Opened, language: str, width: int) -> None:
        self.context = browser.new_context(locale=language, viewport={"width": width, "height": 900})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.origin, self.width, self.wrong, self.been = console.origin, width, list[str](), list[str]()
        self.page.on("console", lambda one: self.wrong.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda one: self._goes_to(one.url))
        self.page.goto(console.url)

    def _goes_to(self, url: str) -> None:
        self.been.append(url)
        if not url.startswith((self.origin, "data:")):
            self.wrong.append(url)

    def sees_all(self) -> None:
        """Nothing is wider than the screen, and axe finds nothing that keeps somebody out."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width
        assert serious(self.page) == []

    def presses(self, selector: str, typed: str = "", key: str = "Enter") -> None:
        """Go on by Tab until it has the focus, which can be seen; type, and press."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                assert self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
                self.page.keyboard.type(typed)
                self.page.keyboard.press(key)
                return
        pytest.fail(f"{selector} is not reached by Tab")


@pytest.mark.parametrize(("language", "width"), WAYS)
def test_by_keyboard_a_person_is_found_handed_over_and_forgotten(
    browser: Browser, console: Opened, account: Account, language: str, width: int
) -> None:
    somebody, said = Somebody(account), SAID[language]  # of the second run another: the first was forgotten
    person = Person(browser, console, language, width)
    page = person.page
    page.goto(f"{person.origin}/registro?id={somebody.sale}")
    expect(page.get_by_role("heading", name=said["life"])).to_be_visible()
    person.sees_all()
    page.goto(f"{person.origin}/registro")
    person.presses("input[name=what]", somebody.email)
    expect(page.get_by_role("heading", name=said["of"], exact=True)).to_be_visible()
    assert somebody.email not in page.content()
    person.sees_all()
    with page.expect_download() as coming:
        person.presses("a[download]")
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert any(name.endswith(".html") for name in archive.namelist())
    person.presses("a[href^='/registro/forget']")
    expect(page.locator("input[name=word]")).to_be_visible()
    person.sees_all()
    person.presses("input[name=word]", "x")
    expect(page.get_by_role("alert")).to_be_visible()
    person.presses("input[name=word]", said["word"])
    expect(page.get_by_role("status")).to_contain_text(said["gone"])
    person.sees_all()
    assert not [url for url in person.been if somebody.email.partition("@")[0] in url]
    assert person.wrong == []
    with duckdb.connect(str(account.warehouse.path), read_only=True) as con:
        asked = "SELECT count(*) FROM sales_history WHERE buyer_email = ?"
        assert con.execute(asked, [somebody.email]).fetchone() == (0,)
    person.context.close()


@pytest.mark.parametrize(("language", "width"), WAYS)
def test_by_keyboard_a_table_is_looked_at_and_asked(
    browser: Browser, console: Opened, language: str, width: int
) -> None:
    person = Person(browser, console, language, width)
    page = person.page
    page.goto(f"{person.origin}/catalogo")
    person.sees_all()
    person.presses("a[href*='tabela=sales_history&']")
    expect(page.locator("#columns")).to_be_visible()
    person.sees_all()
    page.goto(f"{person.origin}/catalogo/sql")
    person.presses("textarea[name=sql]", "DROP TABLE sales_history", key="Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("DROP")
    page.get_by_role("textbox").fill("")
    person.presses("textarea[name=sql]", SQL, key="Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_visible(timeout=60_000)  # once the masked copy is there, by itself
    person.sees_all()
    rows = page.locator("#result tbody th").all_text_contents()
    assert len(rows) > 5
    assert all("***" in one for one in rows if one != "–")
    assert not [url for url in person.been if "SELECT" in url or "DROP" in url]
    assert person.wrong == []
    person.context.close()
