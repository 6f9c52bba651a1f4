from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from hotmart.warehouse.asking.query import ask
from hotmart.warehouse.asking.refusals import QueryError
from hotmart.warehouse.asking.statements import check_one_select, check_reads
from hotmart.warehouse.store import Warehouse


def refused(check: Callable[[duckdb.DuckDBPyConnection, str], None], query: str) -> str:
    """What is said against it; nothing where it is answered."""
    with duckdb.connect() as con:
        try:
            check(con, query)
        except QueryError as error:
            return error.text.en
    return ""


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1",
        "SELECT ';' AS x; -- and that is all",
        "FROM duckdb_tables()",
        "SHOW TABLES",
        "EXPLAIN ANALYZE SELECT 1",
        "SUMMARIZE SELECT 1",
        "PIVOT (SELECT 1 AS a) ON a USING count(*)",
        "PRAGMA database_size",
    ],
)
def test_its_owner_may_ask_whatever_only_reads(query: str) -> None:
    assert refused(check_reads, query) == ""


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT 1; SELECT 2", "more than one statement"),
        ("-- nothing", "no question"),
        ("PRAGMA database_size", "PRAGMA is refused"),
        ("EXPLAIN SELECT 1", "EXPLAIN is refused"),
        ("PIVOT (SELECT 1 AS a) ON a USING count(*)", "PIVOT is refused"),
        ("CALL pragma_version()", "CALL is refused"),
    ],
)
def test_others_may_ask_one_select_and_what_is_refused_is_named(query: str, said: str) -> None:
    assert said in refused(check_one_select, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1",
        "SELECT 1; -- why",
        "FROM t",
        "VALUES (1)",
        "DESCRIBE t",
        "SUMMARIZE SELECT 1",
        "WITH a AS (SELECT 1) FROM a",
    ],
)
def test_every_way_to_write_a_select_is_one(query: str) -> None:
    assert refused(check_one_select, query) == ""


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("EXPLAIN /* why */ SELECT 1", ""),
        ("-- why\nEXPLAIN SELECT 1", "Nothing can be changed from here"),
    ],
)
def test_an_explanation_that_a_comment_makes_unclear_is_refused(query: str, said: str) -> None:
    assert refused(check_reads, query)[: len(said) or 1] == said


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
