"""What every test stands on: no credential, cache or language of whoever runs it gets in."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [*os.environ]:
        if name.startswith(("HOTMART_", "LC_")) or name == "LANG":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOTMART_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """A client made with a `log_level` turns the logger of the whole process on."""
    log = logging.getLogger("hotmart")
    level, handlers = log.level, list(log.handlers)
    yield
    log.setLevel(level)
    log.handlers[:] = handlers
