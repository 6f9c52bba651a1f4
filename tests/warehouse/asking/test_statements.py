from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from hotmart.warehouse.asking.query import QueryError, ask
from hotmart.warehouse.asking.statements import reaches_files
from hotmart.warehouse.store import Warehouse


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1; SELECT 2",
        "FROM duckdb_tables()",
        "SHOW TABLES",
        "EXPLAIN ANALYZE SELECT 1",
        "SUMMARIZE SELECT 1",
        "PIVOT (SELECT 1 AS a) ON a USING count(*)",
        "PRAGMA database_size",
    ],
)
def test_a_question_reaches_no_other_file(query: str) -> None:
    with duckdb.connect() as con:
        assert not reaches_files(con, query)


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("EXPLAIN /* why */ SELECT 1", False),
        ("-- why\nEXPLAIN SELECT 1", True),
    ],
)
def test_an_explanation_that_a_comment_makes_unclear_is_refused(query: str, refused: bool) -> None:
    with duckdb.connect() as con:
        assert reaches_files(con, query) is refused


REACHING = [
    "COPY (SELECT 1) TO '{}'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{}'",
    "EXPLAIN (ANALYZE, FORMAT json) COPY (SELECT 1) TO '{}'",
    "PREPARE later AS COPY (SELECT 1) TO '{}'",
    "SELECT 1; COPY (SELECT 1) TO '{}'",
    "EXPORT DATABASE '{}'",
    "ATTACH '{}'",
]


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("query", REACHING)
@pytest.mark.parametrize("beside", ["other.csv", "w.duckdb.extra"])
def test_what_would_reach_one_is_refused_before_it_runs(tmp_path: Path, query: str, beside: str) -> None:
    warehouse = Warehouse(tmp_path / "w.duckdb")
    with warehouse.transaction() as con:
        con.execute("CREATE TABLE items (id INTEGER)")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(QueryError, match="Nothing can be changed from here"):
        ask(query.format(tmp_path / beside), warehouse)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
