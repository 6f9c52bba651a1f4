"""Keeping a report: one row per sale, again and again the same, with what was before in the history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import hotmart
from hotmart.accounts.people import personal_columns, places_of
from hotmart.forgetting.forget import forget, traces
from hotmart.panel.errors import PanelReportError
from hotmart.panel.sale_model import panel_layout
from hotmart.warehouse.errors import NoWarehouseError, WarehouseBusyError
from hotmart.warehouse.lock import lock
from hotmart.warehouse.publish import publish

from .conftest import CODE, EMAIL, MAIN, SOLD_AS, STATUS, VALUE, Desk, rows_of, written

pytestmark = pytest.mark.slow

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def ask(desk: Desk) -> Ask:
    def rows(sql: str) -> list[tuple[Any, ...]]:
        return desk.account.warehouse.looking().rows(sql)

    return rows


def test_every_sale_is_a_row_with_what_only_the_report_has(desk: Desk, ask: Ask) -> None:
    (imported,) = desk.account.import_panel(desk.export())
    rows = rows_of(desk.folder / "report.csv")
    assert imported.merged.new == len(rows)
    kept = {
        code: rest
        for code, *rest in ask("SELECT transaction, order_bump_of, sold_as, status_told FROM panel_sales")
    }
    for row in rows:
        bump = row[MAIN] if row[SOLD_AS] == "Produto order bump" else None
        sold_as = "ORDER_BUMP" if bump else "MAIN_PRODUCT"
        assert kept[row[CODE]] == [bump, sold_as, row[STATUS]]
    ((value, number, fee, code, channel, at),) = ask(
        "SELECT purchase_value, charge_number, fees_processing, subscriber_code, channel, confirmed_at"
        " FROM panel_sales WHERE subscriber_code IS NOT NULL AND confirmed_at IS NOT NULL LIMIT 1"
    )
    assert isinstance(value, Decimal) and isinstance(fee, Decimal) and at.tzinfo
    assert number >= 1 and len(code) == 8 and channel


def test_money_and_moments_are_those_of_the_api(desk: Desk, ask: Ask) -> None:
    desk.account.import_panel(desk.export())
    assert ask(
        "SELECT count(*) FROM sales_with_panel WHERE purchase_price_value = panel_purchase_value"
        " AND purchase_price_currency_code = panel_purchase_currency"
        " AND date_trunc('minute', purchase_order_date) = date_trunc('minute', panel_ordered_at)"
        " AND transaction = purchase_transaction"
    ) == ask("SELECT count(*) FROM sales_history")


def test_importing_again_changes_nothing(desk: Desk, ask: Ask) -> None:
    path = desk.export()
    (first,) = desk.account.import_panel(path)
    before = ask("SELECT * EXCLUDE (imported_at, _row_hash) FROM panel_sales ORDER BY transaction")
    (again,) = desk.account.import_panel(path)
    assert (again.merged.new, again.merged.changed, again.merged.unchanged) == (0, 0, first.merged.new)
    assert ask("SELECT * EXCLUDE (imported_at, _row_hash) FROM panel_sales ORDER BY transaction") == before
    assert ask("SELECT count(*) FROM panel_sales_history") == [(0,)]


def test_another_language_tells_the_same_sales(desk: Desk, ask: Ask) -> None:
    desk.account.import_panel(desk.export())
    same = "SELECT transaction, status, ordered_at, purchase_value, order_bump_of, revenue_net, buyer_email"
    before = ask(f"{same} FROM panel_sales ORDER BY 1")
    desk.account.import_panel(desk.export("spanish.xlsx", language="es"))
    assert ask(f"{same} FROM panel_sales ORDER BY 1") == before


def test_of_two_reports_the_later_counts_and_the_history_has_the_other(desk: Desk, ask: Ask) -> None:
    path = desk.export()
    rows = rows_of(path)
    changed = written(desk.folder / "later.csv", [rows[0] | {STATUS: "Chargeback"}, *rows[1:3]])
    first, second = desk.account.import_panel(path, changed)
    assert (first.merged.new, second.merged.changed, second.merged.unchanged) == (len(rows), 1, 2)
    code = rows[0][CODE]
    assert ask(f"SELECT status, file FROM panel_sales WHERE transaction = '{code}'") == [
        ("CHARGEBACK", "later.csv")
    ]
    assert ask("SELECT transaction, status_told FROM panel_sales_history") == [(code, rows[0][STATUS])]
    assert ask("SELECT count(*), count(DISTINCT transaction) FROM panel_sales") == [(len(rows), len(rows))]


def test_where_anything_is_wrong_nothing_of_any_file_is_kept(desk: Desk, ask: Ask) -> None:
    good = desk.export()
    rows = rows_of(good)
    bad = written(desk.folder / "bad.csv", [*rows[:3], rows[3] | {VALUE: "twelve"}])
    with pytest.raises(PanelReportError, match="line 5"):
        desk.account.import_panel(good, bad)
    assert ask("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'panel%'") == [(0,)]
    assert not list(desk.folder.glob("*.staging"))


def test_what_nobody_knows_is_kept_beside(desk: Desk, ask: Ask) -> None:
    rows = [row | {"Tax Jurisdiction": "EU"} for row in rows_of(desk.export())]
    desk.account.import_panel(written(desk.folder / "wide.csv", rows))
    assert ask("SELECT DISTINCT _extra->>'$.\"buyer.Tax Jurisdiction\"' FROM panel_sales") == [("EU",)]


def test_the_view_gives_way_to_what_is_somebody_elses(desk: Desk, ask: Ask) -> None:
    with duckdb.connect(str(desk.account.warehouse.path)) as con:
        con.execute("CREATE VIEW sales_with_panel AS SELECT 1 AS mine")
    desk.account.import_panel(desk.export())
    assert ask("FROM sales_with_panel") == [(1,)]


def test_every_column_says_what_it_means_in_both_languages(desk: Desk, ask: Ask) -> None:
    desk.account.import_panel(desk.export())
    silent = ask(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE table_name = 'panel_sales'"
        " AND (comment IS NULL OR comment NOT LIKE '% / %')"
    )
    assert silent == []


def test_the_past_of_a_report_can_be_asked(desk: Desk) -> None:
    desk.account.import_panel(desk.export())
    now = datetime.now(UTC)
    answer = desk.account.ask("SELECT count(*) FROM panel_sales", as_of=now)
    assert answer.rows[0][0] == len(rows_of(desk.folder / "report.csv"))


def test_a_replay_leaves_it_as_it_is(desk: Desk, ask: Ask) -> None:
    desk.account.import_panel(desk.export())
    before = ask("SELECT * FROM panel_sales ORDER BY transaction")
    desk.account.replay()
    assert ask("SELECT * FROM panel_sales ORDER BY transaction") == before
    assert ask("SELECT count(panel_status_told) FROM sales_with_panel") == [(len(before),)]


def test_a_later_sync_leaves_it_as_it_is(lively: Desk) -> None:
    ask = lively.account.warehouse.looking().rows
    lively.account.import_panel(lively.export())
    before = ask("SELECT * FROM panel_sales ORDER BY transaction")
    lively.hotmart.advance(3)
    lively.account.sync("sales_history")
    assert ask("SELECT * FROM panel_sales ORDER BY transaction") == before


def test_without_a_warehouse_there_is_nothing_to_keep_it_in(desk: Desk) -> None:
    path = desk.export()
    desk.account.warehouse.path.unlink()
    with pytest.raises(NoWarehouseError):
        desk.account.import_panel(path)


def test_it_does_not_run_beside_a_sync(desk: Desk) -> None:
    path = desk.export()
    with lock(desk.account.warehouse), pytest.raises(WarehouseBusyError):
        desk.account.import_panel(path)


@pytest.fixture
def treated(desk: Desk) -> Callable[[str], Desk]:
    def configured(privacy: str) -> Desk:
        Path("hotmart.toml").write_text(f"[privacy]\n{privacy}\n")
        account = hotmart.open(warehouse=desk.account.warehouse.path)
        return Desk(desk.hotmart, account, desk.folder)

    return configured


@pytest.mark.parametrize(
    ("privacy", "looks"),
    [
        ('personal = "hash"', "hmac:"),
        ('personal = "mask"', "***@"),
        ('[privacy.columns]\n"panel_sales.buyer_email" = "mask"', "***@"),
        ('[privacy.columns]\n"*.buyer_email" = "hash"', "hmac:"),
    ],
)
def test_personal_data_is_treated_as_the_settings_say(
    treated: Callable[[str], Desk], ask: Ask, privacy: str, looks: str
) -> None:
    desk = treated(privacy)
    assert [*desk.account.tailored.streams]  # the settings are taken
    desk.account.import_panel(desk.export())
    ((emails, plain),) = ask(
        f"SELECT count(*) FILTER (buyer_email LIKE '%{looks}%'),"
        " count(*) FILTER (buyer_email LIKE '%_.%@example.org')"
        " FROM panel_sales"
    )
    assert emails > 0 and plain == 0


def test_what_is_dropped_is_not_there_at_all(treated: Callable[[str], Desk], ask: Ask) -> None:
    desk = treated('personal = "drop"')
    rows = [row | {"Nobody knows": "rita@example.org"} for row in rows_of(desk.export())]
    desk.account.import_panel(written(desk.folder / "wide.csv", rows))
    assert ask("SELECT count(buyer_name), count(buyer_email), count(_extra) FROM panel_sales") == [(0, 0, 0)]
    assert ask("SELECT count(*) > 0 FROM panel_sales WHERE purchase_value > 0") == [(True,)]


def test_a_hash_joins_with_that_of_the_api(treated: Callable[[str], Desk], ask: Ask) -> None:
    desk = treated('personal = "hash"')
    desk.account.replay()
    desk.account.import_panel(desk.export())
    ((told, same),) = ask(
        "SELECT count(panel_buyer_email), count(*) FILTER (panel_buyer_email = buyer_email)"
        " FROM sales_with_panel"
    )
    assert told == same > 0


def test_its_columns_are_shown_with_their_policies(treated: Callable[[str], Desk]) -> None:
    desk = treated('[privacy.columns]\n"panel_sales.buyer_phone" = "drop"')
    told = [row for row in personal_columns(desk.account) if row["table"] == "panel_sales"]
    shown = {row["column"]: row["policy"] for row in told}
    assert shown["buyer_phone"] == "drop" and shown["buyer_email"] == "keep"
    assert "transaction" not in shown


def test_a_person_is_forgotten_here_too_and_kept_out(desk: Desk, ask: Ask) -> None:
    path = desk.export()
    rows = rows_of(path)
    email = next(row[EMAIL] for row in rows if row[EMAIL] != "(none)")
    written(desk.folder / "later.csv", [rows[0] | {STATUS: "Chargeback"}, *rows[1:]])
    desk.account.import_panel(path, desk.folder / "later.csv")
    (place,) = places_of([desk.account], one_by_one=False)
    found = traces(place.warehouse, [email], place.layouts)
    assert found.rows["main", "panel_sales"] > 0
    ((document,),) = ask(f"SELECT DISTINCT buyer_document FROM panel_sales WHERE buyer_email = '{email}'")
    forget(place.warehouse, [email], place.layouts, at=datetime.now(UTC))
    for table in ("panel_sales", "panel_sales_history"):
        text = str(ask(f"FROM {table}"))
        assert email not in text and document not in text
    assert email.encode() not in desk.account.warehouse.path.read_bytes()
    assert ask("SELECT count(*) FROM panel_sales WHERE purchase_value IS NULL") == [(0,)]
    desk.account.import_panel(path)
    assert email not in str(ask("FROM panel_sales")) and document not in str(ask("FROM panel_sales"))
    others = next(row[EMAIL] for row in rows if row[EMAIL] not in ("(none)", email))
    assert others in str(ask("FROM panel_sales"))


def test_a_masked_copy_masks_it(desk: Desk, tmp_path: Path) -> None:
    desk.account.import_panel(desk.export())
    target = tmp_path / "masked.duckdb"
    layouts = {"panel_sales": panel_layout()}
    publish(desk.account.warehouse, target, lambda _: layouts)
    with duckdb.connect(str(target), read_only=True) as con:
        told = con.execute("SELECT buyer_email, buyer_document, sold_as, channel FROM panel_sales").fetchall()
    assert {row[0][1:4] for row in told if row[0]} == {"***"}
    assert {row[1][:3] for row in told if row[1]} == {"***"}
    assert {row[2] for row in told} <= {"MAIN_PRODUCT", "ORDER_BUMP", "UPGRADE", "DOWNGRADE"}
    assert all("***" not in row[3] for row in told)


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HOTMART_LANG", "en")
    yield
