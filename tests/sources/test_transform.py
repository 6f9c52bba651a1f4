from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from hotmart.sources.transform import TransformError, checked, columns, view


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELEC", "is no SQL"),
        ("", "must be one SELECT"),
        ("SELECT * FROM this; SELECT 1", "must be one SELECT"),
        ("DELETE FROM this", "must be one SELECT"),
        ("COPY this TO 'x.csv'", "must be one SELECT"),
        ("DROP TABLE this", "must be one SELECT"),
        ("WITH x AS (DELETE FROM this RETURNING *) SELECT * FROM x, this", "SELECT"),
        ("SELECT 1", "never reads `this`"),
        ("SELECT * FROM that", "never reads `this`"),
    ],
)
def test_what_is_not_one_select_from_this_is_refused(sql: str, says: str) -> None:
    with pytest.raises(TransformError, match=says):
        checked(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id, amount * 2 AS twice FROM this; -- doubled",
        "WITH paid AS (SELECT * FROM this) SELECT id, amount * 2 AS twice FROM paid",
        "FROM this SELECT id, amount + amount AS twice",
    ],
)
def test_the_view_tells_what_the_select_gives_of_the_table(sql: str) -> None:
    with duckdb.connect() as con:
        con.execute('CREATE TABLE "my ""orders""" (id VARCHAR, amount DECIMAL(18,4))')
        con.execute(view("orders", 'my "orders"', sql))
        con.execute("""INSERT INTO "my ""orders\""" VALUES ('a', 1.5)""")
        assert con.execute("SELECT * FROM orders").fetchall() == [("a", Decimal("3.0000"))]


def test_a_view_survives_the_columns_that_its_table_learns() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE landed (id VARCHAR)")
        con.execute(view("orders", "landed", "SELECT id FROM this"))
        con.execute("ALTER TABLE landed ADD COLUMN more VARCHAR")
        assert con.execute("SELECT * FROM orders").fetchall() == []


def test_a_transformation_may_join_what_else_is_in_the_warehouse() -> None:
    assert "sales_history" in checked("SELECT * FROM this JOIN sales_history USING (id)")


def test_its_columns_are_known_without_a_row() -> None:
    assert columns("SELECT id, sum(n) AS n FROM this GROUP BY id", {"id": "VARCHAR", "n": "BIGINT"}) == {
        "id": "VARCHAR",
        "n": "HUGEINT",
    }


def test_a_column_that_is_not_there_is_told() -> None:
    with pytest.raises(TransformError, match="amonut"):
        columns("SELECT amonut FROM this", {"amount": "BIGINT"})
