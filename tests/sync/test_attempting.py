"""A run that fails before it has read anything is in the ledger like any other, with why."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hotmart.errors import AuthenticationError, InvalidArgumentError
from hotmart.request import Request
from hotmart.sync.attempting import broken
from hotmart.sync.report import Report
from hotmart.warehouse.errors import WarehouseBusyError
from hotmart.warehouse.ledger.past_runs import past_runs
from hotmart.warehouse.store import Warehouse
from sync import scripted
from sync.scripted import NOON_MS, Account, Shop, refusal, sale

SALES = [sale(1, NOON_MS)]
HOLD = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse.duckdb", patience=0)


def sync(account: Account, warehouse: Warehouse, **options: Any) -> Report:
    return scripted.sync(account, warehouse, ["sales_history"], **options)


def refused(request: Request) -> None:
    raise refusal(request, 401, "unauthorized")


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Another program has the file open."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "open\n"
        try:
            yield
        finally:
            other.communicate("close\n")


def test_a_credential_that_is_refused_fails_a_run(warehouse: Warehouse) -> None:
    with pytest.raises(AuthenticationError):
        sync(Account(Shop(SALES), refused), warehouse)
    (run,) = past_runs(warehouse, 10)
    assert (run.run, run.state, run.as_of, run.items) == (1, "failed", None, 0)
    assert run.why and "401" in run.why
    assert not warehouse.exists
    assert sync(Account(Shop(SALES)), warehouse).run == 2
    assert [one.state for one in past_runs(warehouse, 10)] == ["proved", "failed"]


@pytest.mark.slow
def test_a_file_that_is_held_fails_a_run(warehouse: Warehouse) -> None:
    sync(Account(Shop(SALES)), warehouse)
    with held(warehouse.path), pytest.raises(WarehouseBusyError):
        sync(Account(Shop(SALES)), warehouse)
    failed, proved = past_runs(warehouse, 10)
    assert (failed.run, failed.state, proved.run) == (2, "failed", 1)
    assert failed.why and "holds the warehouse" in failed.why


@pytest.mark.slow
def test_one_that_is_tried_again_in_a_moment_is_not_noted_each_time(warehouse: Warehouse) -> None:
    sync(Account(Shop(SALES)), warehouse)
    with held(warehouse.path), pytest.raises(WarehouseBusyError):
        sync(Account(Shop(SALES)), warehouse, again=True)
    assert [one.run for one in past_runs(warehouse, 10)] == [1]


def test_one_that_is_stopped_before_it_reads_is_interrupted_for_no_reason(warehouse: Warehouse) -> None:
    def stopped(request: Request) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(Account(Shop(SALES), stopped), warehouse)
    (run,) = past_runs(warehouse, 10)
    assert (run.state, run.why) == ("interrupted", None)


def of_an_import() -> ImportError:
    error = ImportError()
    error.__context__ = KeyboardInterrupt()
    return error


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), asyncio.CancelledError(), GeneratorExit(), of_an_import()]
)
def test_an_end_from_outside_is_no_failure(error: BaseException) -> None:
    told = broken(error, datetime.now(UTC), [])
    assert (told.state, told.why) == ("interrupted", None)


def test_why_is_noted_in_both_languages() -> None:
    told = broken(LookupError(), datetime.now(UTC), [])
    assert told.why == "Something went wrong inside hotmart (LookupError)."
    assert told.why_pt == "Algo deu errado dentro do hotmart (LookupError)."


def test_a_time_limit_within_the_run_is_a_failure() -> None:
    error = TimeoutError()
    error.__cause__ = asyncio.CancelledError()
    assert broken(error, datetime.now(UTC), []).state == "failed"


def test_what_cannot_be_meant_is_no_run(warehouse: Warehouse) -> None:
    with pytest.raises(InvalidArgumentError):
        sync(Account(Shop(SALES)), warehouse, since=date(2090, 1, 1))
    sync(Account(Shop(SALES)), warehouse)
    assert [one.run for one in past_runs(warehouse, 10)] == [1]
