from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from hotmart.simulator import Simulator

from .conftest import Command


@pytest.fixture
def synced(run: Command, account: Simulator) -> Path:
    assert run("sync").exit_code == 0
    return Path("hotmart.duckdb")


@pytest.mark.slow
def test_a_whole_warehouse_is_proved(run: Command, synced: Path) -> None:
    outcome = run("verify", "--json")
    assert outcome.exit_code == 0
    assert outcome.json["meta"]["verdict"] == "proved"
    assert all(check["matches"] for check in outcome.json["data"])
    measures = {(check["stream"], check["measure"]) for check in outcome.json["data"]}
    assert ("sales_history", "count") in measures
    assert ("sales_commissions", "commission") in measures


@pytest.mark.slow
def test_commission_is_compared_by_currency(run: Command, synced: Path, account: Simulator) -> None:
    checks = [check for check in run("verify", "--json").json["data"] if check["measure"] == "commission"]
    truth = account.truth()["sales"]["commission"]
    assert {check["scope"] for check in checks} == set(truth)


@pytest.mark.slow
def test_people_see_one_row_per_comparison_and_the_verdict(run: Command, synced: Path) -> None:
    told = run("verify").stdout
    for words in ("commission, by period and currency", "rows, by period and status", "rows, by period "):
        assert words in told
    assert "nothing: Hotmart gives no figure" in told
    assert "✓ Proved as of" in told


@pytest.mark.slow
def test_what_does_not_match_is_named_and_exit_code_8(run: Command, synced: Path) -> None:
    with duckdb.connect(str(synced)) as con:
        (status,) = con.execute("SELECT mode(purchase_status) FROM sales_history").fetchall()[0]
        con.execute(
            "DELETE FROM sales_history WHERE purchase_transaction ="
            " (SELECT min(purchase_transaction) FROM sales_history WHERE purchase_status = ?)",
            [status],
        )
    outcome = run("verify", "--json")
    assert outcome.exit_code == 8
    assert outcome.json["ok"] is False
    assert outcome.json["error"]["code"] == "incomplete"
    wrong = [check for check in outcome.json["data"] if not check["matches"]]
    assert ("sales_history", status) in {(check["stream"], check["scope"]) for check in wrong}
    told = run("verify")
    assert told.exit_code == 8
    assert f"✗ sales_history count {status}" in told.stdout


@pytest.mark.slow
def test_a_sum_that_differs_has_an_exit_code_of_its_own_and_its_sales_are_shown(
    run: Command, synced: Path, account: Simulator
) -> None:
    account.fail("odd_sum:0.03@sales/summary")
    plain = run("verify")
    assert plain.exit_code == 10
    assert "Nothing is missing, but" in plain.stdout
    assert "run: hotmart verify --explain" in plain.stdout
    explained = run("verify", "--explain", "--json")
    assert (explained.exit_code, explained.json["error"]["code"]) == (10, "differs")
    found = [one for check in explained.json["data"] for one in check.get("differences", ())]
    assert found
    shown = run("verify", "--explain")
    assert shown.exit_code == 10
    assert "Hotmart's sum counts these sales otherwise than its list" in shown.stdout
    for one in found:
        assert one["transaction"] in shown.stdout
        assert any(share["ours"] for share in one["shares"])
    assert "explained on" in run("verify").stdout
    assert "these sales" not in run("verify").stdout


def test_without_a_warehouse_there_is_nothing_to_verify(run: Command, account: Simulator) -> None:
    outcome = run("verify", "--json")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (1, "no_warehouse")
    assert not Path("hotmart.duckdb").exists()
