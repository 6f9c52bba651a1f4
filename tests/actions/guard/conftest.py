"""A small account, a client of it, and a book of plans, for tests of the guard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmart.actions.guard.book import Book
from hotmart.client import Hotmart
from hotmart.testing import SimulatedHotmart, simulated


@pytest.fixture(scope="module")
def hotmart() -> Iterator[SimulatedHotmart]:
    with simulated(sales=700, months=8, quota=1_000_000, reactivations_accepted=0) as account:
        yield account


@pytest.fixture
def client(hotmart: SimulatedHotmart) -> Iterator[Hotmart]:
    yield hotmart.client(max_retries=2)
    hotmart.calm()


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "writes.sqlite")
