"""What a figure says of itself: its SQL, how fresh and how whole it is, and what it is compared with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.errors import InvalidArgumentError
from hotmart.metrics.catalogue import METRICS
from hotmart.metrics.exporting import by_fact, export
from hotmart.metrics.meanings import everything
from hotmart.metrics.views import VIEWS, make_views, view_of
from hotmart.testing import SimulatedHotmart, simulated
from hotmart.warehouse.errors import NoWarehouseError

START, END = date(2023, 6, 1), date(2023, 9, 30)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served() -> Iterator[SimulatedHotmart]:
    with simulated(sales=200, months=5, quota=1_000_000) as account:
        yield account


@pytest.fixture(scope="module")
def account(served: SimulatedHotmart, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with pytest.MonkeyPatch.context() as patch:
        yield opened(served, tmp_path_factory.mktemp("whole"), patch)


def opened(served: SimulatedHotmart, folder: Path, patch: pytest.MonkeyPatch, *streams: str) -> Account:
    """An account whose copy has these streams, or all of them."""
    for name, value in served.environment.items():
        patch.setenv(name, value)
    patch.chdir(folder)
    account = hotmart.open()
    account.sync(*streams)
    return account


@pytest.mark.parametrize("metric", METRICS, ids=lambda one: one.key)
def test_the_sql_that_is_told_gives_the_same_values(metric: Any, account: Account) -> None:
    (told,) = account.metrics(metric.key, start=START, end=END)
    asked = account.ask(told.sql)
    place = asked.columns.index("value")
    values = sorted(float(row[place]) for row in asked if row[place] is not None)
    assert values == pytest.approx(sorted(float(one.value) for one in told.figures if one.value is not None))
    assert told.complete == ("panel_sales" not in metric.needs)  # no report was imported here
    assert (told.as_of is not None) == told.complete


@pytest.mark.parametrize("metric", [one for one in METRICS if one.kind != "now"], ids=lambda one: one.key)
def test_every_division_of_it_can_be_asked_for(metric: Any, account: Account) -> None:
    for by in ("month", *metric.by):
        account.metrics(metric.key, start=START, end=END, by=[by])


@pytest.mark.parametrize("metric", METRICS, ids=lambda one: one.key)
def test_of_one_value_alone_it_is_what_it_is_of_that_value_among_all(metric: Any, account: Account) -> None:
    """Whatever it is divided by: a value in the place of the whole is the row of that value."""
    divisions = [one for one in metric.by if one != "currency" or metric.currency]
    for by in divisions if not metric.of_whole else ():
        (divided,) = account.metrics(metric.key, start=START, end=END, by=[by])
        for figure in divided.figures[:2]:
            value = figure.currency if by == "currency" else figure.by[by]
            only = {by: None if value is None else str(value)}
            (alone,) = account.metrics(metric.key, start=START, end=END, only=only, by=[by])
            same = [one for one in divided.figures if one.currency == figure.currency and one.by == figure.by]
            assert [one for one in alone.figures if one.currency == figure.currency] == same
            assert {one.by.get(by, one.currency) for one in alone.figures} == {value}


def test_a_count_is_divided_by_the_currency_of_the_price(account: Account) -> None:
    (sales,) = account.metrics("sales", start=START, end=END, by=["currency"])
    rows = account.ask("""
        SELECT purchase_price_currency_code, count(*) FROM sales_history
        WHERE purchase_status IN ('APPROVED', 'COMPLETE')
          AND purchase_order_date >= '2023-06-01' AND purchase_order_date < '2023-10-01'
        GROUP BY 1 ORDER BY 1
    """)
    assert len(rows.rows) > 1
    assert [(one.currency, one.value) for one in sales.figures] == [*rows]
    assert {one.by.get("currency") for one in sales.figures} == {None}


def test_figures_come_by_days_then_parts_then_currency_also_where_there_is_nothing(account: Account) -> None:
    for by in (["month"], ["month", "product"]):
        (told,) = account.metrics("gross_revenue", start=START, end=END, by=by, compare="previous")
        places = [(one.start, *one.by.values(), one.currency) for one in told.figures]
        assert places == sorted(places)


@pytest.mark.parametrize("days", [{"start": "2023-06-01"}, {"end": datetime(2023, 6, 1, tzinfo=UTC)}])
def test_days_are_dates(days: Any, account: Account) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        account.metrics("sales", **days)
    assert refused.value.details["argument"] in days


@pytest.mark.parametrize("name", ["sales", "overdue_value"])
def test_what_nothing_is_compared_with_is_refused(name: str, account: Account) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        account.metrics(name, compare="yesterday")  # type: ignore[arg-type]
    assert refused.value.details["argument"] == "compare"


def test_a_value_is_a_value_and_no_sql(account: Account) -> None:
    (told,) = account.metrics("sales", start=START, end=END, only={"product": "' OR true --"})
    assert [one.value for one in told.figures] == [0]
    assert account.ask(told.sql).rows == [(0,)]


def test_what_it_cannot_be_divided_by_it_cannot_be_asked_of_alone(account: Account) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        account.metrics("churn_rate:saas", only={"product": "x"})
    assert refused.value.details["argument"] == "only"


def test_a_stretch_in_which_nothing_happened_is_nothing_and_not_left_out(account: Account) -> None:
    (sales,) = account.metrics("sales", start=date(2023, 1, 1), end=END, by=["month"])
    assert [one.start.month for one in sales.figures] == [*range(1, 10)]
    assert {one.start.month: one.value for one in sales.figures}[1] == 0


def test_a_value_is_held_against_that_of_the_days_before(account: Account) -> None:
    (now,) = account.metrics(
        "gross_revenue", start=date(2023, 8, 1), end=date(2023, 8, 31), compare="previous"
    )
    (then,) = account.metrics("gross_revenue", start=date(2023, 7, 1), end=date(2023, 7, 31))
    before = {one.currency: one.value for one in then.figures}
    assert {one.currency: one.before for one in now.figures} == {
        one.currency: before.get(one.currency) for one in now.figures
    }
    brl = next(one for one in now.figures if one.currency == "BRL")
    assert brl.change == pytest.approx(float(brl.value or 0) / float(brl.before or 1) - 1)


def test_what_was_sold_then_and_is_not_now_is_told_as_well(account: Account) -> None:
    (then,) = account.metrics("gross_revenue", start=START, end=END, by=["product"])
    (never,) = account.metrics(
        "gross_revenue", start=date(2022, 6, 1), end=date(2022, 9, 30), by=["product"], compare="last-year"
    )
    assert [*never.figures] == []
    (now,) = account.metrics(
        "gross_revenue", start=date(2024, 6, 1), end=date(2024, 9, 30), by=["product"], compare="last-year"
    )
    assert {(one.by["product"], one.currency): one.before for one in now.figures} == {
        (one.by["product"], one.currency): one.value for one in then.figures
    }
    assert {one.value for one in now.figures} == {None}  # it is no fall before it is known


@pytest.mark.parametrize("name", ["mrr:saas", "active_subscribers", "sales", "gross_revenue"])
def test_what_is_not_known_yet_is_not_nothing(name: str, account: Account) -> None:
    (told,) = account.metrics(name, start=date(2023, 9, 1), end=date(2024, 3, 31), by=["month"])
    values = {one.start: one.value for one in told.figures if one.currency in ("BRL", None)}
    assert values[date(2023, 9, 1)]
    assert values[date(2024, 3, 1)] is None
    (later,) = account.metrics(name, start=date(2024, 3, 1), end=date(2024, 3, 31))
    assert [one.value for one in later.figures] in ([], [None])


def test_without_days_it_is_the_month_of_the_last_sync_so_far(
    account: Account, served: SimulatedHotmart
) -> None:
    figures = account.metrics("sales")
    assert (figures.start.day, figures.end.month) == (1, served.now.month)
    assert (served.now.date() - figures.end).days in (0, 1)


def test_a_figure_without_a_stream_it_needs_is_incomplete_and_says_what_to_run(
    served: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    partial = opened(served, tmp_path, monkeypatch, "sales_history")
    gross, net = partial.metrics("gross_revenue", "net_revenue", start=START, end=END)
    assert (gross.complete, gross.verdict) == (True, "proved")
    assert (net.complete, net.verdict, [*net.missing], [*net.figures]) == (
        False,
        "missing",
        ["sales_commissions"],
        [],
    )


def test_money_is_exact_in_every_form(account: Account) -> None:
    figures = account.metrics("gross_revenue", "refund_rate", start=START, end=END)
    rows = figures.rows()
    assert {type(row["value"]) for row in rows if row["unit"] == "money"} == {Decimal}
    assert {type(row["value"]) for row in rows if row["unit"] == "share"} == {float}
    assert figures.to_pandas()["value"].tolist() == [row["value"] for row in rows]
    assert repr(figures) == f"<gross_revenue, refund_rate of {START} to {END}>"
    assert str(rows[0]["value"]) not in repr([*figures])


def test_without_a_copy_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOTMART_CLIENT_ID", "nobody")
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", "nothing")
    with pytest.raises(NoWarehouseError):
        hotmart.open().metrics("sales")


def test_the_views_tell_what_the_metrics_do_and_are_remade_when_a_table_changes(
    served: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = opened(served, tmp_path, monkeypatch, "sales_history", "subscription_transactions")
    assert make_views(account.warehouse) == [view_of(fact) for fact in VIEWS]
    (told,) = account.metrics("gross_revenue", start=date(2011, 1, 1), end=date(2030, 1, 1))
    seen = account.ask("SELECT currency, sum(price) FROM metrics_sales WHERE is_paid GROUP BY 1 ORDER BY 1")
    assert [(one.currency, one.value) for one in told.figures] == [*seen]
    assert account.ask("SELECT count(*) FROM metrics_shares").rows == [(0,)]
    account.sync("sales_commissions")
    assert account.ask("SELECT count(*) > 0 FROM metrics_shares").rows == [(True,)]


def unsaid(account: Account) -> list[tuple[str, str | None]]:
    """The views of the facts, and the columns of them, that say nothing."""
    return account.ask(
        """SELECT view_name, NULL FROM duckdb_views() WHERE view_name LIKE 'metrics_%' AND comment IS NULL
        UNION ALL
        SELECT table_name, column_name FROM duckdb_columns()
        WHERE table_name LIKE 'metrics_%' AND comment IS NULL"""
    ).rows


def test_every_view_and_column_says_in_both_languages_what_it_means(
    served: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = opened(served, tmp_path, monkeypatch, "sales_history")
    make_views(account.warehouse)
    assert unsaid(account) == []
    said = (
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'metrics_charges' AND column_name = 'price'"
    )
    ((told,),) = account.ask(said).rows
    assert told == "The price, without interest and taxes / O preço, sem juros e impostos"
    with account.warehouse.transaction() as con:
        con.execute("COMMENT ON VIEW metrics_sales IS 'mine'")
    account.sync("subscription_transactions")
    assert unsaid(account) == []
    ((mine,),) = account.ask("SELECT comment FROM duckdb_views() WHERE view_name = 'metrics_sales'").rows
    assert mine == "mine"


def test_no_meaning_is_of_a_column_that_no_view_has(account: Account) -> None:
    make_views(account.warehouse)
    for fact in VIEWS:
        columns = {*account.ask(f"SELECT * FROM {view_of(fact)} LIMIT 0").columns}
        assert {*everything()["in"].get(fact, {})} <= columns, fact
    held = account.ask("SELECT DISTINCT column_name FROM duckdb_columns() WHERE table_name LIKE 'metrics_%'")
    assert {*everything()["columns"]} == {name for (name,) in held.rows}
    assert {*everything()["views"]} == {*VIEWS}


def test_a_view_that_an_older_version_made_is_made_anew_by_a_sync(
    served: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = opened(served, tmp_path, monkeypatch, "sales_history")
    with account.warehouse.transaction() as con:
        con.execute("CREATE VIEW metrics_levels AS SELECT 1 AS older")
    account.sync("sales_history")
    assert "monthly" in account.ask("SELECT * FROM metrics_levels").columns
    assert unsaid(account) == []
    assert account.ask("SELECT count(*) FROM duckdb_views() WHERE view_name LIKE 'metrics_%'").rows == [(1,)]


@pytest.mark.parametrize("tool", ["osi", "rill", "evidence"])
def test_the_definitions_are_written_for_another_tool(tool: str, tmp_path: Path) -> None:
    written = export(tool, tmp_path)
    assert written
    told = "".join(path.read_text(encoding="utf-8") for path in written)
    for metric in (one for several in by_fact().values() for one in several):
        assert metric.name in told
    if tool == "osi":
        assert json.loads(told)["semantic_model"][0]["metrics"]


def test_an_exported_expression_gives_the_same_over_the_view(account: Account) -> None:
    make_views(account.warehouse)
    for fact, metrics in by_fact().items():
        for metric in metrics:
            expression = metric.summed(alone=False)
            (alone,) = account.ask(f"SELECT {metric.summed()} FROM {view_of(fact)} WHERE {metric.where}").rows
            (inside,) = account.ask(f"SELECT {expression} FROM {view_of(fact)}").rows
            assert alone == inside, metric.key
