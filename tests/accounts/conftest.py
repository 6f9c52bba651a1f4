"""A small invented account, which `hotmart.open` finds through the environment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmart.simulator import Served, Settings, Simulator


@pytest.fixture(scope="module")
def hotmart_here() -> Iterator[Served]:
    with Simulator(Settings(sales=60, months=3, quota=1_000_000)).serve() as served:
        yield served


@pytest.fixture
def served(hotmart_here: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The account, and an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    for name in ("api_url", "auth_url", "client_id", "client_secret"):
        monkeypatch.setenv(f"HOTMART_{name.upper()}", getattr(hotmart_here, name))
    return hotmart_here
