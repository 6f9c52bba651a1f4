"""Figures that stand on more than the streams: ads that were unpacked, and the panel's report."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.testing import SimulatedHotmart, simulated

EVER: dict[str, Any] = {"start": date(2011, 1, 1), "end": date(2040, 1, 1)}
PAID = ("Aprovado", "Completo")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served() -> Iterator[SimulatedHotmart]:
    with simulated(sales=600, months=6, quota=1_000_000) as account:
        yield account


@pytest.fixture(scope="module")
def account(served: SimulatedHotmart, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in served.environment.items():
            patch.setenv(name, value)
        patch.chdir(tmp_path_factory.mktemp("beside"))
        account = hotmart.open()
        account.sync("sales_history", "sales_commissions", "account")
        yield account


def test_revenue_by_ad_adds_up_to_all_of_it(account: Account) -> None:
    by_ad, whole = (account.metrics("gross_revenue", by=by, **EVER).rows() for by in (["ad"], []))
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in by_ad:
        found[row["currency"]] += row["value"]
    assert found == {row["currency"]: row["value"] for row in whole}
    assert len({row["ad"] for row in by_ad}) > 2
    tracked = dict(account.ask("SELECT transaction, content FROM sales_tracking").rows)
    sales = account.ask(
        "SELECT purchase_transaction, purchase_price_value FROM sales_history"
        " WHERE purchase_status IN ('APPROVED', 'COMPLETE') AND purchase_price_currency_code = 'BRL'"
    )
    of_ad: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for transaction, price in sales:
        of_ad[tracked[transaction]] += price
    assert {row["ad"]: row["value"] for row in by_ad if row["currency"] == "BRL"} == of_ad


def test_how_often_an_order_bump_is_taken_is_as_the_report_says(
    account: Account, served: SimulatedHotmart, tmp_path: Path
) -> None:
    (before,) = account.metrics("order_bump_take_rate", **EVER)
    assert [*before.missing] == ["panel_sales"]
    with urlopen(f"{served.environment['HOTMART_API_URL']}/_simulator/panel.csv") as answer:  # noqa: S310
        report = tmp_path / "report.csv"
        report.write_bytes(answer.read())
    account.import_panel(report)
    rows = [*csv.DictReader(io.StringIO(report.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";")]
    paid = [row for row in rows if row["Status da transação"] in PAID]
    sold = [row for row in paid if row["Venda feita como"] == "Produto principal"]
    main = {row["Código da transação"] for row in sold if row["Quantidade de cobranças"] == "1"}
    assert len(main) < len(sold)  # a renewal is told as a main product too
    bumped = {
        row["Transação do Produto Principal"]
        for row in paid
        if row["Venda feita como"] == "Produto order bump"
    }
    (after,) = account.metrics("order_bump_take_rate", **EVER)
    assert after.complete
    assert [one.value for one in after.figures] == [pytest.approx(len(main & bumped) / len(main))]
    assert main & bumped
