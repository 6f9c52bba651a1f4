"""The Python face: what a script, a notebook, a scheduler or a console does with an account."""

from __future__ import annotations

import asyncio
import json
import pickle
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

import hotmart
from hotmart.accounts.progress import Progress
from hotmart.errors import InvalidArgumentError
from hotmart.language import speaking
from hotmart.simulator import Served
from hotmart.warehouse.asking.query import ask
from hotmart.warehouse.asking.refusals import QueryError
from hotmart.warehouse.errors import NoWarehouseError, WarehouseBusyError
from hotmart.warehouse.store import Warehouse

STREAM = "products"
PRODUCTS = "SELECT id, name FROM products ORDER BY id"


@pytest.mark.slow
def test_a_sync_gives_a_report_and_the_warehouse_answers(served: Served) -> None:
    account = hotmart.open()
    report = account.sync(STREAM)
    assert (report.verdict, report.error) == ("read_whole", None)
    assert report.streams[STREAM].new == len(account.ask(PRODUCTS)) > 0
    assert [run.state for run in account.runs()] == ["read_whole"]


@pytest.mark.slow
def test_what_is_already_there_is_not_new(served: Served) -> None:
    account = hotmart.open()
    assert account.sync(STREAM).streams[STREAM].new > 0
    again = account.sync(STREAM).streams[STREAM]
    assert (again.new, again.changed) == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["script", "thread", "inside a loop"])
def test_it_works_wherever_it_is_called(served: Served, way: str) -> None:
    read: list[int] = []

    def work() -> None:
        read.append(hotmart.open().sync(STREAM).streams[STREAM].read)

    async def notebook() -> None:
        work()

    if way == "script":
        work()
    elif way == "thread":
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    else:
        asyncio.run(notebook())
    assert read[0] > 0


@pytest.mark.slow
def test_under_asyncio_the_loop_goes_on_with_other_work(served: Served) -> None:
    async def both() -> tuple[str, int]:
        beats = 0
        syncing = asyncio.create_task(hotmart.open().sync_async(STREAM))
        while not syncing.done():
            await asyncio.sleep(0)
            beats += 1
        return str(syncing.result().verdict), beats

    verdict, beats = asyncio.run(both())
    assert verdict == "read_whole"
    assert beats > 10


def test_progress_is_told_from_the_plan_to_the_end(served: Served) -> None:
    told: list[Progress] = []
    report = hotmart.open().sync(STREAM, progress=told.append)
    events = Counter(one.event for one in told)
    assert (told[0].event, told[-1].event) == ("planned", "finished")
    assert events["read"] >= 1 <= events["landed"]
    last = told[-1]
    assert (last.streams_done, last.streams) == (1, 1)
    assert last.rows[STREAM] == report.streams[STREAM].read
    assert last.written[STREAM] == report.streams[STREAM].new


def test_the_language_of_the_caller_holds_in_the_work(served: Served) -> None:
    async def notebook() -> str:
        with speaking("pt"):
            try:
                hotmart.open().sync("sails")
            except InvalidArgumentError as error:
                return error.message
        return ""

    assert asyncio.run(notebook()) == "Não existe o stream 'sails'."


@pytest.mark.slow
def test_the_command_after_and_the_masked_copy_belong_to_every_sync(served: Served) -> None:
    script = "import pathlib, sys; pathlib.Path('told.json').write_text(sys.stdin.read())"
    Path("hotmart.toml").write_text(
        f"[sync]\nafter = {json.dumps([sys.executable, '-c', script])}\n"
        '[warehouse]\npublish = "copy.duckdb"\n'
    )
    report = hotmart.open().sync(STREAM)
    assert json.loads(Path("told.json").read_text())["meta"]["run"] == report.run
    with duckdb.connect("copy.duckdb", read_only=True) as copy:
        assert len(copy.execute(PRODUCTS).fetchall()) == report.streams[STREAM].read
    assert report.warnings() == []


def test_a_command_that_fails_is_a_warning_of_the_report(served: Served) -> None:
    Path("hotmart.toml").write_text('[sync]\nafter = ["no-such-command-here"]\n')
    report = hotmart.open().sync(STREAM)
    assert "no-such-command-here" in str(report.warnings()[0])
    assert report.as_dict()["ok"]


def test_a_stream_that_does_not_exist_is_refused_before_anything_is_asked(served: Served) -> None:
    with pytest.raises(InvalidArgumentError, match="sails"):
        hotmart.open().sync("sails")
    assert not Path("hotmart.duckdb").exists()


@pytest.mark.slow
def test_a_plan_and_a_verification_are_told_the_same_way(served: Served) -> None:
    account = hotmart.open()
    assert account.plan(STREAM).calls >= 1
    account.sync("sales_history")
    verified = account.verify()
    assert verified.verdict == "proved"
    assert len(verified.rows()) == len(verified.streams["sales_history"].checks) > 0


def test_several_accounts_go_side_by_side(served: Served) -> None:
    Path("hotmart.toml").write_text(
        '[connections.alpha]\nclient_id = "env:HOTMART_CLIENT_ID"\n'
        'client_secret = "env:HOTMART_CLIENT_SECRET"\n'
        f'api_url = "{served.api_url}"\nauth_url = "{served.auth_url}"\n'
        '[connections.beta]\nclient_id = "env:NOT_THERE"\nclient_secret = "env:NOT_THERE"\n'
    )
    names: Counter[str | None] = Counter()
    alpha, beta = hotmart.open_all().sync(STREAM, progress=lambda one: names.update([one.connection]))
    assert alpha.wanted().streams[STREAM].read > 0
    assert beta.error is not None
    assert set(names) == {"alpha"}
    assert hotmart.open(connection="alpha").ask(PRODUCTS).rows


@pytest.mark.slow
def test_an_answer_has_exact_values_and_says_how_fresh_it_is(served: Served) -> None:
    account = hotmart.open()
    report = account.sync("sales_history")
    answer = account.ask(
        "SELECT purchase_price_value AS price, purchase_order_date AS ordered FROM sales_history"
        " WHERE purchase_price_value IS NOT NULL"
    )
    price, ordered = answer.rows[0]
    assert isinstance(price, Decimal)
    assert ordered.utcoffset() is not None
    assert answer.as_of == datetime.fromtimestamp(report.as_of / 1000, UTC)
    assert set(answer.dicts()[0]) == {"price", "ordered"}
    assert str(price) not in repr(answer)


def test_an_answer_has_no_more_rows_than_asked_for_and_says_so(served: Served) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    few, all_of_it = account.ask(PRODUCTS, limit=1), account.ask(PRODUCTS, limit=1_000)
    assert (len(few), few.more) == (1, True)
    assert (len(all_of_it) > 1, all_of_it.more) == (True, False)
    with pytest.raises(InvalidArgumentError):
        account.ask(PRODUCTS, limit=-1)


@pytest.mark.slow
def test_a_question_that_takes_too_long_is_ended(served: Served) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    endless = "SELECT count(*) FROM range(100000000000) a, range(1000) b WHERE a.range % 7 = b.range % 5"
    with pytest.raises(QueryError, match=r"0\.2 s"):
        account.ask(endless, timeout=0.2)
    assert account.ask("SELECT 1", timeout=60).rows == [(1,)]


@pytest.mark.slow
def test_frames_have_the_types_of_the_columns_also_without_rows(served: Served) -> None:
    account = hotmart.open()
    account.sync("sales_history")
    columns = "purchase_price_value, purchase_order_date, purchase_transaction, 1::HUGEINT AS n"
    query = f"SELECT {columns} FROM sales_history"
    full, empty = account.ask(query).to_arrow(), account.ask(query + " LIMIT 0").to_arrow()
    assert full.schema == empty.schema
    assert [str(kind) for kind in full.schema.types] == [
        "decimal128(18, 4)",
        "timestamp[us, tz=UTC]",
        "string",
        "decimal128(38, 0)",
    ]
    assert full.num_rows == len(account.ask(query).to_pandas()) == account.ask(query).to_polars().height


def test_the_life_of_a_record_is_told_by_its_key(served: Served) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    ((product, _),) = account.ask(PRODUCTS, limit=1).rows
    (version,) = account.history(STREAM, str(product))
    assert version.fields["id"] == product
    with pytest.raises(InvalidArgumentError, match="product"):
        account.history("product", "1")


def test_a_warehouse_that_is_not_there_cannot_be_asked(served: Served) -> None:
    with pytest.raises(NoWarehouseError):
        hotmart.open().ask("SELECT 1")


@pytest.mark.slow
def test_the_tables_can_be_made_again_from_the_pages(served: Served) -> None:
    account = hotmart.open()
    read = account.sync(STREAM).streams[STREAM].read
    assert account.replay(STREAM)[STREAM].records == read


def test_it_describes_what_it_can_sync(served: Served) -> None:
    described = {row["stream"]: row for row in hotmart.open().describe()}
    assert described[STREAM]["proof"] == "read_whole"
    assert described["club_lessons"]["synced"] is False


@pytest.mark.slow
def test_columns_that_a_sync_learned_are_known_to_the_account_and_shown_in_its_copy(served: Served) -> None:
    Path("hotmart.toml").write_text('[warehouse]\npublish = "copy.duckdb"\n')
    account = hotmart.open()
    served.simulator.fail("new_field:1")
    try:
        learned, *_ = account.sync(STREAM).streams[STREAM].learned
    finally:
        served.simulator.fail()
    assert learned in {column.name for column in account.streams[STREAM].layout.main.columns}
    query = f"SELECT {learned} FROM products WHERE {learned} IS NOT NULL"
    with duckdb.connect("copy.duckdb", read_only=True) as copy:
        assert copy.execute(query).fetchall() == account.ask(query).rows != []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("verb", "given", "argument"),
    [
        ("sync", {"since": "2025-01-01"}, "since"),
        ("ask", {"query": PRODUCTS, "as_of": 20250101}, "as_of"),
        ("ask", {"query": PRODUCTS, "as_of": "yesterday"}, "as_of"),
        ("ask", {"query": PRODUCTS, "limit": 2.5}, "limit"),
        ("ask", {"query": PRODUCTS, "timeout": 0}, "timeout"),
        ("ask", {"query": PRODUCTS, "timeout": float("nan")}, "timeout"),
        ("runs", {"most": -1}, "most"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    served: Served, verb: str, given: dict[str, Any], argument: str
) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    with pytest.raises(InvalidArgumentError) as raised:
        getattr(account, verb)(**given)
    assert raised.value.argument == argument


def test_streams_are_named_one_by_one(served: Served) -> None:
    with pytest.raises(InvalidArgumentError, match="one by one"):
        hotmart.open().sync(["products"])  # type: ignore[arg-type]  # that is the point


@pytest.mark.slow
@pytest.mark.parametrize(
    "moment",
    [datetime(2999, 1, 1), datetime(2999, 1, 1, tzinfo=UTC), date(2999, 1, 1), "2999-01-01"],  # noqa: DTZ001
)
def test_a_moment_of_the_past_is_in_utc_unless_it_says_otherwise(served: Served, moment: Any) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    assert account.ask(PRODUCTS, as_of=moment).rows == account.ask(PRODUCTS).rows


def test_a_key_may_be_the_number_that_it_is(served: Served) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    ((product, _),) = account.ask(PRODUCTS, limit=1).rows
    assert account.history(STREAM, product) == account.history(STREAM, str(product))


@pytest.mark.slow
def test_a_question_is_asked_while_the_same_program_syncs(served: Served) -> None:
    account, over = hotmart.open(), threading.Event()
    account.sync(STREAM)
    found: list[object] = []

    def asking() -> None:
        while not over.is_set():
            found.append(account.ask("SELECT count(*) FROM products").rows[0][0])

    thread = threading.Thread(target=asking)
    thread.start()
    try:
        reports = [account.sync(STREAM, full=True) for _ in range(3)]
    finally:
        over.set()
        thread.join()
    assert [str(report.verdict) for report in reports] == ["read_whole"] * 3
    assert set(found) == {reports[0].streams[STREAM].read}


@pytest.mark.slow
def test_a_question_cannot_write_while_the_file_is_kept_open(served: Served) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    hasty = Warehouse(account.warehouse.path, patience=0.05)
    with hasty.kept_open():
        assert hasty.rows("SELECT 1") == [(1,)]
        with pytest.raises(WarehouseBusyError):
            ask("CREATE TABLE evil (a INTEGER)", hasty)
    with pytest.raises(QueryError, match="Nothing can be changed"):
        ask("CREATE TABLE evil (a INTEGER)", hasty)


def test_time_counts_from_the_question_on_the_waiting_for_the_file_too(served: Served) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    with Warehouse(account.warehouse.path).kept_open(), pytest.raises(WarehouseBusyError):
        account.ask("SELECT 1", timeout=0.05)


@pytest.mark.slow
def test_one_verb_leaves_nothing_closed_behind_for_the_next(served: Served) -> None:
    with things() as url:
        Path("hotmart.toml").write_text(f'[sources.things]\nurl = "{url}"\nrecords = "items"\nkey = "id"\n')
        account = hotmart.open()
        account.plan("things")
        assert account.sync("things").streams["things"].new == 2
        account.verify()
        assert account.sync("things", full=True).verdict == "read_whole"


@contextmanager
def things() -> Iterator[str]:
    """An endpoint of another host, with two things."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b'{"items": [{"id": 1}, {"id": 2}]}'
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/things"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_callback_that_fails_fails_its_account_alone(served: Served) -> None:
    Path("hotmart.toml").write_text(
        "".join(
            f'[connections.{name}]\nclient_id = "env:HOTMART_CLIENT_ID"\n'
            'client_secret = "env:HOTMART_CLIENT_SECRET"\n'
            f'api_url = "{served.api_url}"\nauth_url = "{served.auth_url}"\n'
            for name in ("alpha", "beta")
        )
    )

    def callback(told: Progress) -> None:
        if told.connection == "alpha":
            raise ValueError("boom")

    alpha, beta = hotmart.open_all().sync(STREAM, progress=callback)
    assert isinstance(alpha.error, ValueError)
    assert beta.wanted().streams[STREAM].new > 0


def test_an_account_can_be_kept_and_sent_elsewhere(served: Served) -> None:
    account = hotmart.open()
    assert account.streams
    assert pickle.loads(pickle.dumps(account)) == account  # noqa: S301  # our own
    assert {account: 1}[hotmart.open()] == 1


EVERY_TYPE = """
SELECT 1::HUGEINT AS huge, uuid() AS id, 'a'::ENUM('a', 'b') AS kind, INTERVAL 1 DAY AS span, [1, 2] AS list,
  {'a': 1, 'b': 2.50::DECIMAL(18,4)} AS struct, MAP {'x': 1} AS map, [uuid()] AS ids, TIME '12:00' AS hour,
  TIMESTAMP_NS '2025-01-01 00:00:00.000000001' AS nano, 'x'::BLOB AS blob, [1, 2, 3]::INTEGER[3] AS three
"""


def test_every_type_has_one_in_arrow_with_rows_and_without(served: Served) -> None:
    account = hotmart.open()
    account.sync(STREAM)
    full = account.ask(EVERY_TYPE).to_arrow()
    empty = account.ask(f"SELECT * FROM ({EVERY_TYPE}) WHERE huge = 2").to_arrow()
    assert full.schema == empty.schema
    told = full.to_pylist()[0]
    assert json.loads(told["struct"]) == {"a": 1, "b": 2.5}
    assert (told["list"], told["kind"]) == ([1, 2], "a")
