"""Consoles of folders that may be changed: one that is empty, and one with a hotmart.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.looking import Looker
from hotmart.console.house import House
from hotmart.simulator import Served, Settings, Simulator

TOML = """\
# mine
[sync]
streams = ["sales_history", "products"]  # the two that count
"""


@pytest.fixture(scope="package")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=20, months=2, quota=1_000_000)).serve() as served:
        yield served


@pytest.fixture
def opens(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Looker]]:
    """Opens a console of a folder with this hotmart.toml, or with none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOTMART_API_URL", served.api_url)
    monkeypatch.setenv("HOTMART_AUTH_URL", served.auth_url)
    houses: list[House] = []

    def opened(toml: str | None = TOML) -> Looker:
        if toml is not None:
            Path("hotmart.toml").write_bytes(toml.encode())
        houses.append(House())
        return Looker(houses[-1])

    yield opened
    for house in houses:
        house.close()


@pytest.fixture
def looker(opens: Callable[..., Looker]) -> Looker:
    """Whoever looks at a console with a hotmart.toml."""
    return opens()


@pytest.fixture
def empty(opens: Callable[..., Looker]) -> Looker:
    """Whoever looks at a console of an empty folder."""
    return opens(None)
