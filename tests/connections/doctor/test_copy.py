from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.connections.doctor.check import Check
from hotmart.connections.doctor.copy import checks_of_the_copy, is_locked
from hotmart.warehouse.ledger import notes
from hotmart.warehouse.lock import lock
from hotmart.warehouse.store import Warehouse

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.chdir(tmp_path)
    return hotmart.open()


def found(account: Account) -> dict[str, Check]:
    return {one.name: one for one in checks_of_the_copy(account)}


def ran(state: str) -> None:
    warehouse = Warehouse(Path("hotmart.duckdb"))
    run = notes.begin_run(warehouse, as_of=0, since={"products": 0}, started_at=AT, version="1")
    notes.end_run(warehouse, run, state=state, requests=1, finished_at=AT)


def test_before_the_first_sync_nothing_is_wrong_and_nothing_is_made(account: Account, tmp_path: Path) -> None:
    told = found(account)
    assert {name: one.verdict for name, one in told.items()} == {
        "warehouse": "ok",
        "lock": "ok",
        "copies": "ok",
    }
    assert told["warehouse"].command == "hotmart sync"
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("state", "verdict"), [("proved", "ok"), ("incomplete", "warning"), ("failed", "warning")]
)
def test_how_the_last_run_ended_is_told(account: Account, state: str, verdict: str) -> None:
    ran(state)
    told = found(account)["warehouse"]
    assert told.verdict == verdict
    assert state in told.said.en


def test_how_it_ended_is_told_in_portuguese(account: Account) -> None:
    ran("proved")
    told = found(account)["warehouse"]
    assert told.said.pt.endswith(": provado")


def test_a_file_that_is_none_is_a_problem(account: Account) -> None:
    Path("hotmart.duckdb").write_text("no database, but long enough to be read as one" * 99)
    assert found(account)["warehouse"].verdict == "problem"


def test_a_sync_that_is_running_is_told_and_is_not_disturbed(account: Account) -> None:
    path = Path("hotmart.duckdb")
    assert not is_locked(path)
    with lock(Warehouse(path)):
        assert found(account)["lock"].command == "hotmart sync --wait"
        assert is_locked(path)
    assert not is_locked(path)


def test_copies_that_are_missing_or_old_are_a_warning(tmp_path: Path, account: Account) -> None:
    Path("hotmart.toml").write_text('[publish]\nmasked = "masked.duckdb"\n')
    ran("proved")
    account = hotmart.open()
    assert found(account)["copies"].verdict == "warning"
    Path("masked.duckdb").touch()
    assert found(account)["copies"].verdict == "ok"
    os.utime("masked.duckdb", (0, 0))
    told = found(account)["copies"]
    assert (told.verdict, told.command) == ("warning", "hotmart sync")
