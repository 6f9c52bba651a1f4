"""One account shared by the tests that only look."""

from __future__ import annotations

import pytest

from simulator.visitor import Visitor


@pytest.fixture(scope="session")
def hotmart() -> Visitor:
    """An account that nobody changes: a test that moves its clock makes its own."""
    return Visitor(sales=4_000, months=24)
