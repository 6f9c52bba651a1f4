"""The pytest plugin: the fixture `hotmart_simulator`, and the mark that chooses its account.

pytest imports this at every start, also in projects that never use it: nothing else is imported here.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from hotmart.testing.account import SimulatedHotmart

MARK = (
    "hotmart(**settings): the account of `hotmart_simulator`, such as sales=300, seed=7 "
    "(hotmart.simulator.Settings has them all)"
)


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known, for --strict-markers and `pytest --markers`."""
    config.addinivalue_line("markers", MARK)


@pytest.fixture
def hotmart_simulator(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Generator[SimulatedHotmart, None, None]:
    """A Hotmart of this test's own, on this machine. Every `Hotmart()` reaches it, and nothing waits.

    Choose its account with @pytest.mark.hotmart(sales=1000, seed=7).
    """
    from hotmart.testing.account import simulated  # noqa: PLC0415  # only now: it is the simulator and the client

    with simulated(**_settings(request)) as hotmart:
        for name, value in hotmart.environment.items():
            monkeypatch.setenv(name, value)
        yield hotmart


def _settings(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the marks say, those nearest to the test last."""
    chosen: dict[str, Any] = {}
    for mark in reversed([*request.node.iter_markers("hotmart")]):
        if mark.args:
            raise pytest.UsageError("pytest.mark.hotmart takes settings by name, such as hotmart(sales=1000)")
        chosen.update(mark.kwargs)
    return chosen
