"""A person forgotten: no trace anywhere, nobody else touched, and kept out from then on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hotmart.errors import InvalidArgumentError
from hotmart.forgetting import forget as forgetting
from hotmart.forgetting.forget import forget, traces
from hotmart.forgetting.forgotten import forgotten, unfinished
from hotmart.warehouse.errors import NoWarehouseError, WarehouseBusyError
from hotmart.warehouse.key import KeyLostError, key_path
from hotmart.warehouse.lock import lock
from hotmart.warehouse.publish import publish
from hotmart.warehouse.spool import pages
from hotmart.warehouse.store import Warehouse
from simulated import Account, layouts

from .conftest import NAMES

pytestmark = pytest.mark.slow

AT = datetime(2026, 1, 1, tzinfo=UTC)
WHO = """
    SELECT lower(p.user_email), p.user_name, lower(p.user_ucode), p.user_cellphone, d.value
    FROM sales_participants p
    JOIN sales_participants_user_documents d ON p.transaction = d.transaction AND p._index = d._parent_index
    WHERE p.role = 'BUYER' AND p.user_cellphone <> ''
      AND p.user_email IN (SELECT subscriber_email FROM subscriptions)
      AND p.user_email IN (SELECT buyer_email FROM sales_history_history)
      AND p.user_name IN (
        SELECT user_name FROM sales_participants GROUP BY 1 HAVING count(DISTINCT user_email) = 1
      )
    GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1
"""


class Person(NamedTuple):
    email: str
    name: str
    ucode: str
    phone: str
    document: str


def buyer(account: Account) -> Person:
    """A subscriber with purchases of which there are older versions, and with a name that nobody else has."""
    ((*told,),) = account.warehouse.rows(WHO)
    return Person(*told)


def tables(warehouse: Warehouse) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, ledger and all."""
    found: dict[str, list[dict[str, Any]]] = {}
    with warehouse.opened() as con:
        names = con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
        for schema, name in names:
            rows = con.execute(f'SELECT * FROM "{schema}"."{name}" ORDER BY ALL')
            columns = [one[0] for one in rows.description or ()]
            found[name] = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    return found


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All that is on the disk: the bytes of every file, raw pages unpacked, the cells of every database."""
    for file in filter(Path.is_file, sorted(folder.rglob("*"))):
        yield file.name, file.read_bytes()
        if file.suffix == ".zst":
            yield file.name, b"".join(pages(file))
        elif file.suffix == ".duckdb":
            yield file.name, str(tables(Warehouse(file))).encode()


def found(folder: Path, person: Person) -> Counter[str]:
    """Where on the disk anything of this person stands."""
    looked_for = re.compile(b"|".join(re.escape(one.encode()) for one in person), re.IGNORECASE)
    return Counter(name for name, data in everything(folder) if looked_for.search(data))


@pytest.mark.oldest
def test_no_byte_of_the_person_is_left(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    publish(account.warehouse, tmp_path / "shown.duckdb", layouts)
    publish(account.warehouse, tmp_path / "open.duckdb", layouts, personal="keep")
    assert found(tmp_path, person).keys() >= {"hotmart.duckdb", "open.duckdb"}
    (tmp_path / "hotmart.duckdb.staging").mkdir()
    (tmp_path / "hotmart.duckdb.staging" / "left.ndjson").write_text(person.email)
    done = forget(account.warehouse, [person.email.upper()], layouts, at=AT)
    assert not found(tmp_path, person)
    assert {path.name for path in done.copies} == {"open.duckdb", "shown.duckdb"}
    assert done.names == 2
    assert done.pages > 4
    assert {table for _, table in done.rows} >= {
        "sales_history",
        "sales_history_history",
        "sales_participants",
        "sales_participants_user_documents",
        "subscriptions",
        "subscription_transactions",
    }


def test_nobody_else_is_touched_and_no_sale_is_lost(account: Account) -> None:
    person, before = buyer(account), tables(account.warehouse)
    forget(account.warehouse, [person.email], layouts, at=AT)
    after = tables(account.warehouse)
    for name in before.keys() - {"_forgotten", "_privacy"}:
        assert len(before[name]) == len(after[name])
        for row in before[name] + after[name]:
            row.pop("_row_hash", None)  # the whole item has another, whoever of it is gone
        lost, new = minus(before[name], after[name]), minus(after[name], before[name])
        assert len(lost) == len(new)
        for row in lost:
            told = {str(value).lower() for value in row.values()}
            documents = name.startswith("sales_participants_user_documents")
            assert documents or told & {person.email, person.ucode}
        for row in new:
            emptied = [column for column in row if column.endswith(("email", "ucode", "name"))]
            assert any(row[column] is None for column in emptied) or "value" in row
    assert sum_of(before) == sum_of(after)


def minus(some: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[dict[str, Any]]:
    held = Counter(map(repr, others))
    return [row for row in some if not held[repr(row)] or held.subtract([repr(row)])]


def sum_of(held: dict[str, list[dict[str, Any]]]) -> Any:
    return sum(row["purchase_price_value"] for row in held["sales_history"]), len(held["sales_history"])


def test_forgetting_twice_changes_nothing(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    publish(account.warehouse, tmp_path / "shown.duckdb", layouts)
    forget(account.warehouse, [person.email], layouts, at=AT)
    assert not unfinished(account.warehouse, None)
    listed = account.warehouse.rows("FROM _forgotten ORDER BY ALL")
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    for named in ([person.email], [person.email, person.ucode]):  # some of the names on the list, and all
        done = forget(account.warehouse, named, layouts, at=AT + timedelta(days=1))
        assert (done.rows, done.pages, done.copies) == ({}, 0, [])
    assert account.warehouse.rows("FROM _forgotten ORDER BY ALL") == listed
    after = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    assert {file.name for file in after if after[file] != before[file]} <= {
        "hotmart.duckdb",
        "hotmart.duckdb.lock",
    }
    assert not found(tmp_path, person)


@pytest.mark.parametrize("name", ["ucode", "document"])
def test_a_person_can_be_named_by_code_or_document(account: Account, tmp_path: Path, name: str) -> None:
    person = buyer(account)
    forget(account.warehouse, [getattr(person, name)], layouts, at=AT)
    assert not found(tmp_path, person)


def test_later_syncs_do_not_bring_the_person_back(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    forget(account.warehouse, [person.email], layouts, at=AT)
    account.sync(*NAMES, full=True)
    assert not found(tmp_path, person)
    before = tables(account.warehouse)["sales_history_history"]
    account.sync(*NAMES, full=True)
    assert tables(account.warehouse)["sales_history_history"] == before
    assert not found(tmp_path, person)


@pytest.mark.oldest
def test_looking_first_changes_nothing(account: Account) -> None:
    person = buyer(account)
    traces(account.warehouse, [person.email], layouts)
    before = tables(account.warehouse)
    seen = traces(account.warehouse, [person.email], layouts)
    assert tables(account.warehouse) == before
    assert seen.rows == forget(account.warehouse, [person.email], layouts, at=AT).rows


@pytest.mark.oldest
def test_the_names_of_two_people_are_refused_before_anything_is_written(
    account: Account, tmp_path: Path
) -> None:
    person = buyer(account)
    ((other,),) = account.warehouse.rows(
        "SELECT max(buyer_email) FROM sales_history WHERE lower(buyer_email) <> ?", [person.email]
    )
    before = tables(account.warehouse)
    for named in ([other, person.document], [person.email, "nobody@example.org", other]):
        for do in (traces, partial(forget, at=AT)):
            with pytest.raises(InvalidArgumentError, match="different people") as refused:
                do(account.warehouse, named, layouts)
            assert "one after the other" in str(refused.value.hint)
            assert not any(name in f"{refused.value}{refused.value.hint}" for name in named)
    assert tables(account.warehouse) == before
    assert not key_path(tmp_path / "hotmart.duckdb").exists()


def test_several_names_of_one_person_are_taken(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    named = [person.email, person.ucode, person.document, "nobody@example.org"]
    assert traces(account.warehouse, named, layouts).rows
    forget(account.warehouse, named, layouts, at=AT)
    assert not found(tmp_path, person)


def test_only_rows_that_change_are_counted(account: Account) -> None:
    person = buyer(account)
    before = tables(account.warehouse)
    done, after = forget(account.warehouse, [person.email], layouts, at=AT), tables(account.warehouse)
    for rows in (rows for held in (before, after) for rows in held.values()):
        for row in rows:
            row.pop("_row_hash", None)
    changed = {name: len(minus(before[name], after[name])) for _, name in done.rows}
    assert {name: rows for (_, name), rows in done.rows.items()} == changed


@pytest.mark.parametrize("step", ["erase_raw", "erase", "publish_again", "put_copy", "_copy"])
def test_a_kill_at_any_step_is_made_good_by_doing_it_again(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class KilledError(Exception):
        pass

    def killed(*_: Any, **how: Any) -> Any:
        if how.get("write", True):
            raise KilledError
        return original(*_, **how)

    person, original = buyer(account), getattr(forgetting, step)
    with monkeypatch.context() as patched, pytest.raises(KilledError):
        patched.setattr(forgetting, step, killed)
        forget(account.warehouse, [person.email], layouts, at=AT)
    assert unfinished(account.warehouse, None)
    account.sync(*NAMES)  # in between, which may leave nothing by which the code and the e-mail go together
    forget(account.warehouse, [person.email], layouts, at=AT)
    assert not found(tmp_path, person)
    assert not unfinished(account.warehouse, None)


@pytest.mark.oldest
def test_a_text_that_only_mentions_the_person_goes(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    with account.warehouse.opened() as con:
        con.execute(
            "UPDATE sales_history SET purchase_tracking_source_sck = ? WHERE rowid = 3", [f"x={person.email}"]
        )
        con.execute(
            "UPDATE sales_history SET _extra = ? WHERE rowid = 5", [f'{{"a.b":"{person.email}","c":1.50}}']
        )
        con.execute("CREATE TABLE mine AS SELECT ? AS who, 'VIP' AS nick, 12 AS total", [person.email])
        con.execute(
            "INSERT INTO _drift (stream, path, kind, value) VALUES ('s', 'p', 'k', ?)", [person.email]
        )
        ((kept,),) = con.execute("SELECT purchase_transaction FROM sales_history WHERE rowid = 5").fetchall()
    forget(account.warehouse, [person.email], layouts, at=AT)
    assert not found(tmp_path, person)
    assert account.warehouse.rows("FROM mine") == [(None, None, 12)]
    ask = "SELECT _extra::VARCHAR FROM sales_history WHERE purchase_transaction = ?"
    assert account.warehouse.rows(ask, [kept]) == [('{"c":1.50}',)]


@pytest.mark.oldest
def test_a_column_that_no_model_knows_goes_with_its_object(account: Account) -> None:
    person = buyer(account)
    with account.warehouse.opened() as con:
        con.execute("ALTER TABLE sales_history ADD COLUMN buyer_nickname VARCHAR")
        con.execute("ALTER TABLE sales_history ADD COLUMN product_label VARCHAR")
        con.execute("UPDATE sales_history SET buyer_nickname = 'Nick', product_label = 'Gold'")
    ((before,),) = account.warehouse.rows(
        "SELECT count(*) FROM sales_history WHERE buyer_email = ?", [person.email]
    )
    forget(account.warehouse, [person.email], layouts, at=AT)
    gone = "SELECT count(*) FROM sales_history WHERE buyer_nickname IS NULL AND product_label = 'Gold'"
    assert account.warehouse.rows(gone) == [(before,)]


def test_one_schema_or_all_of_them(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    other = Warehouse(account.warehouse.path, "client")
    with other.opened() as con:
        con.execute("CREATE TABLE sales_history AS FROM main.sales_history")
    forget(account.warehouse, [person.email], layouts, at=AT, schema="client")
    assert not other.rows("FROM sales_history WHERE buyer_email = ?", [person.email])
    assert account.warehouse.rows("FROM sales_history WHERE buyer_email = ?", [person.email])
    assert forgotten(other, "client")
    assert not forgotten(account.warehouse, "main")
    forget(account.warehouse, [person.email], layouts, at=AT)
    assert not found(tmp_path, person)


def test_the_list_names_nobody_and_needs_the_key(account: Account) -> None:
    person = buyer(account)
    forget(account.warehouse, [person.email], layouts, at=AT)
    key_path(account.warehouse.path).unlink()
    with pytest.raises(KeyLostError):
        account.sync(*NAMES)


def test_it_waits_for_no_sync(account: Account) -> None:
    with lock(account.warehouse), pytest.raises(WarehouseBusyError):
        forget(account.warehouse, ["rita@example.org"], layouts, at=AT)


def test_what_cannot_be_done_is_said(account: Account, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgumentError):
        forget(account.warehouse, ["Rita"], layouts, at=AT)
    with pytest.raises(NoWarehouseError):
        forget(Warehouse(tmp_path / "none.duckdb"), ["rita@example.org"], layouts, at=AT)


def test_somebody_nobody_knows_is_kept_out_all_the_same(account: Account) -> None:
    done = forget(account.warehouse, ["nobody@example.org"], layouts, at=AT)
    assert not done.rows
    assert len(forgotten(account.warehouse, "main")) == 1
