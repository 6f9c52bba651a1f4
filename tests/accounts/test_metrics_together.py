"""The figures of several accounts as of one business: what they share counts once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hotmart
from hotmart.errors import InvalidArgumentError
from hotmart.simulator import Served

CONNECTION = """
[connections.{name}]
client_id = "env:HOTMART_CLIENT_ID"
client_secret = "env:HOTMART_CLIENT_SECRET"
api_url = "{api_url}"
auth_url = "{auth_url}"
"""
EVER: dict[str, Any] = {"start": date(2011, 1, 1), "end": date(2040, 1, 1)}
NAMES = (
    "gross_revenue",
    "net_revenue",
    "sales",
    "buyers",
    "commissions",
    "mrr",
    "refund_rate",
    "overdue_value",
)


@pytest.mark.slow
def test_a_sale_that_two_accounts_took_part_in_counts_once(served: Served) -> None:
    told = [CONNECTION.format(name=one, api_url=served.api_url, auth_url=served.auth_url) for one in "ab"]
    Path("hotmart.toml").write_text("".join(told))
    both = hotmart.open_all()
    both.sync("sales_history", "sales_commissions", "subscription_transactions", "subscriptions", "account")
    together, alone = both.metrics(*NAMES, **EVER), both[0].metrics(*NAMES, **EVER)
    assert together.rows() == alone.rows()
    assert any(row["value"] for row in together.rows())
    assert [one.verdict for one in together] == [one.verdict for one in alone]


@pytest.mark.slow
def test_what_one_of_them_has_not_read_makes_the_figure_of_both_incomplete(served: Served) -> None:
    told = [CONNECTION.format(name=one, api_url=served.api_url, auth_url=served.auth_url) for one in "ab"]
    Path("hotmart.toml").write_text("".join(told))
    both = hotmart.open_all()
    both.sync("sales_history")
    both[0].sync("sales_commissions")
    gross, net = both.metrics("gross_revenue", "net_revenue", **EVER)
    assert (gross.complete, net.complete) == (True, False)


def test_accounts_with_a_file_each_have_no_figures_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = [
        CONNECTION.format(name=one, api_url="http://127.0.0.1:1", auth_url="http://127.0.0.1:1")
        + f'warehouse = "{one}.duckdb"\n'
        for one in "ab"
    ]
    Path("hotmart.toml").write_text("".join(told))
    with pytest.raises(InvalidArgumentError, match="a warehouse file each"):
        hotmart.open_all().metrics("sales")
