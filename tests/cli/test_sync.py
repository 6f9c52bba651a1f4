from __future__ import annotations

import errno
import signal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hotmart import waiting
from hotmart.simulator import Settings, Simulator
from hotmart.streams.choosing import chosen
from hotmart.warehouse.errors import explained

from .conftest import Command, connect, ended, started

UNASKED = [stream.name for stream in chosen(())]


@pytest.mark.slow
def test_a_sync_answers_with_one_document(run: Command, account: Simulator) -> None:
    outcome = run("sync", "--json", "--warehouse", "w.duckdb")
    assert outcome.exit_code == 0
    answer = outcome.json
    assert answer["ok"] is True
    assert answer["warnings"] == []
    assert [part["stream"] for part in answer["data"]] == UNASKED
    assert answer["meta"]["verdict"] == "proved"
    assert answer["meta"]["warehouse"] == "w.duckdb"
    read = {part["stream"]: part["new"] for part in answer["data"]}
    assert read.items() <= account.truth()["rows"].items()


def test_progress_goes_to_stderr_and_the_summary_to_stdout(run: Command, account: Simulator) -> None:
    outcome = run("sync", "sales_history")
    assert outcome.exit_code == 0
    assert outcome.stdout.splitlines()[0].split() == [
        "stream",
        "read",
        "new",
        "changed",
        "gone",
        "verdict",
    ]
    assert "✓ Proved as of" in outcome.stdout
    assert f"sales_history: {account.truth()['rows']['sales_history']} read" in outcome.stderr
    assert Path("hotmart.duckdb").exists()


@pytest.mark.slow
def test_the_summary_is_told_in_portuguese(
    run: Command, account: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt_BR")
    outcome = run("sync", "products", "sales_history")
    assert "✓ Provado em" in outcome.stdout
    assert "chamadas" in outcome.stderr


@pytest.mark.slow
def test_a_second_sync_finds_what_changed(run: Command, account: Simulator) -> None:
    first = run("sync", "sales_history", "--json").json
    changed = account.advance(days=30)["old_sales_changed"]
    second = run("sync", "sales_history", "--json").json
    assert second["meta"]["run"] == first["meta"]["run"] + 1
    assert second["data"][0]["changed"] == changed
    assert second["meta"]["requests"] > 0


def test_a_plan_changes_nothing(run: Command, account: Simulator) -> None:
    outcome = run("sync", "--plan", "--json")
    assert outcome.exit_code == 0
    assert [part["stream"] for part in outcome.json["data"]] == UNASKED
    assert outcome.json["meta"]["calls"] == sum(part["calls"] for part in outcome.json["data"])
    assert "requests." in run("sync", "--plan").stdout
    assert not Path("hotmart.duckdb").exists()


def test_history_begins_where_it_is_told(run: Command, account: Simulator) -> None:
    since = account.now.date().replace(day=1).isoformat()
    answer = run("sync", "sales_history", "--since", since, "--json").json
    assert answer["meta"]["since"] == f"{since}T03:00:00Z"  # in São Paulo
    assert answer["data"][0]["new"] < account.truth()["rows"]["sales_history"]


def test_the_warehouse_is_named_by_the_environment(
    run: Command, account: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_WAREHOUSE", "mine.duckdb")
    assert run("sync", "products", "--json").json["meta"]["warehouse"] == "mine.duckdb"


def test_an_unknown_stream_is_told_before_anything_is_asked(run: Command) -> None:
    outcome = run("sync", "invoices", "--json")
    assert outcome.exit_code == 2
    assert outcome.json["error"]["code"] == "invalid_argument"
    assert "sales_history" in outcome.json["error"]["hint"]


def test_history_cannot_begin_in_the_future(run: Command, account: Simulator) -> None:
    outcome = run("sync", "--since", "2090-01-01", "--json")
    assert (outcome.exit_code, outcome.json["error"]["argument"]) == (2, "since")


def test_missing_credentials_name_what_to_set(run: Command) -> None:
    outcome = run("sync")
    assert outcome.exit_code == 4
    assert outcome.stderr.startswith("HOTMART_CLIENT_ID is not set.")
    assert "hotmart demo" in outcome.stderr


def test_wrong_credentials_are_an_authentication_error(
    run: Command, account: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", "another")
    outcome = run("sync", "--json")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (4, "authentication")
    assert "HOTMART_SANDBOX" in outcome.json["error"]["hint"]
    assert "another" not in outcome.stdout + outcome.stderr


def test_an_address_that_is_none_is_a_configuration_error(
    run: Command, account: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_API_URL", "hotmart")
    outcome = run("sync", "--json")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (1, "configuration")


@pytest.mark.slow
def test_an_unreachable_host_is_a_connection_error(
    run: Command, account: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_AUTH_URL", "http://127.0.0.1:9")
    with waiting.skipping():  # it tries again and again before it says so
        outcome = run("sync", "--json")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (7, "connection_failed")


def test_a_file_that_is_no_warehouse_is_left_untouched(run: Command, account: Simulator) -> None:
    Path("notes.txt").write_text("not a database, and longer than nothing at all " * 200)
    before = Path("notes.txt").read_bytes()
    outcome = run("sync", "--warehouse", "notes.txt", "--json")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (1, "not_a_warehouse")
    assert Path("notes.txt").read_bytes() == before


PUBLISHING = """
[warehouse]
path = "w.duckdb"
publish = "{}/masked.duckdb"
"""


@pytest.mark.slow
def test_a_masked_copy_is_published_after_the_sync(run: Command, account: Simulator) -> None:
    Path("hotmart.toml").write_text(PUBLISHING.format("copies"))
    outcome = run("sync", "sales_history", "--json")
    assert (outcome.exit_code, outcome.json["warnings"]) == (0, [])
    emails = [
        duckdb.connect(file, read_only=True).execute("SELECT min(buyer_email) FROM sales_history").fetchall()
        for file in ("w.duckdb", "copies/masked.duckdb")
    ]
    assert "***" not in emails[0][0][0]
    assert "***" in emails[1][0][0]


@pytest.mark.slow
def test_an_unmasked_copy_stands_beside_the_masked_one_and_may_be_kept_open(
    run: Command, account: Simulator
) -> None:
    Path("hotmart.toml").write_text('[publish]\nmasked = "masked.duckdb"\nunmasked = "own.duckdb"\n')
    assert run("sync", "sales_history", "--json").json["warnings"] == []

    def emails(file: str) -> list[tuple[str]]:
        with duckdb.connect(file, read_only=True) as con:
            return con.execute(
                "SELECT buyer_email FROM sales_history ORDER BY purchase_transaction"
            ).fetchall()

    assert emails("own.duckdb") == emails("hotmart.duckdb")
    assert all("***" in email for (email,) in emails("masked.duckdb") if email)
    account.advance(days=30)
    with duckdb.connect("own.duckdb", read_only=True):
        outcome = run("sync", "sales_history", "--json")
    assert (outcome.exit_code, outcome.json["warnings"]) == (0, [])
    assert emails("own.duckdb") == emails("hotmart.duckdb")


def test_a_copy_that_cannot_be_made_changes_no_verdict(run: Command, account: Simulator) -> None:
    Path("file").touch()
    Path("hotmart.toml").write_text(PUBLISHING.format("file"))
    outcome = run("sync", "products", "--json")
    assert outcome.exit_code == 0
    assert "masked.duckdb was not renewed" in outcome.json["warnings"][0]


@pytest.mark.slow
def test_the_streams_and_the_history_are_those_of_the_file(run: Command, account: Simulator) -> None:
    Path("hotmart.toml").write_text('[sync]\nstreams = ["product*", "-product_plans"]\n')
    assert [part["stream"] for part in run("sync", "--json").json["data"]] == ["products", "product_offers"]
    assert [part["stream"] for part in run("sync", "account", "--json").json["data"]] == ["account"]


@pytest.mark.slow
def test_streams_are_named_as_in_the_file(run: Command, account: Simulator) -> None:
    def planned(*names: str) -> list[str]:
        return [part["stream"] for part in run("sync", "--plan", "--json", *names).json["data"]]

    assert planned("product_*", "account") == ["products", "product_offers", "product_plans", "account"]
    assert planned("sales") == [name for name in UNASKED if name.startswith("sales_")]
    assert planned("--", "sales", "-sales_price_details") == [
        name for name in planned("sales") if name != "sales_price_details"
    ]
    outcome = run("sync", "sale", "clb_*")
    assert outcome.exit_code == 2
    assert outcome.stderr == "There is no stream 'sale'.\nDid you mean sales?\n"


def test_settings_that_leave_no_stream_are_refused(run: Command, account: Simulator) -> None:
    Path("hotmart.toml").write_text("[sync]\nstreams = []\n")
    outcome = run("sync", "--json")
    assert (outcome.exit_code, outcome.json["error"]["argument"]) == (2, "streams")


@pytest.mark.slow
def test_what_is_not_read_unasked_is_told_with_the_way_to_get_it(run: Command, account: Simulator) -> None:
    outcome = run("sync")
    (line,) = [line for line in outcome.stdout.splitlines() if line.startswith("Not read: ")]
    assert "subscription_purchases (a request for each row" in line
    assert "club_students" in line
    assert "`club` in hotmart.toml" in line
    assert "Not read: " not in run("sync", "products").stdout
    skipped = run("sync", "--json").json["meta"]["skipped"]
    assert skipped["costly"] == ["subscription_purchases"]
    assert "club_lessons" in skipped["nothing_named"]


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_committed_and_the_same_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w.duckdb"
    simulator = Simulator(Settings(sales=300, months=6, quota=1_000_000, latency_ms=50))
    with simulator.serve() as served:
        connect(served, monkeypatch)
        process = started(["sync", "--warehouse", warehouse])
        assert process.stderr
        for line in process.stderr:
            if "read," in line:  # a stream is done, so something is committed
                break
        process.send_signal(signal.SIGINT)
        stopped = ended(process)
        assert stopped.exit_code == 130
        assert "What was committed is safe" in stopped.stderr
        assert "Traceback" not in stopped.stderr
        again = ended(started(["sync", "--warehouse", warehouse, "--json"]))
    assert again.exit_code == 0
    with duckdb.connect(str(warehouse), read_only=True) as con:
        counted = con.execute("SELECT count(*), count(DISTINCT purchase_transaction) FROM sales_history")
        sales = simulator.truth()["rows"]["sales_history"]
        assert counted.fetchall() == [(sales, sales)]
        states = con.execute("SELECT state FROM _runs ORDER BY run").fetchall()
    assert states[0] != ("proved",)
    assert states[-1] == ("proved",)


def test_what_was_committed_is_called_safe_only_where_something_was(
    run: Command, account: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as early:
        early.setattr("hotmart.sync.run.hotmarts_clock", stopped)
        outcome = run("sync", "products", "--json")
    assert outcome.exit_code == 130
    assert outcome.json["error"]["hint"] == "Nothing had been committed yet; the same command begins again."
    monkeypatch.setattr("hotmart.sync.run.keep_house", stopped)
    outcome = run("sync", "products", "--json")
    assert "What was committed is safe" in outcome.json["error"]["hint"]


@pytest.mark.parametrize("committed", [False, True])
def test_so_it_is_of_a_run_that_fails(
    run: Command, account: Simulator, monkeypatch: pytest.MonkeyPatch, *, committed: bool
) -> None:
    def full(*_: Any) -> None:
        raise explained(OSError(errno.ENOSPC, "No space left on device"), "w.duckdb")

    monkeypatch.setattr("hotmart.sync.run.keep_house" if committed else "hotmart.sync.run.recalled", full)
    told = run("sync", "products").stderr
    assert "The disk (or its quota) is full" in told
    assert ("committed is safe" in told) is committed


@pytest.mark.slow
def test_two_syncs_of_one_warehouse_do_not_run_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Command
) -> None:
    warehouse = tmp_path / "w.duckdb"
    with Simulator(Settings(sales=3_000, quota=1_000_000, latency_ms=100)).serve() as served:
        connect(served, monkeypatch)
        process = started(["sync", "--warehouse", warehouse])
        assert process.stderr
        process.stderr.readline()  # the plan is told: the first sync is under way
        second = run("sync", "--warehouse", warehouse, "--json")
        process.send_signal(signal.SIGINT)
        ended(process)
    assert (second.exit_code, second.json["error"]["code"]) == (1, "warehouse_busy")
