"""Days and months are those of one zone, told beside them, whichever zone the machine has."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.config.accounts import OF_ENVIRONMENT
from hotmart.errors import ConfigurationError
from hotmart.warehouse.ledger.notes import begin_run, end_run
from hotmart.warehouse.store import Warehouse
from hotmart.zone import first_moment

MOMENTS = """
CREATE TABLE sales_history AS SELECT unnest([
    TIMESTAMPTZ '2018-11-04 02:59:59+00', TIMESTAMPTZ '2018-11-04 03:00:00+00',
    TIMESTAMPTZ '2018-12-01 01:59:59+00', TIMESTAMPTZ '2018-12-01 02:00:00+00',
    TIMESTAMPTZ '2025-04-01 02:59:59+00', TIMESTAMPTZ '2025-04-01 03:00:00+00'
]) AS purchase_order_date, 'HP' AS purchase_transaction, 'Curso' AS product_name,
'BRL' AS purchase_price_currency_code, 10.00::DECIMAL(24, 4) AS purchase_price_value,
'APPROVED' AS purchase_status
"""
DAYS = "SELECT purchase_order_date::DATE::VARCHAR, count(*) FROM sales_history GROUP BY 1 ORDER BY 1"
IN_SAO_PAULO = [
    ("2018-11-03", 1),  # the hour at which that day ended is 23:59:59 -03:00
    ("2018-11-04", 1),  # and the next began at 01:00:00 -02:00
    ("2018-11-30", 1),
    ("2018-12-01", 1),
    ("2025-03-31", 1),
    ("2025-04-01", 1),
]


@pytest.fixture
def account(tmp_path: Path) -> Account:
    warehouse = Warehouse(tmp_path / "w.duckdb")
    at = first_moment(date(2025, 5, 1), "UTC")
    run = begin_run(
        warehouse,
        as_of=round(at.timestamp() * 1000),
        since=dict.fromkeys(("sales_history", "account")),
        started_at=at,
        version="0",
        tables={"sales_history": "sales_history", "account": "account"},
    )
    end_run(warehouse, run, state="proved", requests=1, finished_at=at)
    with warehouse.opened() as con:
        con.execute(MOMENTS)
    return Account(replace(OF_ENVIRONMENT, warehouse=warehouse.path))


@pytest.fixture(params=["UTC", "America/Sao_Paulo", "Asia/Tokyo", "America/Los_Angeles"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def says(account: Account, time_zone: str | None) -> None:
    """Let the account say of itself in which zone it is."""
    with account.warehouse.opened() as con:
        con.execute("CREATE TABLE account AS SELECT $zone AS time_zone", {"zone": time_zone})


@pytest.mark.slow
def test_the_figures_are_the_same_whichever_zone_the_machine_has(account: Account, machine: str) -> None:
    assert account.ask(DAYS).rows == IN_SAO_PAULO
    assert [row.month for row in account.business().revenue] == ["2018-11", "2018-12", "2025-03", "2025-04"]


def test_the_zone_is_told_beside_them(account: Account) -> None:
    assert (account.ask(DAYS).time_zone, account.business().time_zone) == ("America/Sao_Paulo",) * 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "zone"),
    [(None, "America/Sao_Paulo"), ("Europe/Lisbon", "Europe/Lisbon"), ("Middle/Earth", "America/Sao_Paulo")],
)
def test_an_account_that_says_its_zone_has_its_own_days(
    account: Account, said: str | None, zone: str
) -> None:
    says(account, said)
    assert (account.time_zone, account.ask(DAYS).time_zone) == (zone, zone)


def test_what_is_told_goes_before_what_the_account_says(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(account, "Europe/Lisbon")
    monkeypatch.setenv("HOTMART_TIME_ZONE", "Asia/Tokyo")
    assert account.ask(DAYS).time_zone == "Asia/Tokyo"
    told = Account(replace(account.settings, time_zone="America/Manaus"))
    assert (told.ask(DAYS).time_zone, told.time_zone) == ("America/Manaus", "America/Manaus")
    assert told.ask(DAYS, time_zone="UTC").time_zone == "UTC"


def test_a_zone_that_is_none_is_refused(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_TIME_ZONE", "-03:00")
    with pytest.raises(ConfigurationError, match="no time zone"):
        account.ask(DAYS)


def test_the_file_tells_it_for_all_connections_or_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "hotmart.toml"
    for name in ("ID", "SECRET"):
        monkeypatch.setenv(name, "told")
    secret = 'client_id = "env:ID"\nclient_secret = "env:SECRET"\n'
    file.write_text(
        f'time_zone = "America/Manaus"\n[connections.one]\n{secret}'
        f'[connections.two]\n{secret}time_zone = "Europe/Lisbon"\n'
    )
    zones = [hotmart.open(file, connection=name).time_zone for name in ("one", "two")]
    assert zones == ["America/Manaus", "Europe/Lisbon"]
