from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from .conftest import Command


@pytest.fixture
def held(run: Command) -> Path:
    """A file with one sale whose price has every digit a column can hold."""
    with duckdb.connect("hotmart.duckdb") as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute(
            "CREATE TABLE sales AS SELECT 99999999999999.9900::DECIMAL(18,4) AS price, 'a|\"b\"' AS name,"
            " TIMESTAMPTZ '2024-01-31 12:00:00.125+00' AS moment, NULL::VARCHAR AS nothing,"
            " [1.50, 2.25] AS list, true AS yes"
        )
    return Path("hotmart.duckdb")


def test_json_is_exact_and_in_utc(run: Command, held: Path) -> None:
    outcome = run("sql", "SELECT * FROM sales", "--json")
    assert outcome.exit_code == 0
    answer = json.loads(outcome.stdout, parse_float=Decimal)
    assert answer["data"] == [
        {
            "price": Decimal("99999999999999.9900"),
            "name": 'a|"b"',
            "moment": "2024-01-31T12:00:00.125Z",
            "nothing": None,
            "list": [Decimal("1.50"), Decimal("2.25")],
            "yes": True,
        }
    ]
    assert '"price":99999999999999.9900,' in outcome.stdout
    assert answer["meta"]["columns"][0] == {"name": "price", "type": "DECIMAL(18,4)"}
    assert answer["meta"]["rows"] == 1


@pytest.mark.parametrize(
    ("option", "moment"),
    [([], "2024-01-31T09:00:00.125-03:00"), (["--utc"], "2024-01-31T12:00:00.125Z")],
)
def test_csv_is_exact_and_in_the_zone_of_the_account_or_in_utc(
    run: Command, held: Path, option: list[str], moment: str
) -> None:
    (row,) = csv.DictReader(io.StringIO(run("sql", "SELECT * FROM sales", "--csv", *option).stdout))
    assert row == {
        "price": "99999999999999.9900",
        "name": 'a|"b"',
        "moment": moment,
        "nothing": "",
        "list": "[1.50,2.25]",
        "yes": "true",
    }


def test_json_tells_moments_in_utc_and_the_zone_of_the_days(run: Command, held: Path) -> None:
    query = "SELECT moment, moment::DATE::VARCHAR AS day FROM sales"
    answer = run("sql", query, "--json").json
    assert answer["data"] == [{"moment": "2024-01-31T12:00:00.125Z", "day": "2024-01-31"}]
    assert answer["meta"]["time_zone"] == "America/Sao_Paulo"


def test_people_get_a_table(run: Command, held: Path) -> None:
    outcome = run("sql", "SELECT price, name, moment FROM sales")
    assert "99999999999999.9900" in outcome.stdout
    assert 'a|"b"' in outcome.stdout
    assert outcome.stderr == "1 row · days and times in America/Sao_Paulo\n"


@pytest.mark.parametrize("form", [[], ["--csv"]])
def test_into_a_pipe_or_a_file_goes_every_row(run: Command, held: Path, form: list[str]) -> None:
    outcome = run("sql", "SELECT * FROM range(1000)", *form)
    assert len(outcome.stdout.splitlines()) == 1_001
    assert "shown" not in outcome.stderr


def test_two_columns_of_one_name_are_both_kept(run: Command, held: Path) -> None:
    answer = run("sql", "SELECT 1 AS a, 2 AS a, 3 AS a_2", "--json").json
    assert answer["data"] == [{"a": 1, "a_2": 2, "a_2_2": 3}]


def test_the_query_can_come_from_stdin(run: Command, held: Path) -> None:
    assert run("sql", "-", "--json", stdin="SELECT 42 AS answer").json["data"] == [{"answer": 42}]


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM sales",
        "CREATE TABLE more (x INT)",
        "DROP TABLE sales",
        "COPY sales TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "SELECT * FROM read_csv('secret.csv')",
        "SET enable_external_access = true",
    ],
)
def test_nothing_can_be_changed_and_no_other_file_read(run: Command, held: Path, query: str) -> None:
    Path("secret.csv").write_text("a,b\n1,2\n")
    before = held.read_bytes()
    outcome = run("sql", query, "--json")
    assert outcome.exit_code == 2
    assert outcome.json["error"]["code"] == "sql"
    assert held.read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["hotmart.duckdb", "secret.csv"]


@pytest.mark.parametrize(
    "query", ["SELEC 1", "SELECT nothing_like_it FROM sales", "SELECT * FROM sale", "SELECT 1/'x'"]
)
def test_wrong_sql_is_one_sentence_and_exit_code_2(run: Command, held: Path, query: str) -> None:
    outcome = run("sql", query)
    assert outcome.exit_code == 2
    assert len(outcome.stderr.splitlines()) == 2
    assert "LINE 1" not in outcome.stderr


def test_one_form_of_answer_at_a_time(run: Command, held: Path) -> None:
    outcome = run("sql", "SELECT 1", "--json", "--csv")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (2, "usage")


def test_without_a_warehouse_it_says_how_to_make_one(run: Command) -> None:
    outcome = run("sql", "SELECT 1")
    assert outcome.exit_code == 1
    assert "hotmart sync" in outcome.stderr
    assert not Path("hotmart.duckdb").exists()


def test_a_file_that_is_no_warehouse_is_told(run: Command) -> None:
    Path("hotmart.duckdb").write_text("hello " * 5_000)
    outcome = run("sql", "SELECT 1", "--json")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (1, "not_a_warehouse")


@pytest.fixture
def past(run: Command) -> Path:
    """A warehouse that learnt of a refund on 2 January, and of subscriptions on 3 January."""
    with duckdb.connect("hotmart.duckdb") as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute(
            "CREATE TABLE sales AS SELECT 'HP1' AS code, 'REFUNDED' AS status,"
            " TIMESTAMPTZ '2025-01-02 09:00:00+00' AS _synced_at;"
            "CREATE TABLE sales_history AS SELECT code, 'APPROVED' AS status, _valid_from AS _synced_at,"
            " _valid_from, TIMESTAMPTZ '2025-01-02 09:00:00+00' AS _valid_to, false AS _gone"
            " FROM sales, (SELECT TIMESTAMPTZ '2025-01-01 09:00:00+00' AS _valid_from);"
            "CREATE TABLE subscriptions AS SELECT 'S1' AS code,"
            " TIMESTAMPTZ '2025-01-03 09:00:00+00' AS _synced_at;"
            "CREATE TABLE subscriptions_history AS SELECT *, _synced_at AS _valid_from,"
            " _synced_at AS _valid_to, false AS _gone FROM subscriptions LIMIT 0;"
            "CREATE TABLE _runs AS SELECT day AS as_of, 'proved' AS state FROM (SELECT unnest("
            "[TIMESTAMPTZ '2025-01-01 09:00:00+00', TIMESTAMPTZ '2025-01-03 09:00:00+00']) AS day)"
        )
    return Path("hotmart.duckdb")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2025-01-01", "APPROVED"),
        ("2025-01-02", "REFUNDED"),
        ("2025-01-02T05:59:59", "APPROVED"),
        ("2025-01-02T06:00", "REFUNDED"),
        ("2025-01-02T06:00:00-03:00", "REFUNDED"),
        ("2025-01-02T09:00Z", "REFUNDED"),
        ("2125-01-01", "REFUNDED"),
    ],
)
def test_as_of_answers_what_was_known_then(run: Command, past: Path, moment: str, status: str) -> None:
    answer = run("sql", "SELECT code, status FROM Sales", "--as-of", moment, "--json").json
    assert answer["data"] == [{"code": "HP1", "status": status}]
    assert answer["warnings"] == []


def test_as_of_tells_the_freshness_of_then(run: Command, past: Path) -> None:
    answer = run("sql", "SELECT 1", "--as-of", "2025-01-02", "--json").json
    assert answer["meta"]["as_of"] == "2025-01-01T09:00:00Z"


def test_before_the_first_sync_it_says_since_when_it_knows(run: Command, past: Path) -> None:
    outcome = run("sql", "SELECT 1", "--as-of", "2024-12-31")
    assert outcome.exit_code == 2
    assert "At 2024-12-31 23:59 America/Sao_Paulo" in outcome.stderr
    assert "knows from 2025-01-01 06:00 America/Sao_Paulo on" in outcome.stderr
    assert "At 2024-12-31 23:59 UTC" in run("sql", "SELECT 1", "--as-of", "2024-12-31", "--utc").stderr


@pytest.mark.oldest
@pytest.mark.parametrize("language", ["en", "pt"])
def test_more_than_one_statement_is_refused_as_only_the_last_would_be_answered(
    run: Command, past: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    refused = run("sql", "SELECT 1; SELECT 2")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert {"en": "more than one statement", "pt": "mais de um comando"}[language] in refused.stderr
    for one in ("SELECT ';' AS x; -- and that is all", "PIVOT (SELECT 1 AS a, 'b' AS b) ON b USING sum(a)"):
        assert run("sql", one).exit_code == 0


def test_a_table_that_was_not_known_yet_is_empty_and_said_so(run: Command, past: Path) -> None:
    query = "SELECT s.code FROM subscriptions AS s, sales"
    answer = run("sql", query, "--as-of", "2025-01-02", "--json").json
    assert answer["data"] == []
    assert answer["warnings"] == [
        "Nothing of subscriptions was known before 2025-01-03 06:00 America/Sao_Paulo."
    ]
    assert "Nothing of subscriptions" in run("sql", query, "--as-of", "2025-01-02").stderr


@pytest.mark.parametrize(
    "query", ["SELECT * FROM hotmart.main.sales", "WITH a AS (SELECT * FROM main.Sales_history s) FROM a"]
)
def test_a_name_that_reaches_the_table_of_today_is_refused(run: Command, past: Path, query: str) -> None:
    outcome = run("sql", query, "--as-of", "2025-01-02")
    assert outcome.exit_code == 2
    assert "without its schema" in outcome.stderr


def test_as_of_changes_nothing_in_the_file(run: Command, past: Path) -> None:
    before = past.read_bytes()
    run("sql", "SELECT * FROM sales", "--as-of", "2025-01-02")
    assert past.read_bytes() == before


def test_a_moment_that_is_none_is_told(run: Command, past: Path) -> None:
    outcome = run("sql", "SELECT 1", "--as-of", "yesterday")
    assert (outcome.exit_code, len(outcome.stderr.splitlines())) == (2, 2)
    assert "2025-03-01T12:30" in outcome.stderr


def test_a_file_that_no_sync_filled_has_no_past(run: Command, held: Path) -> None:
    assert "hotmart sync" in run("sql", "SELECT 1", "--as-of", "2025-01-02").stderr
