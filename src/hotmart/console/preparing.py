"""What pages show most, measured before anybody asks: the usual days of the usual pages, of a new copy."""

from __future__ import annotations

import contextlib
from pathlib import Path

from hotmart.console.house import House
from hotmart.console.page import pages_of_house
from hotmart.console.session import Session
from hotmart.console.view import View

MOST = 4  # accounts of one file: those of a large agency are measured when somebody looks at them


def prepare(house: House, path: Path) -> None:
    """Show every page that is prepared to nobody, for the accounts that stand in this file."""
    with contextlib.suppress(Exception):  # hotmart.toml cannot be read, say: every page tells it
        mine = [one for one in house.accounts if one.settings.warehouse.absolute() == path]
        for account in mine[:MOST]:
            _prepare(house, {"account": str(account.name)} if account.name else {})


def _prepare(house: House, query: dict[str, str]) -> None:
    for page in pages_of_house():
        if page.is_prepared and not house.remembered.ended.is_set():
            with contextlib.suppress(Exception):  # nothing was synced yet, say
                page.shows(View(house, Session(0.0), f"/{page.slug}", query, {}, waits=True))
