"""`hotmart metrics`: figures for people and for programs, of one account and of several."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema_rs
import pytest

from hotmart.testing import SimulatedHotmart, simulated

from .conftest import Command

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "answer.schema.json").read_text(encoding="utf-8"))
PERIOD = ("--period", "2023-06..2023-09")
CONNECTION = """
[connections.{name}]
client_id = "env:HOTMART_CLIENT_ID"
client_secret = "env:HOTMART_CLIENT_SECRET"
api_url = "{api_url}"
auth_url = "{auth_url}"
"""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served() -> Iterator[SimulatedHotmart]:
    with simulated(sales=120, months=5, quota=1_000_000) as account:
        yield account


@pytest.fixture
def synced(served: SimulatedHotmart, run: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    for name, value in served.environment.items():
        monkeypatch.setenv(name, value)
    assert run("sync", "sales_*", "subscription*", "account").exit_code == 0
    return run


def test_alone_it_shows_twelve_figures_with_their_currency_and_how_far_they_are_proved(
    synced: Command,
) -> None:
    ended = synced("metrics", *PERIOD)
    assert ended.exit_code == 0
    for title in ("Gross revenue", "Net revenue", "Average ticket", "MRR (SaaS)", "Cancellation rate"):
        assert title in ended.stdout
    assert "2023-06-01 to 2023-09-30 · America/Sao_Paulo" in ended.stdout
    assert "BRL" in ended.stdout
    assert "proved" in ended.stdout


def test_in_portuguese_numbers_are_written_as_there(synced: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    ended = synced("metrics", "gross_revenue", "refund_rate", *PERIOD, "--compare", "previous")
    assert "Faturamento bruto" in ended.stdout
    assert "antes" in ended.stdout
    assert "%" in ended.stdout
    (brl,) = [line for line in ended.stdout.splitlines() if "BRL" in line]
    assert any("," in word and "." in word for word in brl.split())


def test_a_program_gets_exact_values_and_what_they_mean(synced: Command) -> None:
    ended = synced("metrics", "net_revenue", "mrr", *PERIOD, "--by", "month", "--explain", "--json")
    jsonschema_rs.validate(SCHEMA, ended.json)
    (told,) = ended.json["data"]
    assert ended.json["meta"]["complete"] is told["complete"] is True
    net, saas, panel = told["metrics"]
    assert (net["name"], saas["variant"], panel["variant"]) == ("net_revenue", "saas", "panel")
    assert {"definition", "unit", "verdict", "as_of", "values", "sql"} <= net.keys()
    assert sorted({one["start"] for one in net["values"]}) == [
        "2023-06-01",
        "2023-07-01",
        "2023-08-01",
        "2023-09-01",
    ]
    again = synced("sql", net["sql"], "--json")
    assert again.exit_code == 0
    assert {one["value"] for one in again.json["data"]} <= {one["value"] for one in net["values"]}


def test_what_is_not_whole_says_what_to_run_and_ends_with_8(synced: Command) -> None:
    ended = synced("metrics", "order_bump_take_rate", "sales", *PERIOD)
    assert ended.exit_code == 8
    assert "Incomplete without panel_sales. Run: hotmart panel import FILE" in ended.stdout
    assert synced("metrics", "sales", *PERIOD).exit_code == 0


def test_of_one_value_alone_it_is_what_stands_beside_that_value(synced: Command) -> None:
    divided = synced("metrics", "sales", *PERIOD, "--by", "payment", "--json").json["data"][0]
    of = {one["payment"]: one["value"] for one in divided["metrics"][0]["values"]}
    assert len(of) > 1
    for payment, value in of.items():
        told = synced("metrics", "sales", *PERIOD, "--only", f"payment={payment}", "--json").json["data"][0]
        assert told["only"] == {"payment": payment}
        assert [one["value"] for one in told["metrics"][0]["values"]] == [value]
    shown = synced("metrics", "sales", *PERIOD, "--only", "payment=PIX", "--only", "ad=").stdout
    assert "· payment = PIX · ad = –" in shown


def test_where_there_is_no_such_part_a_dash_stands_and_a_weekday_has_its_name(synced: Command) -> None:
    sources = synced("metrics", "sales", *PERIOD, "--by", "source").stdout
    assert " – " in sources
    assert "None" not in sources
    assert "0 (Sun)" in synced("metrics", "sales", *PERIOD, "--by", "weekday").stdout


def test_figures_of_other_days_than_those_asked_for_say_so(synced: Command) -> None:
    said = "as it stood on 2023-"
    assert f"late_subscribers: {said}" in synced("metrics", "late_subscribers", "--period", "2023-06").stdout
    assert said not in synced("metrics", "late_subscribers").stdout
    later = synced("metrics", "sales", "late_subscribers", "--period", "2030-01").stdout
    assert "sales: of these days nothing was read." in later
    assert "nothing was read" not in synced("metrics", "sales", *PERIOD).stdout


def test_the_accounts_of_a_file_are_shown_together_and_each(
    served: SimulatedHotmart, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in served.environment.items():
        monkeypatch.setenv(name, value)
    where = {
        "api_url": served.environment["HOTMART_API_URL"],
        "auth_url": served.environment["HOTMART_AUTH_URL"],
    }
    Path("hotmart.toml").write_text("".join(CONNECTION.format(name=one, **where) for one in ("one", "two")))
    run("sync", "sales_history", "account")
    told = run("metrics", "sales", *PERIOD, "--json").json["data"]
    assert [one["connections"] for one in told] == [["one", "two"], ["one"], ["two"]]
    assert len({one["metrics"][0]["values"][0]["value"] for one in told}) == 1  # it is the same account twice


def test_every_metric_is_listed_with_what_it_can_be_divided_by(run: Command) -> None:
    told = run("metrics", "list", "--json").json["data"]
    assert {"gross_revenue", "churn_rate", "ltv", "order_bump_take_rate"} <= {one["name"] for one in told}
    assert all(one["definition"] and one["needs"] for one in told)
    assert "by: day, week" in run("metrics", "list").stdout


def test_definitions_are_written_where_they_are_told_to(run: Command) -> None:
    written = run("metrics", "export", "--to", "rill", "--out", "out", "--json").json["data"]
    assert written
    assert all(Path(one).is_file() for one in written)
