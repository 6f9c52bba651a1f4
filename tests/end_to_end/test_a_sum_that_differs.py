"""A sum of Hotmart's that is not that of its sales: nobody is sent in circles, and the sales are named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hotmart.simulator.faults import Faults
from hotmart.sync.report import Report, Verdict, Verification
from hotmart.warehouse.ledger.differences import Kind
from simulated import Account

pytestmark = pytest.mark.slow

COMMISSIONS = "sales_commissions"
ODD, MORE = "odd_sum:0.03@sales/summary", "odd_sum:0.06@sales/summary"
DIFFERS = 10
OpenAccount = Callable[..., Account]


@pytest.fixture
def account(open_account: OpenAccount) -> Account:
    """An account that was synced, before its sums became odd."""
    made = open_account(sales=300, months=14, earns_twice=True)
    assert made.sync(COMMISSIONS).verdict is Verdict.PROVED
    return made


def test_an_account_that_earns_by_a_sale_in_several_ways_is_proved(account: Account) -> None:
    (several,) = account.ask(
        "SELECT count(*) FROM (SELECT transaction FROM sales_commissions"
        " GROUP BY transaction, user_ucode HAVING count(DISTINCT source) > 1)"
    )
    assert several[0] > 10
    assert account.verify().verdict is Verdict.PROVED


def test_the_sales_are_named_once_and_known_until_the_figure_changes(account: Account) -> None:
    account.fail(ODD)
    assert account.sync(COMMISSIONS).verdict is Verdict.DIFFERS
    assert known(account.sync(COMMISSIONS)) == set()

    explained = account.verify(explain=True)
    assert explained.verdict is Verdict.DIFFERS
    assert named(explained) == odd(account, ODD)
    assert {one.kind for one in explained.differences} == {Kind.SALE}
    assert all(explained.shares[one.transaction or ""] for one in explained.differences)

    unexplained, again = account.verify(), account.verify(explain=True)
    assert again.requests == unexplained.requests
    assert named(again) == named(explained)
    report = account.sync(COMMISSIONS)
    assert report.verdict is Verdict.DIFFERS
    assert known(report) == named(explained)

    account.fail(MORE)
    assert known(account.sync(COMMISSIONS)) < named(explained)  # in years that have the same figure as before
    assert named(account.verify(explain=True)) == odd(account, MORE) > named(explained)
    account.fail()
    assert account.sync(COMMISSIONS).verdict is Verdict.PROVED


def test_sales_that_come_later_change_nothing_of_what_is_known(account: Account) -> None:
    account.fail(ODD)
    known_before = named(account.verify(explain=True))
    account.fail()
    account.advance(40)
    account.sync(COMMISSIONS)
    account.fail(ODD)
    later = odd(account, ODD) - known_before
    assert known(account.sync(COMMISSIONS)) >= (known_before if not later else set())
    assert named(account.verify(explain=True)) == known_before | later


def test_each_sale_takes_few_calls(account: Account) -> None:
    account.fail(ODD)
    plain, explained = account.verify(), account.verify(explain=True)
    assert explained.requests - plain.requests <= len(odd(account, ODD)) * (9 + 2)


def test_a_sale_whose_commissions_changed_at_hotmart_is_read_again_by_the_next_sync(account: Account) -> None:
    (transaction,) = account.ask(
        "SELECT max(transaction) FROM sales_commissions WHERE source = 'ADDON' AND commission_value > 0"
    )[0]
    with account.warehouse.transaction() as con:  # as if it had been read before it changed
        con.execute(
            "UPDATE sales_commissions SET commission_value = commission_value + 1, _row_hash = 'older'"
            " WHERE transaction = ?",
            [transaction],
        )
    assert account.sync(COMMISSIONS).verdict is Verdict.DIFFERS
    explained = account.verify(explain=True)
    assert [(one.transaction, one.kind) for one in explained.differences] == [(transaction, Kind.STALE)]
    assert explained.error
    assert "hotmart sync" in str(explained.error.advice)
    assert account.sync(COMMISSIONS).verdict is Verdict.PROVED
    assert account.differences(COMMISSIONS) == []


def test_the_command_has_a_word_and_an_exit_code_for_it(account: Account) -> None:
    account.configure(COMMISSIONS)
    account.fail(ODD)
    ended = account.run("sync", "--json")
    assert (ended.code, ended.error["code"]) == (DIFFERS, "differs")
    assert ended.document["meta"]["verdict"] == "differs"
    assert "hotmart verify --explain" in account.run("sync").stdout
    explained = account.run("verify", "--explain")
    assert explained.code == DIFFERS
    assert all(str(transaction) in explained.stdout for transaction in odd(account, ODD))
    again = account.run("sync")
    assert again.code == DIFFERS
    assert "explained on " in again.stdout
    assert "hotmart sync" not in again.stdout
    rows = account.run("verify", "--explain", "--json").document["data"]
    assert {one["transaction"] for one in told(rows)} == odd(account, ODD)
    assert all(share["currency"] for one in told(rows) for share in one["shares"])


def odd(account: Account, fault: str) -> set[str | None]:
    """The sales of the account that this fault hits."""
    faults = Faults(account.settings.seed, [fault])
    sold = account.ask("SELECT DISTINCT transaction FROM sales_commissions")
    return {transaction for (transaction,) in sold if faults.odd_cents("/sales/summary", transaction)}


def named(report: Verification) -> set[str | None]:
    return {one.transaction for one in report.differences}


def known(report: Report) -> set[str | None]:
    """The sales that are known to make up all by which sums differ."""
    part = report.streams[COMMISSIONS]
    return {one.transaction for check in part.differing for one in part.explanation(check)}


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for row in rows for one in row.get("differences", ())]
