"""Take pictures of every page of the console, of an invented account, for the documents as a site.

    python scripts/console_pictures.py

They go to docs/pictures, which is in no commit: what a page looks like is known by looking at it. It needs a
Chromium of the system, or one that CHROMIUM names.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from hotmart.console.page import Page, pages_of_house
from hotmart.testing import SimulatedHotmart, simulated

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
HOTMART = Path(sys.executable).with_name("hotmart")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
LANGUAGES = {"en-US": ".png", "pt-BR": ".pt-BR.png"}
WIDTH, HEIGHT = 1_280, 900


def main() -> None:
    """Take them all."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        sys.exit("no Chromium here: install one, or name it in CHROMIUM")
    PICTURES.mkdir(parents=True, exist_ok=True)
    arguments = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []  # which root cannot have
    with (
        simulated(sales=2_000, months=14, quota=1_000_000) as account,
        tempfile.TemporaryDirectory() as folder,
        _opened(account, Path(folder)) as url,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=found, args=arguments)
        for language, ending in LANGUAGES.items():
            _take(browser, url, language, ending)
        browser.close()


@contextmanager
def _opened(account: SimulatedHotmart, folder: Path) -> Generator[str]:
    """The link of a console over that account, until the block ends."""
    told = os.environ | dict(account.environment)
    synced, nowhere = [str(HOTMART), "sync", "--json"], subprocess.DEVNULL
    subprocess.run(synced, cwd=folder, env=told, check=True, stdout=nowhere, stderr=nowhere)  # noqa: S603  # ours
    command = [str(HOTMART), "console", "--json", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, env=told, stdout=subprocess.PIPE, text=True) as console:  # noqa: S603
        assert console.stdout is not None  # noqa: S101  # it was asked for
        try:
            yield json.loads(console.stdout.readline())["url"]
        finally:
            console.terminate()


def _take(browser: Browser, url: str, language: str, ending: str) -> None:
    context = browser.new_context(locale=language, viewport={"width": WIDTH, "height": HEIGHT})
    tab = context.new_page()
    tab.goto(url)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
    for number, page in enumerate(one for one in pages_of_house() if one.in_menu):
        tab.goto(f"{origin}/{page.slug}")
        tab.wait_for_selector(".measuring", state="detached")
        tab.screenshot(path=PICTURES / f"console-{number:02}-{_name(page)}{ending}")
    context.close()


def _name(page: Page) -> str:
    """What its English title is as a name of a file."""
    return page.title.en.lower().replace(" ", "-")


if __name__ == "__main__":
    main()
