"""The zone of an account's days, for its requests and its answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import hotmart
from hotmart.actions.running import client_of, zone_of
from hotmart.testing import simulated

WITHOUT = """
import sys, hotmart
from hotmart.actions.running import zone_of
print(zone_of(hotmart.open(warehouse="nowhere.duckdb")), "duckdb" in sys.modules)
"""


def test_the_days_of_a_request_are_those_that_its_answer_tells_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with simulated(sales=20, months=1, quota=1_000_000) as simulation:
        for name, value in simulation.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOTMART_TIME_ZONE", "Europe/Lisbon")
        account = hotmart.open(warehouse=tmp_path / "no.duckdb")
        assert zone_of(account) == "Europe/Lisbon"
        with client_of(account) as client:
            assert client.time_zone == "Europe/Lisbon"


def test_a_copy_that_cannot_be_read_now_keeps_nobody_from_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"no database")
    assert zone_of(hotmart.open(warehouse=broken)) == "America/Sao_Paulo"


@pytest.mark.slow
def test_no_engine_is_started_where_there_is_no_copy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["America/Sao_Paulo", "False"]
