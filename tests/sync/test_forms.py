"""What was read under other settings is not passed over in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from hotmart.streams.known import STREAMS
from hotmart.streams.policy import Policy
from hotmart.streams.remaking import remade
from hotmart.streams.stream import Stream
from hotmart.streams.windows import DAY
from hotmart.sync.replay import replay
from hotmart.warehouse.store import Warehouse
from sync.scripted import NOON_MS, Account, Shop, sale, sync

pytestmark = pytest.mark.slow

SALES = [sale(number, NOON_MS - number * DAY) for number in range(40)]


def choosing(*columns: str) -> Mapping[str, Stream]:
    """The streams, of whose rows only these columns are kept."""
    return remade(STREAMS.values(), lambda stream: replace(stream, policy=Policy(columns=columns)))


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse.duckdb")


def reshaped(warehouse: Warehouse, streams: Mapping[str, Stream]) -> bool:
    report = sync(Account(Shop(SALES)), warehouse, ["sales_history"], streams=streams)
    return report.streams["sales_history"].reshaped


def test_rows_read_under_other_settings_are_told_of_until_they_are_replayed(warehouse: Warehouse) -> None:
    assert not reshaped(warehouse, choosing())
    assert not reshaped(warehouse, choosing())
    assert reshaped(warehouse, choosing("purchase_*"))
    assert reshaped(warehouse, choosing("purchase_*"))
    replay(warehouse, choosing("purchase_*"))
    assert not reshaped(warehouse, choosing("purchase_*"))
    assert reshaped(warehouse, choosing())
