"""What somebody may try who is to see a few tables and nothing else: each is refused, by its name.

What is told of it in words stands in docs/security.md. The inputs are harmless where nothing guards them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hotmart.errors import HotmartError
from hotmart.language import speaking
from hotmart.warehouse.asking.apart.asker import Asker
from hotmart.warehouse.asking.refusals import QueryError

from .conftest import SECRET

KIND, FUNCTION, TABLE = "is refused", "is not to be had here", "does not exist"

ATTACKS = {
    "a file is read as a table": ("FROM '{folder}/other.csv'", TABLE),
    "a file is read as a table by a pattern": ("FROM '{folder}/*.csv'", TABLE),
    "an address is read as a table": ("FROM 'https://example.org/a.csv'", TABLE),
    "a bucket is read as a table": ("FROM 's3://example/a.parquet'", TABLE),
    "a file is read as text": ("FROM read_text('{folder}/other.csv')", FUNCTION),
    "a file is read as bytes": ("FROM read_blob('{folder}/other.csv')", FUNCTION),
    "a file is read as csv": ("FROM read_csv('{folder}/other.csv')", FUNCTION),
    "a file is read as csv in a scalar subquery": (
        "SELECT (SELECT word FROM read_csv_auto('{folder}/other.csv'))",
        FUNCTION,
    ),
    "a file is read as json": ("FROM read_json('{folder}/other.csv')", FUNCTION),
    "a file is read as parquet": ("FROM parquet_scan('{folder}/a.parquet')", FUNCTION),
    "a file is tasted": ("FROM sniff_csv('{folder}/other.csv')", FUNCTION),
    "a folder is listed": ("FROM glob('{folder}/*')", FUNCTION),
    "another database is read": ("FROM read_duckdb('{folder}/copy.duckdb')", FUNCTION),
    "a file is written": ("COPY (SELECT 1) TO '{folder}/new.csv'", "COPY is refused"),
    "a table is filled from a file": ("COPY sales FROM '{folder}/other.csv'", "COPY is refused"),
    "a file is written within WITH": ("WITH a AS (COPY (SELECT 1) TO 'new.csv') FROM a", ""),
    "everything is exported": ("EXPORT DATABASE '{folder}/new'", "EXPORT is refused"),
    "everything is imported": ("IMPORT DATABASE '{folder}/new'", ""),
    "a file is attached": ("ATTACH '{folder}/copy.duckdb' AS again", "ATTACH is refused"),
    "memory is attached": ("ATTACH ':memory:' AS again", "ATTACH is refused"),
    "the file is detached": ("DETACH copy", "DETACH is refused"),
    "another schema is used": ("USE other", "USE is refused"),
    "an extension is installed": ("INSTALL httpfs", "INSTALL is refused"),
    "an extension is loaded": ("LOAD httpfs", "LOAD is refused"),
    "an extension is updated": ("UPDATE EXTENSIONS", ""),
    "a setting is set": ("SET threads = 8", "SET is refused"),
    "a setting is set for all": ("SET GLOBAL enable_external_access = true", "SET is refused"),
    "a setting is taken back": ("RESET lock_configuration", "RESET is refused"),
    "a setting is set by PRAGMA": ("PRAGMA threads = 8", "PRAGMA is refused"),
    "the file is looked at by PRAGMA": ("PRAGMA database_list", "PRAGMA is refused"),
    "a variable is set": ("SET VARIABLE a = 1", "SET is refused"),
    "a setting is read": ("SELECT current_setting('temp_directory')", FUNCTION),
    "a setting is read by a name with its schema": (
        "SELECT system.main.current_setting('temp_directory')",
        FUNCTION,
    ),
    "a setting is read for each element": (
        "SELECT list_transform(['threads'], lambda one: current_setting(one))",
        FUNCTION,
    ),
    "a setting orders the answer": ("SELECT 1 ORDER BY current_setting('threads')", FUNCTION),
    "a setting is shown": ("SHOW threads", TABLE),
    "all settings are read": ("FROM duckdb_settings()", FUNCTION),
    "all settings are read as a table": ("FROM duckdb_settings", TABLE),
    "all settings are read as Postgres has them": ("FROM pg_catalog.pg_settings", TABLE),
    "the databases are read": ("FROM duckdb_databases()", FUNCTION),
    "the databases are read as a table": ("FROM pragma_database_list", TABLE),
    "the databases are shown": ("SHOW DATABASES", TABLE),
    "secrets are read": ("FROM duckdb_secrets()", FUNCTION),
    "a secret is asked for": ("FROM which_secret('s3://example', 's3')", FUNCTION),
    "a secret is made": ("CREATE SECRET a (TYPE s3)", "CREATE is refused"),
    "the environment is read": ("SELECT getenv('HOME')", FUNCTION),
    "a variable of DuckDB is read": ("SELECT getvariable('a')", FUNCTION),
    "the logs are read": ("FROM duckdb_logs()", FUNCTION),
    "the log is written": ("SELECT write_log('a')", FUNCTION),
    "extensions are read": ("FROM duckdb_extensions()", FUNCTION),
    "temporary files are read": ("FROM duckdb_temporary_files()", FUNCTION),
    "two questions are asked": ("SELECT 1; SELECT 2", "more than one statement"),
    "something is done after a question": ("SELECT 1; DROP TABLE sales", "more than one statement"),
    "nothing is asked": ("-- nothing", "no question"),
    "a procedure is called": ("CALL pragma_version()", "CALL is refused"),
    "a question is prepared": ("PREPARE a AS SELECT 1", "PREPARE is refused"),
    "a prepared question is executed": ("EXECUTE a", "EXECUTE is refused"),
    "a table is made": ("CREATE TABLE a AS SELECT 1", "CREATE is refused"),
    "a temporary table is made": ("CREATE TEMP TABLE a AS SELECT 1", "CREATE is refused"),
    "a temporary view is made": ("CREATE TEMP VIEW a AS SELECT 1", "CREATE is refused"),
    "a macro is made": ("CREATE TEMP MACRO a() AS 1", "CREATE is refused"),
    "a type is made by PIVOT": ("PIVOT sold ON code USING count(*)", "PIVOT is refused"),
    "rows are written": ("INSERT INTO sales SELECT 'a', 1, 'b'", "INSERT is refused"),
    "rows are changed": ("UPDATE sales SET price = 0", "UPDATE is refused"),
    "rows are deleted": ("DELETE FROM sales", "DELETE is refused"),
    "rows are written within WITH": (
        "WITH a AS (INSERT INTO sales SELECT 'a', 1, 'b' RETURNING *) FROM a",
        "",
    ),
    "a table is dropped": ("DROP TABLE sales", "DROP is refused"),
    "a table is altered": ("ALTER TABLE sales ADD COLUMN a INTEGER", "ALTER is refused"),
    "a transaction is begun": ("BEGIN TRANSACTION", "BEGIN is refused"),
    "the file is written out": ("CHECKPOINT", "CHECKPOINT is refused"),
    "the file is packed": ("VACUUM", "VACUUM is refused"),
    "the way is explained": ("EXPLAIN SELECT 1", "EXPLAIN is refused"),
    "the way is explained and gone": ("EXPLAIN ANALYZE SELECT 1", "EXPLAIN is refused"),
    "a question is made of text": ("FROM query('FROM sales')", FUNCTION),
    "a table is named by text": ("FROM query_table('sales')", FUNCTION),
    "a question is made of json": ("FROM json_execute_serialized_sql('a')", FUNCTION),
    "a plan is made of a question": ("SELECT json_serialize_plan('FROM sold')", FUNCTION),
    "a sequence is moved": ("SELECT nextval('a')", FUNCTION),
    "nothing is done for a while": ("SELECT pg_sleep(0)", FUNCTION),
    "a program's variable is read": ("FROM asked", TABLE),
}
"""What is tried, and what is said; nothing where DuckDB's releases differ in who refuses it."""

HIDDEN = {
    "a table under a view": "FROM sales",
    "a table under a view, by its schema": "FROM main.sales",
    "a table under a view, by the file": "FROM copy.main.sales",
    "a table under a view, by the file alone": "FROM copy.sales",
    "a table under a view, in capitals": 'FROM "SALES"',
    "a history": "FROM sales_history",
    "raw pages": "SELECT path FROM _pages",
    "the same name in another schema": "FROM other.sales",
    "a hidden table in a subquery": "SELECT (SELECT any_value(path) FROM _pages)",
    "a hidden table in a filter": "FROM sold WHERE EXISTS (FROM _pages)",
    "a hidden table in a join": "FROM sold, LATERAL (FROM _pages)",
    "a hidden table in half of a union": "SELECT code FROM sold UNION ALL SELECT path FROM _pages",
    "a hidden table in WITH": "WITH a AS (FROM _pages) FROM a",
    "a hidden table behind its own name": "WITH _pages AS (FROM _pages) FROM _pages",
    "a hidden table before its name is taken": "WITH a AS (FROM _pages), _pages AS (SELECT 1) FROM a",
    "a hidden table beside its name": "FROM (WITH _pages AS (SELECT 1) FROM _pages), _pages",
    "a hidden table where recursion begins": (
        "WITH RECURSIVE _pages AS (SELECT path FROM _pages UNION ALL SELECT path FROM _pages WHERE false)"
        " FROM _pages"
    ),
    "a hidden table that is described": "DESCRIBE _pages",
    "a hidden table that is summarized": "SUMMARIZE sales",
    "a hidden table that is shown": "SHOW _pages",
    "a hidden table that is pivoted": "PIVOT _pages ON path IN ('a') USING count(*)",
    "a hidden table that is told by TABLE": "TABLE _pages",
    "the tables there are": "SHOW TABLES",
    "all tables there are": "SHOW ALL TABLES",
    "the tables of a schema": "SHOW TABLES FROM other",
    "the catalogue": "FROM information_schema.tables",
    "the catalogue, as Postgres has it": "FROM pg_catalog.pg_views",
    "the catalogue, as SQLite has it": "FROM sqlite_master",
    "the catalogue, as DuckDB has it": "FROM duckdb_views",
}


def refusal(asker: Asker, query: str) -> str:
    """What is said against it: as a sentence in both languages, which names no place and tells nothing."""
    with pytest.raises(QueryError) as refused:
        asker.ask(query)
    error = refused.value
    for language in ("en", "pt"):
        with speaking(language):
            told = str(error)
        assert re.match(r"[A-ZÁÉÍÓÚ]", told), told
        assert not any(word in told for word in ("Traceback", str(asker.path.parent), SECRET))
    assert error.text.en != error.text.pt
    assert error.__cause__ is None
    return error.text.en


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("who", ["owners", "others"])
@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_refused_by_its_name(request: pytest.FixtureRequest, file: Path, who: str, name: str) -> None:
    query, said = ATTACKS[name]
    asker: Asker = request.getfixturevalue(who)
    asked = query.format(folder=file.parent)
    before = sorted(path.name for path in file.parent.iterdir())
    assert said in refusal(asker, asked)
    assert sorted(path.name for path in file.parent.iterdir()) == before


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_is_not_there_for_others(others: Asker, name: str) -> None:
    assert TABLE in refusal(others, HIDDEN[name])


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    "query",
    [
        "FROM duckdb_views()",
        "FROM duckdb_tables()",
        "SELECT pg_get_viewdef(1)",
        "FROM pragma_table_info('sales')",
    ],
)
def test_what_tells_of_hidden_tables_is_no_function_of_others(others: Asker, query: str) -> None:
    assert FUNCTION in refusal(others, query)


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT count(*) FROM sold", 1),
        ("FROM main.sold", 3),
        ("FROM copy.main.sold", 3),
        ('FROM "SOLD"', 3),
        ("TABLE sold", 3),
        ("VALUES (1), (2)", 2),
        ("WITH sales AS (FROM sold) FROM sales", 3),
        ("WITH a AS (FROM sold), b AS (FROM a) SELECT * FROM a JOIN b USING (code)", 3),
        ("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) FROM t", 4),
        ("FROM sold, unnest([1, 2])", 6),
        ("FROM range(5)", 5),
        ("FROM json_each('[1, 2]')", 2),
        ("DESCRIBE sold", 2),
        ("DESCRIBE SELECT 1", 1),
        ("SUMMARIZE sold", 2),
        ("PIVOT sold ON code IN ('HP1') USING sum(price)", 1),
        ("SELECT pg_typeof(price), typeof(price) FROM sold", 3),
        ("SELECT sum(price) OVER (ORDER BY code) FROM sold QUALIFY true", 3),
        ("SELECT 1; -- and that is all", 1),
    ],
)
def test_what_is_to_be_seen_is_answered_however_it_is_asked(others: Asker, query: str, rows: int) -> None:
    assert len(others.ask(query)) == rows


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    "query",
    [
        "SHOW TABLES",
        "SHOW ALL TABLES",
        "FROM duckdb_tables()",
        "FROM information_schema.columns",
        "FROM _pages",
    ],
)
def test_its_owner_sees_all_that_is_in_the_file(owners: Asker, query: str) -> None:
    assert len(owners.ask(query)) > 0


RUNAWAYS = {
    "recursion without end": (
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    ),
    "a join of everything with everything": (
        "SELECT count(*) FROM range(100000) a, range(100000) b, range(100000) c WHERE a.range + b.range = 3"
    ),
    "one huge text": "SELECT length(repeat('x', 3000000000))",
    "one huge list": "SELECT length(list(range)) FROM range(10000000000)",
    "one huge text that is added up": "SELECT length(string_agg(repeat('x', 1000))) FROM range(10000000)",
    "a sort of more than fits": "SELECT repeat('x', 100) || range FROM range(100000000) ORDER BY 1 DESC",
}


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("name", RUNAWAYS)
def test_what_runs_away_is_ended_and_the_next_question_is_answered(file: Path, name: str) -> None:
    with Asker(file, tables=["sold"], timeout=1.0, memory=64 * 2**20) as asker:
        with pytest.raises(QueryError, match=r"took more than 1 s|needs more than the 64 MB"):
            asker.ask(RUNAWAYS[name])
        assert asker.ask("SELECT sum(price)::VARCHAR FROM sold", timeout=1.0).rows == [("0.7500",)]


@pytest.mark.slow
@pytest.mark.oldest
def test_a_large_answer_ends_at_its_rows_or_bytes_and_says_so(file: Path) -> None:
    with Asker(file, limit=10, size=2_000) as asker:
        few = asker.ask("FROM range(100000000)")
        assert (few.rows, few.more, few.warnings) == ([(n,) for n in range(10)], True, [])
        cut = asker.ask("SELECT repeat('x', 500) FROM range(100000000)")
        assert (len(cut), cut.more, len(cut.warnings)) == (2, True, 1)
        with pytest.raises(QueryError, match="One row is larger"):
            asker.ask("SELECT repeat('x', 5000)")


@pytest.mark.slow
def test_a_question_longer_than_a_book_is_refused(others: Asker) -> None:
    with pytest.raises(QueryError, match="longer than 100000 letters"):
        others.ask("SELECT 1 " + " " * 100_000)


@pytest.mark.slow
def test_what_a_question_says_in_its_error_is_cut(others: Asker) -> None:
    with pytest.raises(HotmartError) as refused:
        others.ask("SELECT error(repeat('x', 100000)) FROM sold")
    assert len(str(refused.value)) < 1000
