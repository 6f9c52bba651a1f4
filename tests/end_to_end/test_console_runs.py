"""A sync that is started in a real browser, and followed to its end without a page loaded again by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from console.serving import Opened, opened_console
from hotmart.schedule.book import Book, new_id
from hotmart.schedule.job import Job
from hotmart.schedule.life import held
from hotmart.schedule.place import book_path
from simulated import Account

from .accessible import serious
from .chromium import chromium

pytestmark = pytest.mark.slow

SAID = {"pt-BR": ("Sincronizar agora", "feito", "Em andamento"), "en-US": ("Sync now", "done", "Under way")}


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("runs")
    account = Account(folder, sales=150, months=4, seed=8)
    with opened_console(
        folder, account.environment | {"HOTMART_STATE_DIR": str(folder / "state")}
    ) as console:
        yield console
    account.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize(("width", "language"), [(390, "pt-BR"), (1_440, "en-US")])
def test_a_sync_is_followed_to_its_end(console: Opened, browser: Browser, width: int, language: str) -> None:
    start, done, under_way = SAID[language]
    context = browser.new_context(locale=language, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(console.url)
    page.goto(f"{console.origin}/execucoes")
    button = page.get_by_role("button", name=start)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#jobs tbody tr").first).to_contain_text(done, timeout=60_000)
    expect(page.get_by_role("heading", name=under_way)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == []
    context.close()


def test_many_jobs_under_way_leave_the_browser_connections_to_go_on_with(
    console: Opened, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jobs of eight accounts at once: a browser has six connections for all that it asks of one server."""
    folder = console.folder
    monkeypatch.setenv("HOTMART_STATE_DIR", str(folder / "state"))
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(console.url)
    with ExitStack() as stack:
        for _ in range(8):
            stack.enter_context(under_way(folder / "hotmart.toml"))
        followed: list[str] = []
        page.on("request", lambda one: followed.append(one.url) if "ao-vivo" in one.url else None)
        page.goto(f"{console.origin}/execucoes")
        expect(page.locator("[data-live]")).to_have_count(8)
        for path in ("/fluxos", "/feito"):
            page.goto(console.origin + path, timeout=5_000)
        assert len(followed) == 1
    context.close()


def test_jobs_are_followed_too_on_a_page_whose_figures_were_still_being_measured(
    console: Opened, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_STATE_DIR", str(console.folder / "state"))
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(console.url)
    asked: list[str] = []

    def at_first_measuring(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            route.continue_()
            return
        answer = route.fetch()
        before, _, rest = answer.text().partition("<main")
        again = (
            'hx-get="/execucoes" hx-trigger="load" hx-target="#main" hx-select="#main" hx-swap="outerHTML"'
        )
        main = f'<main id="main"><section {again}></section>'
        body = before + main + rest[rest.index("</main>") :]
        route.fulfill(response=answer, body=body, status=202)

    page.route("**/execucoes", at_first_measuring)
    with under_way(console.folder / "hotmart.toml"), page.expect_request("**/ao-vivo?*", timeout=10_000):
        page.goto(f"{console.origin}/execucoes")
    context.close()


@contextmanager
def under_way(file: Path) -> Iterator[None]:
    """A job whose process is there as long as the block lasts."""
    book, job_id = Book(book_path()), new_id()
    now = datetime.now(UTC)
    book.add(Job(job_id, "verify", (), None, "console", None, now, None, None, None, 0, str(file), now))
    with held(job_id):
        yield
        book.end(job_id, "done", 0)
