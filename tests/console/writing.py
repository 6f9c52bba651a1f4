"""A console of a simulated account that may be changed, with a hotmart.toml and without a warehouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.looking import Looker
from hotmart.api.choices import SaleStatus
from hotmart.console.house import House
from hotmart.testing import SimulatedHotmart

TOML = "# mine\n[writes]\nmax_changes = 2  # few\n"


def console_of(
    hotmart: SimulatedHotmart, folder: Path, monkeypatch: pytest.MonkeyPatch, toml: str = TOML
) -> House:
    """The console, and an environment in which commands find the same account and the same book."""
    for name, value in hotmart.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOTMART_STATE_DIR", str(folder / "state"))
    file = folder / "hotmart.toml"
    file.write_text(toml)
    return House(file=file, warehouse=folder / "none.duckdb")


def refundable(hotmart: SimulatedHotmart) -> str:
    """The code of a sale that this account may refund."""
    year = hotmart.now.date().replace(year=hotmart.now.year - 1)
    found = hotmart.client().sales.history(
        start_date=year, transaction_status=[SaleStatus.APPROVED], commission_as="PRODUCER"
    )
    return [one.purchase.transaction for one in found][-1]


def writes(hotmart: SimulatedHotmart) -> int:
    """How many calls that change anything have come to Hotmart."""
    return sum(one.method != "GET" and "oauth" not in one.path for one in hotmart.requests)


def planned(looker: Looker, id: str, **told: str) -> str:
    """The plan of a write that was filled in; where its page is stands in its address."""
    form = {"id": id, **{f"p.{name}": value for name, value in told.items()}}
    answer = looker.does("/fluxos/rodar", **form)
    assert answer.status_code == 303
    where: str = answer.headers["location"]
    assert where.startswith("/feito/plano?plan="), looker.page(where)
    return where.partition("plan=")[2]
