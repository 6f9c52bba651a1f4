"""Jobs for an invented account, whose processes end before the test does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hotmart.schedule import jobs
from hotmart.schedule.schedule import Schedule, schedules
from hotmart.testing import SimulatedHotmart, simulated

HOURLY = '[schedules.hourly]\nwhen = "every hour"\nzone = "UTC"\nwhat = "metrics"\n'


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    for process in jobs._started:
        process.kill()
        process.wait(20)
    jobs._started.clear()


@pytest.fixture(scope="module")
def shared() -> Iterator[SimulatedHotmart]:
    with simulated(sales=20, months=1, quota=1_000_000) as account:
        yield account


@pytest.fixture
def at_home(shared: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimulatedHotmart:
    """An account that jobs find through the environment, and a folder for what they write."""
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return shared


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Schedule]:
    """The first schedule of a hotmart.toml that says this."""
    monkeypatch.chdir(tmp_path)

    def write(text: str = HOURLY) -> Schedule:
        (tmp_path / "hotmart.toml").write_text(text, encoding="utf-8")
        return schedules()[0]

    return write
