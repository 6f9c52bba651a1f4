"""Who owes what: each list adds up to its figure, and persons are masked until somebody asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from console.looking import Looker
from hotmart.console import owed
from hotmart.console.house import House
from hotmart.console.pages import recovery

pytestmark = pytest.mark.slow

EVER = "from=2023-06-01&to=2024-01-31"


def test_late_subscriptions_add_up_to_what_is_overdue(looker: Looker, house: House) -> None:
    rows = looker.data("/recuperacao", "late")
    value, count = house.accounts[0].metrics("overdue_value", "late_subscribers")
    owes = {one.currency: one.value for one in value.figures}
    assert {c: sum(Decimal(str(r["owed"])) for r in rows if r["currency"] == c) for c in owes} == owes
    assert len(rows) == sum(int(one.value or 0) for one in count.figures) > 0
    assert all(row["days"] >= 0 for row in rows if row["days"] is not None)


def test_unpaid_boletos_and_pix_add_up_to_their_value(looker: Looker, house: House) -> None:
    rows = looker.data(f"/recuperacao?{EVER}", "unpaid")
    (value,) = house.accounts[0].metrics("unpaid_value", start=date(2023, 6, 1), end=date(2024, 1, 31))
    prices = {one.currency: one.value for one in value.figures}
    assert rows
    assert {c: sum(Decimal(str(r["price"])) for r in rows if r["currency"] == c) for c in prices} == prices
    assert {row["payment"] for row in rows} <= {"BILLET", "PIX"}


def test_a_person_is_masked_until_somebody_asks(looker: Looker) -> None:
    (row, *_) = looker.data("/recuperacao", "late")
    assert "***" in row["person"] and "***" in row["email"]
    looker.does("/choose", reveals="on")
    (row, *_) = looker.data("/recuperacao", "late")
    assert "***" not in row["person"] and "@" in row["email"]


def test_a_long_list_is_cut_on_the_page_and_saved_whole(
    looker: Looker, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = looker.data("/recuperacao", "late")
    assert (owed.late(house.accounts[0], len(whole)).more, owed.late(house.accounts[0], 0).more) == (
        False,
        True,
    )
    monkeypatch.setattr(recovery, "MOST", 0)
    assert whole[0]["code"] not in looker.page("/recuperacao")
    assert looker.data("/recuperacao", "late") == whole


def test_the_sql_of_a_list_gives_the_list(house: House) -> None:
    (account,) = house.accounts
    found = owed.late(account)
    assert len(account.ask(found.sql).rows) == len(found.rows)
