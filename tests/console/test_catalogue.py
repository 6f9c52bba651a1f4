"""Catálogo: what there is and what it means, and questions in SQL that learn nothing that they should not."""

from __future__ import annotations

import csv
import io
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from console.looking import Looker, agreement, words
from console.own_copy import console_of_a_copy
from console.test_record import NASTY, Somebody
from hotmart.console.catalogue import asking
from hotmart.console.catalogue.asking import Questions
from hotmart.console.catalogue.charting import chart
from hotmart.console.house import House
from hotmart.copies import masked
from hotmart.copies.masked import MaskedCopies, NotMaskedError, Wanted
from hotmart.warehouse.asking.answer import Answer
from hotmart.warehouse.publish import publish
from simulated import Account

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def console(synced: Account, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One console for all questions, whose masked copy is made once."""
    with console_of_a_copy(synced, tmp_path_factory.mktemp("catalogue")) as house:
        yield house


@pytest.fixture
def asker(console: House) -> Looker:
    return Looker(console)


@pytest.fixture(scope="module")
def somebody(synced: Account) -> Somebody:
    return Somebody(synced)


@pytest.fixture
def own(synced: Account, tmp_path: Path) -> Iterator[House]:
    with console_of_a_copy(synced, tmp_path) as house:
        yield house


def numbered(looker: Looker, sql: str) -> str:
    """The address of a question."""
    where: str = looker.does("/catalogo/ask", sql=sql).headers["location"]
    return where


def answer(looker: Looker, sql: str) -> str:
    """The page of an answer, once it is there."""
    where = numbered(looker, sql)
    for _ in range(60):
        html = looker.page(where)
        if 'id="preparing"' not in html:
            return html
    raise AssertionError("the masked copy was never ready")


def test_every_table_stands_there_with_what_it_means(asker: Looker, console: House) -> None:
    rows = {row["table"]: row for row in asker.data("/catalogo", "tables")}
    (account,) = console.accounts
    synced = {table.name for stream in account.usual_streams for table in stream.layout.tables}
    assert synced <= rows.keys()
    assert all(row["meaning"] for name, row in rows.items() if name in synced)
    assert rows["sales_history"]["verdict"] == "proved"
    assert rows["sales_history"]["rows"] == account.ask("SELECT count(*) FROM sales_history").rows[0][0]
    assert {row["table"] for row in asker.data("/catalogo", "views")} >= {"sales"}


def test_each_column_has_its_meaning_in_both_languages_and_its_field(looker: Looker) -> None:
    rows = {row["column"]: row for row in looker.data("/catalogo?tabela=sales_participants", "columns")}
    assert rows["user_email"]["personal"] is True
    assert rows["user_email"]["path"] == "users[].user.email"
    assert rows["transaction"]["meaning_en"].startswith("Code of the sale")
    assert rows["transaction"]["meaning_pt"].startswith("Código da venda")
    assert all(row["meaning_en"] and row["type"] for row in rows.values())


def test_joins_and_traps_are_told(looker: Looker) -> None:
    joins = looker.data("/catalogo?tabela=sales_history", "joins")
    assert ("sales", "sales_commissions") in {(row["from"], row["to"]) for row in joins}
    assert "transaction" in joins[0]["on"]


def test_sample_rows_are_masked_until_it_is_asked_for(looker: Looker) -> None:
    page = "/catalogo?tabela=sales_history"
    assert {mail[1:4] for row in looker.data(page, "sample") if (mail := row["buyer_email"])} == {"***"}
    looker.does("/choose", reveals="on")
    assert "***" not in str(looker.data(page, "sample"))


@pytest.mark.parametrize("name", ["nothing", "sales_histroy", "x'; DROP TABLE sales_history; --", NASTY])
def test_a_table_that_is_not_there_is_said_so(looker: Looker, name: str) -> None:
    answer = looker.ask("GET", "/catalogo?" + f"tabela={name.replace('&', '%26')}")
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text
    assert ("sales_history" in words(answer.text)) == (name == "sales_histroy")


def test_a_question_is_answered_and_its_address_says_nothing_of_it(asker: Looker) -> None:
    where = numbered(asker, "SELECT product_name, count(*) AS n FROM sales GROUP BY ALL ORDER BY n DESC")
    assert where == f"/catalogo/sql?n={where.rpartition('=')[2]}"
    html = answer(asker, "SELECT product_name, count(*) AS n FROM sales GROUP BY ALL ORDER BY n DESC")
    assert "<svg" in html and "Personal data is masked" in words(html)
    rows = asker.data(where, "result")
    assert [*rows[0]] == ["product_name", "n"]
    assert [row["n"] for row in rows] == sorted((row["n"] for row in rows), reverse=True)


PEEKS = (
    "SELECT {0} AS a FROM sales_history",
    "SELECT reverse({0}) AS a FROM sales_history",
    "SELECT substr({0}, 2, 3) AS a FROM sales_history",
    "SELECT hex({0}) AS a FROM sales_history",
    "SELECT string_split({0}, '') AS a FROM sales_history",
    "SELECT array_agg({0}) AS a FROM sales_history",
    "SELECT to_json(sales_history) AS a FROM sales_history",
    "SELECT unicode({0}[2:]) AS a FROM sales_history",
    "SELECT {0} AS a FROM (SELECT {0} FROM sales)",
    "WITH x AS (FROM sales_history) SELECT x AS a FROM x",
    "FROM (SUMMARIZE sales_history)",
    "SELECT count(*) AS a FROM sales_history WHERE {0} = '{1}'",
    "SELECT max({0} || '') AS a FROM sales_history WHERE {0} LIKE '{2}%'",
)


@pytest.mark.parametrize("query", PEEKS)
def test_no_expression_gets_round_a_mask(asker: Looker, somebody: Somebody, query: str) -> None:
    sql = query.format("buyer_email", somebody.email, somebody.email[:5])
    answer(asker, "SELECT 1")
    rows = asker.data(numbered(asker, sql), "result")
    told = str(rows)
    secret = somebody.email.partition("@")[0]
    for form in (secret, secret[::-1], secret[1:4], secret.encode().hex().upper()):
        assert form not in told
    if "count(*)" in query:
        assert rows == [{"a": 0}]


ATTACKS = (
    "DROP TABLE sales_history",
    "DELETE FROM sales_history",
    "UPDATE sales_history SET product_name = 'x'",
    "INSERT INTO products SELECT * FROM products",
    "CREATE TABLE x AS SELECT 1",
    "CREATE OR REPLACE VIEW sales AS SELECT 1",
    "ALTER TABLE sales_history DROP COLUMN product_name",
    "ATTACH '/etc/passwd' AS x",
    "DETACH hotmart",
    "COPY sales_history TO '/tmp/out.csv'",
    "COPY (SELECT 1) TO '/tmp/out.csv'",
    "EXPORT DATABASE '/tmp/out'",
    "IMPORT DATABASE '/tmp/out'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA database_list",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN TRANSACTION",
    "PREPARE x AS SELECT 1",
    "EXECUTE x",
    "USE main",
    "SELECT 1; DROP TABLE sales_history",
    "SELECT 1; SELECT 2",
    "EXPLAIN ANALYZE DELETE FROM sales_history",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/proc/self/environ')",
    "SELECT * FROM read_json('http://127.0.0.1:1/')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_databases()",
    "SELECT * FROM pragma_database_list",
    "SELECT getenv('HOME')",
    "SELECT current_setting('temp_directory')",
    "SELECT * FROM query('DROP TABLE sales_history')",
    "SELECT * FROM query_table('sales_history')",
    "SELECT nextval('x')",
    "SELECT * FROM pg_catalog.pg_views",
    "SELECT * FROM sqlite_master",
    "/* SELECT */ DROP TABLE sales_history -- SELECT",
    "",
    "   ;  ",
)


@pytest.mark.parametrize("query", ATTACKS)
def test_what_is_no_question_is_refused_at_its_field(asker: Looker, query: str) -> None:
    answer(asker, "SELECT 1")
    where = numbered(asker, query)
    html = asker.page(where)
    assert 'aria-invalid="true"' in html
    assert 'id="result"' not in html
    assert asker.ask("GET", f"{where}&of=result&as=json").status_code == 400


def test_the_warehouse_is_as_it_was_after_all_that(asker: Looker, console: House) -> None:
    (account,) = console.accounts
    before = account.ask("SELECT count(*), count(DISTINCT product_name) FROM sales_history").rows
    for query in ATTACKS[:6]:
        asker.page(numbered(asker, query))
    assert account.ask("SELECT count(*), count(DISTINCT product_name) FROM sales_history").rows == before


def test_personal_data_is_read_where_it_is_shown(own: House, somebody: Somebody) -> None:
    looker = Looker(own)
    looker.does("/choose", reveals="on")
    sql = f"SELECT count(*) AS a FROM sales_history WHERE buyer_email = '{somebody.email}'"
    where = numbered(looker, sql)
    assert somebody.email not in where
    assert looker.data(where, "result")[0]["a"] > 0
    looker.does("/choose", reveals="")
    assert looker.data(where, "result") == [{"a": 0}]


def test_a_hundred_thousand_rows_are_cut_and_it_is_said_how_to_go_on(asker: Looker) -> None:
    sql = "SELECT range AS n, 'x' AS text FROM range(150000)"
    html = answer(asker, sql)
    assert "Only 500 rows of it" in words(html)
    assert html.count("<tr>") < 600
    told = asker.ask("GET", f"{numbered(asker, sql)}&of=result&as=csv").text
    assert len(list(csv.reader(io.StringIO(told)))) == asking.MOST + 1
    meta = asker.ask("GET", f"{numbered(asker, sql)}&of=result&as=json").json()["meta"]
    assert meta == {"count": asking.MOST, "complete": False}


def test_a_question_that_runs_away_is_ended_in_a_sentence(
    synced: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.5)
    house = House(file=synced.folder / "hotmart.toml")
    try:
        looker = Looker(house)
        answer(looker, "SELECT 1")
        began = time.monotonic()
        html = looker.page(
            numbered(
                looker, "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range <> b.range"
            )
        )
        assert time.monotonic() - began < 10
        assert "took more than" in words(html)
        assert "1" in words(answer(looker, "SELECT 1 AS one"))  # and the next is answered
    finally:
        house.close()


def test_what_people_typed_stays_text_in_an_answer(own: House) -> None:
    (account,) = own.accounts
    with account.warehouse.transaction() as con:
        con.execute("UPDATE sales_history SET product_name = ?", [NASTY])
    looker = Looker(own)
    html = answer(looker, "SELECT product_name, count(*) AS n FROM sales GROUP BY ALL")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    sql = f"SELECT '{NASTY.replace(chr(39), chr(39) * 2)}' AS \"<i>\", 1 AS n"
    html = answer(looker, sql)
    assert "<script>alert" not in html and "<i>" not in html
    assert "<script>alert" not in looker.page("/catalogo?tabela=sales_history")


def test_a_question_of_another_browser_is_not_known(console: House, asker: Looker) -> None:
    where = numbered(asker, "SELECT 'mine'")
    assert "not known any more" in words(Looker(console).page(where, 400))


def test_a_question_is_saved_after_its_difference_was_seen_and_taken_out_again(own: House) -> None:
    looker = Looker(own)
    file = own.accounts[0].file
    assert file
    file.write_text(f"# mine\n{file.read_text()}")
    before = file.read_text()
    sql = "SELECT count(*) AS n\nFROM sales"
    answer(looker, sql)
    number = numbered(looker, sql).rpartition("=")[2]
    wrong = looker.does(f"/catalogo/save?n={number}", name="Sales by product")
    assert 'aria-invalid="true"' in wrong.text and 'value="Sales by product"' in wrong.text
    shown = looker.does(f"/catalogo/save?n={number}", name="how-many")
    assert "[questions.how-many]" in shown.text
    assert file.read_text() == before  # so far it was only shown
    written = looker.does("/catalogo/write", word=agreement(shown.text))
    assert written.headers["location"] == "/catalogo/sql?saved=how-many"
    assert file.read_text().startswith("# mine\n")
    assert own.accounts[0].config.questions["how-many"].sql == sql
    assert looker.data("/catalogo/sql?saved=how-many", "result")[0]["n"] > 0
    assert "already" in words(looker.does(f"/catalogo/save?n={number}", name="how-many").text)
    shown = looker.does("/catalogo/remove", name="how-many")
    assert looker.does("/catalogo/write", word=agreement(shown.text)).headers["location"] == "/catalogo/sql"
    assert "questions" not in file.read_text() and file.read_text().startswith("# mine\n")


def test_nothing_is_written_over_what_somebody_else_has_changed(own: House) -> None:
    looker = Looker(own)
    file = own.accounts[0].file
    assert file
    number = numbered(looker, "SELECT 1").rpartition("=")[2]
    word = agreement(looker.does(f"/catalogo/save?n={number}", name="one").text)
    file.write_text(f"{file.read_text()}\n# theirs\n")
    assert "changed meanwhile" in words(looker.does("/catalogo/write", word=word).text)
    assert "questions" not in file.read_text()
    assert looker.does("/catalogo/write").status_code == 400  # nor is it kept


def test_a_yes_to_one_question_does_not_save_that_of_another_tab(own: House) -> None:
    looker = Looker(own)
    file = own.accounts[0].file
    assert file
    before = file.read_text()
    number = numbered(looker, "SELECT 1").rpartition("=")[2]
    first = looker.does(f"/catalogo/save?n={number}", name="first")
    looker.does(f"/catalogo/save?n={number}", name="second")
    shown = looker.does("/catalogo/write", word=agreement(first.text))
    assert "in another tab" in words(shown.text) and "[questions.second]" in shown.text
    assert file.read_text() == before
    assert looker.does("/catalogo/write", word=agreement(shown.text)).status_code == 303


def test_a_console_of_one_connection_shows_and_asks_no_other(
    synced: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(synced.warehouse.path, tmp_path / "hotmart.duckdb")
    with duckdb.connect(str(tmp_path / "hotmart.duckdb")) as con:
        con.execute("CREATE SCHEMA mine; CREATE TABLE mine.products AS SELECT * FROM products")
        con.execute("CREATE SCHEMA theirs; CREATE TABLE theirs.products AS SELECT * FROM products")
    told = 'client_id = "env:AN_ID"\nclient_secret = "env:A_SECRET"\n'
    (tmp_path / "hotmart.toml").write_text(f"[connections.mine]\n{told}[connections.theirs]\n{told}")
    monkeypatch.setenv("AN_ID", "an-id")
    monkeypatch.setenv("A_SECRET", "a-secret")
    house = House(file=tmp_path / "hotmart.toml", connections=("mine",))
    try:
        looker = Looker(house)
        assert {row["table"] for row in looker.data("/catalogo", "tables")} == {"products"}
        assert 'id="result"' in answer(looker, "SELECT count(*) AS n FROM products")
        assert 'id="result"' not in answer(looker, "SELECT count(*) AS n FROM theirs.products")
        assert 'id="result"' not in answer(looker, "SELECT count(*) AS n FROM main.sales_history")
    finally:
        house.close()


def test_what_was_forgotten_is_asked_nowhere_any_longer(own: House, somebody: Somebody) -> None:
    looker = Looker(own)
    answer(looker, "SELECT 1")
    questions = own.one(Questions)
    original = own.accounts[0].settings.warehouse.absolute()
    copy = questions.masked.ready(original)
    assert copy
    questions.forget(original)
    assert not copy.exists()
    assert "1" in words(answer(looker, "SELECT 1 AS one"))


def test_the_copies_go_with_the_console(own: House) -> None:
    answer(Looker(own), "SELECT 1")
    folder = own.one(Questions).masked.folder
    assert folder.stat().st_mode & 0o077 == 0
    assert [path for path in folder.iterdir() if path.name.startswith("source")] == []
    own.close()
    assert not folder.exists()


def test_what_cannot_be_masked_is_not_given_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = tmp_path / "hotmart-1.duckdb"
    snapshot.write_bytes(b"no database")
    monkeypatch.setattr(masked, "_MODULE", "hotmart.no_such_module")
    copies = MaskedCopies()
    with pytest.raises(NotMaskedError):
        copies.of(Wanted(tmp_path / "hotmart.duckdb", snapshot, None, None), 30.0)
    assert not list(copies.folder.iterdir())
    copies.close()


def test_the_copy_that_hotmart_toml_keeps_is_asked_where_it_is_one(own: House) -> None:
    (account,) = own.accounts
    assert account.file
    warehouse = account.settings.warehouse.absolute()
    target = warehouse.with_name("masked.duckdb")
    account.file.write_text(f'{account.file.read_text()}\n[publish]\nmasked = "masked.duckdb"\n')
    own.renew()
    target.write_bytes(b"not what a publication made")
    copies = own.one(Questions).masked
    answer(Looker(own), "SELECT 1")
    assert copies.ready(warehouse)  # a copy of its own
    copies.forget(warehouse)
    layouts = {name: one.layout for name, one in account.streams.items()}
    publish(account.warehouse, target, lambda schema: layouts)
    own.snapshots.renew(warehouse)
    looker = Looker(own)
    answer(looker, "SELECT 1")
    mails = looker.data(numbered(looker, "SELECT DISTINCT buyer_email AS a FROM sales_history"), "result")
    assert all("***" in row["a"] for row in mails if row["a"])
    assert copies.ready(warehouse) is None


@pytest.mark.parametrize(
    ("columns", "types", "rows", "drawn"),
    [
        (["day", "n"], ["DATE", "BIGINT"], [("2024-01-01", 1)], 0),
        (["a", "n"], ["VARCHAR", "BIGINT"], [("x", 1), ("y", 2)], 1),
        (["a", "currency", "v"], ["VARCHAR", "VARCHAR", "DOUBLE"], [("x", "BRL", 1.0), ("y", "EUR", 2.0)], 2),
        (["a", "product_id"], ["VARCHAR", "BIGINT"], [("x", 1)], 0),
        (["n"], ["BIGINT"], [(1,)], 0),
        (["a", "n"], ["VARCHAR", "BIGINT"], [], 0),
    ],
)
def test_amounts_are_drawn_each_currency_by_itself(
    columns: list[str], types: list[str], rows: list[tuple[object, ...]], drawn: int
) -> None:
    html = str(chart(Answer(columns, types, rows, None)) or "")
    assert html.count("<svg") == drawn
