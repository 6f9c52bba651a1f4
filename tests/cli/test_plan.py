from __future__ import annotations

import io

import pytest
from rich.console import Console

from hotmart.cli.plan import PLANS
from hotmart.simulator import Simulator
from hotmart.streams.known import STREAMS
from hotmart.sync.plan import StreamPlan, SyncPlan

from .conftest import Command


def drawn(made: SyncPlan) -> str:
    console = Console(file=io.StringIO(), width=200)
    PLANS.draw(console, made)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("language", ["en", "pt"])
def test_the_plan_of_a_large_account_fits_a_terminal(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    sales = StreamPlan(
        STREAMS["subscription_transactions"], rows=1_000_000, reads=2_000, sweeps=40, probes=180
    )
    told = drawn(SyncPlan(1_700_000_000_000, 500, (sales,)))
    assert max(map(len, told.splitlines()[:2])) <= 80


def test_what_is_only_guessed_is_told_as_unknown() -> None:
    parts = (StreamPlan(STREAMS["products"], reads=1), StreamPlan(STREAMS["coupons"], reads=10, guessed=True))
    heading, products, coupons, *rest = drawn(SyncPlan(0, 500, parts)).splitlines()
    assert heading.split()[-2:] == ["requests", "minutes"]
    assert products.split() == ["products", "?", "1", "0", "0", "1", "0.0"]
    assert coupons.split() == ["coupons", "?", "?", "0", "0", "?", "?"]
    assert "known only after a first run" in rest[0]
    assert rest[-1].endswith("about 11 requests.")


def test_a_costly_stream_is_planned_by_the_rows_of_its_parent(run: Command, account: Simulator) -> None:
    told = run("sync", "--plan", "--json", "subscription_purchases").json["data"]
    parent, child = (
        next(one for one in told if one["stream"] == name)
        for name in ("subscriptions", "subscription_purchases")
    )
    assert child["calls"] == parent["rows"] == account.truth()["rows"]["subscriptions"]
    assert not child["guessed"]


@pytest.mark.slow
def test_after_a_first_run_nothing_is_guessed(run: Command, account: Simulator) -> None:
    assert any(one["guessed"] for one in run("sync", "--plan", "--json").json["data"])
    run("sync")
    assert not any(one["guessed"] for one in run("sync", "--plan", "--json").json["data"])
