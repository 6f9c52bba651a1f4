"""Several connections of one hotmart.toml: synced side by side into one file, each for itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hotmart.warehouse.store import Warehouse
from simulated import COMMAND, Account, Ended

pytestmark = pytest.mark.slow

HOOK = """\
import json, pathlib, sys
told = json.load(sys.stdin)
(name,) = told["meta"]["connections"]
pathlib.Path(f"told-{name}.json").write_text(json.dumps(told))
print("the hook speaks")
"""


class Agency:
    """Two accounts, and the folder of whoever looks after both."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        self.accounts: dict[str, Account] = {}
        for seed, name in enumerate(("alpha", "beta"), 1):
            (folder / name).mkdir()
            self.accounts[name] = Account(folder / name, seed=seed, **settings)
        self.environment = os.environ | {
            f"{name.upper()}_SECRET": account.served.client_secret for name, account in self.accounts.items()
        }

    def close(self) -> None:
        for account in self.accounts.values():
            account.close()

    def settle(self, **sync: Any) -> None:
        """Write its hotmart.toml."""
        lines = ["[sync]", *(f"{key} = {json.dumps(value)}" for key, value in sync.items())]
        lines += ["[warehouse]", 'path = "agency.duckdb"']
        for name, account in self.accounts.items():
            served = account.served
            (self.folder / f"{name}.id").write_text(served.client_id)
            lines += [
                f"[connections.{name}]",
                f'client_id = "file:{name}.id"',
                f'client_secret = "env:{name.upper()}_SECRET"',
                f'api_url = "{served.api_url}"',
                f'auth_url = "{served.auth_url}"',
                f"club = {json.dumps(account.subdomains)}",
            ]
        (self.folder / "hotmart.toml").write_text("\n".join(lines))

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """The command, started in this folder."""
        return subprocess.Popen(
            [str(COMMAND), *arguments],
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **environment: str) -> Ended:
        """The command, run to its end."""
        with self.start(*arguments, **environment) as process:
            stdout, stderr = process.communicate(timeout=120)
            return Ended(process.returncode, stdout, stderr)

    def differences(self, name: str, into: Path) -> list[str]:
        """Where the schema of an account is not what its own crawl tells."""
        with duckdb.connect(str(into)) as con:
            con.execute(f"ATTACH '{self.folder / 'agency.duckdb'}' AS agency (READ_ONLY)")
            tables = con.execute(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = 'agency' AND schema_name = ?",
                [name],
            ).fetchall()
            for (table,) in tables:
                con.execute(f'CREATE TABLE "{table}" AS SELECT * FROM agency."{name}"."{table}"')
        account = self.accounts[name]
        account.warehouse = Warehouse(into)
        return account.differences()


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Agency]:
    with closing(Agency(tmp_path, sales=100, months=4)) as agency:
        yield agency


def test_each_schema_equals_the_crawl_of_its_account(agency: Agency, tmp_path: Path) -> None:
    agency.settle()
    ended = agency.run("sync", "--json")
    assert ended.code == 0, ended
    told = ended.document
    assert {row["connection"] for row in told["data"]} == {"alpha", "beta"}
    assert [frame["verdict"] for frame in told["meta"]["connections"].values()] == ["proved", "proved"]
    assert [frame["schema"] for frame in told["meta"]["connections"].values()] == ["alpha", "beta"]
    assert "alpha: sales_history: " in ended.stderr
    for name in agency.accounts:
        assert agency.differences(name, tmp_path / f"{name}.duckdb") == []


def test_one_that_fails_stops_no_other(agency: Agency) -> None:
    agency.settle()
    ended = agency.run("sync", "--json", BETA_SECRET="wrong-and-secret")
    assert ended.code == 8, ended
    told = ended.document
    assert told["error"]["connections"]["beta"]["code"] == "authentication"
    assert list(told["error"]["connections"]) == ["beta"]
    assert told["meta"]["connections"]["alpha"]["verdict"] == "proved"
    assert told["meta"]["connections"]["beta"]["verdict"] == "failed"
    assert "wrong-and-secret" not in ended.stdout + ended.stderr
    seen = agency.run("sync", "products", BETA_SECRET="wrong-and-secret")
    assert seen.code == 8
    assert "1 of 2 connections is not complete: beta." in seen.stdout


def test_when_all_fail_the_exit_code_is_that_of_the_error(agency: Agency) -> None:
    agency.settle()
    ended = agency.run("sync", "--json", ALPHA_SECRET="wrong", BETA_SECRET="wrong")
    assert (ended.code, ended.error["code"]) == (4, "authentication")


def test_the_hook_is_told_of_every_connection_also_of_one_that_failed(agency: Agency) -> None:
    (agency.folder / "hook.py").write_text(HOOK)
    agency.settle(after=[sys.executable, "hook.py"])
    ended = agency.run("sync", "products", "--json", BETA_SECRET="wrong")
    assert ended.code == 8, ended
    assert ended.document["warnings"] == []
    assert "the hook speaks" in ended.stderr
    alpha, beta = (json.loads((agency.folder / f"told-{name}.json").read_text()) for name in agency.accounts)
    assert (alpha["ok"], beta["ok"]) == (True, False)
    assert [row["connection"] for row in alpha["data"]] == ["alpha"]
    assert beta["error"]["code"] == "authentication"


def test_a_hook_that_fails_is_a_warning_and_changes_no_verdict(agency: Agency) -> None:
    agency.settle(after=[sys.executable, "-c", "raise SystemExit(3)"])
    ended = agency.run("sync", "products", "--json", "--connection", "alpha")
    assert ended.code == 0, ended
    (warning,) = ended.document["warnings"]
    assert warning.startswith("alpha: The command in [sync].after")
    assert "code 3" in warning


def test_verify_holds_each_schema_against_its_own_account(agency: Agency) -> None:
    agency.settle(streams=["sales_history"])
    assert agency.run("sync").code == 0
    ended = agency.run("verify", "--json")
    assert ended.code == 0, ended
    assert {row["connection"] for row in ended.document["data"]} == {"alpha", "beta"}
    assert all(row["matches"] for row in ended.document["data"])


def test_each_connection_is_asked_and_remembered_by_itself(agency: Agency) -> None:
    agency.settle(streams=["sales_history"])
    assert agency.run("sync").code == 0
    ask = ("sql", "SELECT count(*) AS sales FROM sales_history", "--json", "--connection")
    for name, account in agency.accounts.items():
        (row,) = agency.run(*ask, name).document["data"]
        assert row["sales"] == account.simulator.truth()["rows"]["sales_history"]
    assert agency.run("sql", "SELECT 1", "--json").error["code"] == "invalid_argument"
    both = "SELECT count(*) AS sales FROM (FROM alpha.sales_history UNION ALL FROM beta.sales_history)"
    assert agency.run("sql", both, "--json", "--connection", "beta").code == 0
    told = agency.run("runs", "--json").document
    assert [(one["connection"], one["state"]) for one in told["data"]] == [
        ("alpha", "proved"),
        ("beta", "proved"),
    ]
    replayed = agency.run("replay", "--json")
    assert replayed.code == 0, replayed
    assert {row["connection"] for row in replayed.document["data"]} == {"alpha", "beta"}
    assert not any(row["changed"] for row in replayed.document["data"])


def test_a_plan_is_told_for_each_connection(agency: Agency) -> None:
    agency.settle()
    ended = agency.run("sync", "--plan")
    assert ended.code == 0, ended
    assert "Together about " in ended.stdout
    assert not (agency.folder / "agency.duckdb").exists()


@pytest.fixture
def slow_agency(tmp_path: Path) -> Iterator[Agency]:
    """One whose syncs take long enough to be met under way."""
    with closing(Agency(tmp_path, sales=600, latency_ms=100)) as agency:
        agency.settle(streams=["sales_*"])
        yield agency


def test_a_sync_that_waits_goes_on_when_the_other_has_ended(slow_agency: Agency) -> None:
    with slow_agency.start("sync") as first:
        assert first.stderr
        first.stderr.readline()  # a plan is told: the sync is under way
        second = slow_agency.start("sync", "--wait")
        assert slow_agency.run("sync", "--json").error["code"] == "warehouse_busy"
        first.communicate(timeout=60)
    _, told = second.communicate(timeout=60)
    assert (first.returncode, second.returncode) == (0, 0), told
    assert told.startswith("alpha: Another sync of agency.duckdb is running. Waiting for its end")


def test_ctrl_c_says_once_that_the_same_command_goes_on(slow_agency: Agency) -> None:
    with slow_agency.start("sync") as process:
        assert process.stderr
        process.stderr.readline()  # a plan is told: the sync is under way
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.count("the same command") == 1
    assert "Traceback" not in told
