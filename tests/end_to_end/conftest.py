"""An account for each test, gone when it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from simulated import Account


@pytest.fixture
def open_account(tmp_path: Path) -> Iterator[Callable[..., Account]]:
    """Opens accounts with the settings they are given."""
    opened: list[Account] = []

    def open_one(**settings: Any) -> Account:
        folder = tmp_path / f"account-{len(opened)}"
        folder.mkdir()
        opened.append(Account(folder, **settings))
        return opened[-1]

    yield open_one
    for account in opened:
        account.close()
