"""A copy for those who are not to see who anybody is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hotmart.streams.known import STREAMS
from hotmart.tables.layout import Layout
from hotmart.warehouse.ledger.notes import TABLES
from hotmart.warehouse.merge import create_tables, merge
from hotmart.warehouse.publish import publish, publish_again
from hotmart.warehouse.records import Decoder
from hotmart.warehouse.sql import ensure_table
from hotmart.warehouse.store import Warehouse
from warehouse.sample import AT, REQUEST

pytestmark = [pytest.mark.slow, pytest.mark.oldest]

SALES, PARTICIPANTS = STREAMS["sales_history"].layout, STREAMS["sales_participants"].layout
RITA = {"name": "Rita Fontes", "email": "rita@example.org", "ucode": "5b0e1c52-7f7a-4e0b-9c55-2a0f2d9d1a10"}
SALE: dict[str, Any] = {
    "purchase": {
        "transaction": "HP1",
        "status": "APPROVED",
        "price": {"value": 19.9, "currency_code": "BRL"},
        "tracking": {"source": "rita@example.org", "source_sck": "Rita Fontes", "external_code": "jLj6abc"},
    },
    "buyer": RITA | {"nickname": "Ritinha"},
}
PEOPLE = {
    "transaction": "HP1",
    "users": [{"role": "BUYER", "user": RITA | {"documents": [{"type": "CPF", "value": "111.222.333-00"}]}}],
}


def layouts(_: str) -> Mapping[str, Layout]:
    return {"sales_history": SALES, "sales_participants": PARTICIPANTS}


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    """Two streams in a schema of their own, a history, a ledger, a table of somebody's, and a view."""
    made = Warehouse(tmp_path / "hotmart.duckdb", "client")
    refunded = SALE | {"purchase": SALE["purchase"] | {"status": "REFUNDED"}}
    with made.opened() as con:
        for run, (layout, item) in enumerate([(SALES, SALE), (SALES, refunded), (PARTICIPANTS, PEOPLE)]):
            create_tables(con, layout)
            records = Decoder(layout).page(json.dumps({"items": [item]}).encode(), REQUEST)
            file = tmp_path / f"{run}.ndjson"
            file.write_bytes(records.lines)
            merge(con, layout, [file], at=AT + timedelta(days=run), run=run)
        ensure_table(con, "_windows", TABLES["_windows"])
        con.execute(
            "INSERT INTO _windows (run, stream, raw_file) VALUES (1, 'sales_history', '/home/rita/1.zst')"
        )
        con.execute("CREATE TABLE mine AS SELECT 'Rita' AS who, ['Rita'] AS names, 12 AS total")
        con.execute("ALTER TABLE sales_history ADD COLUMN buyer_city VARCHAR")
        con.execute("UPDATE sales_history SET buyer_city = 'Ouro Preto'")
        con.execute("CREATE VIEW paid AS SELECT buyer_email FROM sales_history")
    return made


def test_people_are_masked_and_everything_else_is_as_it_was(warehouse: Warehouse, tmp_path: Path) -> None:
    publish(warehouse, tmp_path / "shown.duckdb", layouts)
    shown = Warehouse(tmp_path / "shown.duckdb", "client")
    told = "buyer_name, buyer_email, buyer_ucode, buyer_city, purchase_price_value, _extra, _row_hash"
    (row,) = shown.rows(f"SELECT {told} FROM sales_history")
    assert row == ("R***", "r***@example.org", RITA["ucode"], "O***", Decimal("19.9"), None, None)
    tracked = "purchase_tracking_source, purchase_tracking_source_sck, purchase_tracking_external_code"
    assert shown.rows(f"SELECT {tracked} FROM sales_history") == [("r***@example.org", "R***", "j***")]
    assert shown.rows("SELECT buyer_name, _gone FROM sales_history_history") == [("R***", False)]
    assert shown.rows("SELECT type, value FROM sales_participants_user_documents") == [("CPF", "***00")]
    assert shown.rows("FROM mine") == [("R***", ["R***"], 12)]
    assert shown.rows("FROM paid") == [("r***@example.org",)]
    assert shown.rows("SELECT run, raw_file FROM _windows") == [(1, None)]


def test_personal_columns_can_be_dropped_or_kept(warehouse: Warehouse, tmp_path: Path) -> None:
    publish(warehouse, tmp_path / "bare.duckdb", layouts, personal="drop")
    publish(warehouse, tmp_path / "full.duckdb", layouts, personal="keep")
    asked = "SELECT buyer_name, buyer_city, _extra IS NULL FROM sales_history"
    assert Warehouse(tmp_path / "bare.duckdb", "client").rows(asked) == [(None, None, True)]
    assert Warehouse(tmp_path / "full.duckdb", "client").rows(asked) == [("Rita Fontes", "Ouro Preto", False)]
    assert Warehouse(tmp_path / "full.duckdb", "client").rows("SELECT raw_file FROM _windows") == [(None,)]


def test_without_a_layout_every_text_may_be_somebody(warehouse: Warehouse, tmp_path: Path) -> None:
    publish(warehouse, tmp_path / "shown.duckdb", lambda _: {})
    (row,) = Warehouse(tmp_path / "shown.duckdb", "client").rows(
        "SELECT buyer_email, purchase_status, purchase_price_value FROM sales_history"
    )
    assert row == ("r***@example.org", "R***", Decimal("19.9"))


def test_whoever_reads_the_copy_goes_on_reading_while_the_next_takes_its_place(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    target = tmp_path / "shown.duckdb"
    publish(warehouse, target, layouts)
    with duckdb.connect(str(target), read_only=True) as reader:
        publish(warehouse, target, layouts)
        assert reader.execute("SELECT buyer_name FROM client.sales_history").fetchall() == [("R***",)]
    assert sorted(file.name for file in tmp_path.glob("shown*")) == ["shown.duckdb"]


def test_copies_that_are_still_there_are_made_again(warehouse: Warehouse, tmp_path: Path) -> None:
    publish(warehouse, tmp_path / "a.duckdb", layouts)
    publish(warehouse, tmp_path / "b.duckdb", layouts, personal="drop")
    publish(warehouse, tmp_path / "gone.duckdb", layouts)
    (tmp_path / "gone.duckdb").unlink()
    with warehouse.opened() as con:
        con.execute("UPDATE sales_history SET buyer_name = 'Ana'")
    assert [path.name for path in publish_again(warehouse, layouts)] == ["a.duckdb", "b.duckdb"]
    asked = "SELECT buyer_name FROM sales_history"
    assert Warehouse(tmp_path / "a.duckdb", "client").rows(asked) == [("A***",)]
    assert Warehouse(tmp_path / "b.duckdb", "client").rows(asked) == [(None,)]


def test_the_copy_does_not_tell_where_it_is_from_nor_who_was_forgotten(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    with Warehouse(warehouse.path).opened() as con:
        con.execute("CREATE TABLE _forgotten (hash VARCHAR); CREATE TABLE _privacy (key VARCHAR)")
    publish(warehouse, tmp_path / "shown.duckdb", layouts)
    held = Warehouse(tmp_path / "shown.duckdb").rows("SELECT table_name FROM duckdb_tables()")
    assert not {name for (name,) in held} & {"_forgotten", "_privacy", "_published"}
