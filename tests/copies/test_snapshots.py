"""What pages read is a copy between two commits: nobody waits, and what is new is seen."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from hotmart.accounts.account import Account as Opened
from hotmart.accounts.opening import open_all
from hotmart.copies import snapshots
from hotmart.copies.snapshots import Snapshots
from hotmart.language import Text
from hotmart.warehouse import store
from hotmart.warehouse.errors import WarehouseBusyError, is_locked
from simulated import Account


@pytest.fixture
def opened(synced: Account, tmp_path: Path) -> Opened:
    (account,) = open_all(synced.folder / "hotmart.toml")
    path = tmp_path / "hotmart.duckdb"
    shutil.copy(synced.warehouse.path, path)
    return replace(account, settings=replace(account.settings, warehouse=path))


def test_a_page_reads_a_copy_while_somebody_writes(opened: Opened) -> None:
    copies = Snapshots()
    reading = copies.of(opened)
    with opened.warehouse.transaction() as con:
        con.execute("CREATE TABLE new (a INTEGER)")
        assert reading.ask("SELECT count(*) FROM sales_history").rows[0][0] > 0
    copies.close()


def test_what_is_committed_is_seen_in_the_next_copy(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "SOON", 0.0)
    copies = Snapshots()
    before = copies.of(opened)
    with opened.warehouse.transaction() as con:
        con.execute("CREATE TABLE new AS SELECT 1 AS a")
    path = opened.settings.warehouse.absolute()
    assert copies.look(path)
    after = copies.of(opened)
    assert after.settings.warehouse != before.settings.warehouse
    assert after.ask("SELECT a FROM new").rows == [(1,)]
    assert not copies.look(path)  # nothing has changed since
    copies.close()


def test_a_file_that_is_held_leaves_the_copy_that_is_there(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "SOON", 0.0)
    copies = Snapshots()
    before = copies.of(opened)
    path = opened.settings.warehouse.absolute()
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE new (a INTEGER)")
        con.execute("CHECKPOINT")
        copies.look(path, patience=0.0)
        assert copies.of(opened).ask("SELECT count(*) FROM sales_history").rows
    assert before.settings.warehouse.exists()
    copies.close()


def test_two_read_a_copy_at_once(opened: Opened) -> None:
    """Of any other file one at a time does, and who measures for long would keep the rest waiting."""
    copies = Snapshots()
    reading = copies.of(opened)
    told = list[int]()
    other = threading.Thread(target=lambda: told.append(len(reading.runs())))
    with reading.warehouse.opened(read_only=True) as con:
        other.start()
        other.join(20)
        assert told and con.execute("SELECT count(*) FROM sales_history").fetchall()
    copies.close()


def test_the_copies_go_with_the_console(opened: Opened) -> None:
    copies = Snapshots()
    folder = copies.of(opened).settings.warehouse.parent
    assert folder.stat().st_mode & 0o077 == 0
    copies.close()
    assert not folder.exists()


def test_a_file_that_is_gone_is_not_shown_any_longer(opened: Opened) -> None:
    copies = Snapshots()
    copy = copies.of(opened).settings.warehouse
    opened.settings.warehouse.unlink()
    copies.look(opened.settings.warehouse.absolute())
    assert not copy.exists()
    assert copies.of(opened) is opened
    copies.close()


def test_a_copy_that_nobody_can_be_reading_any_more_goes(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "SOON", 0.0)
    copies = Snapshots()
    path = opened.settings.warehouse.absolute()
    copies.keep_up(path)
    before = copies.of(opened).settings.warehouse
    with opened.warehouse.transaction() as con:
        con.execute("CREATE TABLE new (a INTEGER)")
    monkeypatch.setattr(snapshots, "REST", 0.0)
    copies._rests.clear()
    copies.keep_up(path)
    copies.keep_up(path)
    assert before.exists()  # a page may be reading it
    monkeypatch.setattr(snapshots, "OLD", 0.0)
    copies.keep_up(path)
    assert not before.exists()
    assert copies.of(opened).settings.warehouse.exists()
    copies.close()


def test_a_file_that_is_named_later_is_kept_up_with_too(opened: Opened) -> None:
    files: list[Path] = []
    seen = threading.Event()
    copies = Snapshots()
    copies.prepares = lambda _: seen.set()
    copies.watch(lambda: files)
    files.append(opened.settings.warehouse.absolute())
    assert seen.wait(20)
    copies.close()


def test_a_sentence_names_the_file_and_not_its_copy(opened: Opened) -> None:
    copies = Snapshots()
    copy = copies.of(opened).settings.warehouse
    told = copies.said(Text(f"Nothing at {copy}.", f"Nada em {copy}."))
    path = opened.settings.warehouse.absolute()
    assert told == (f"Nothing at {path}.", f"Nada em {path}.")
    copies.close()


@pytest.mark.slow
def test_a_file_that_another_program_holds_keeps_only_its_own_readers_waiting_and_once(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = opened.settings.warehouse.absolute()
    free = replace(opened, settings=replace(opened.settings, warehouse=path.with_name("free.duckdb")))
    shutil.copy(path, free.settings.warehouse)
    copies, began = Snapshots(), threading.Event()
    monkeypatch.setattr(snapshots, "FIRST", 60.0)
    monkeypatch.setattr(store, "PAUSE", 0.01)
    with held(path) as holder:

        def told(error: Exception) -> bool:
            began.set()
            return is_locked(error)

        monkeypatch.setattr(store, "is_locked", told)
        waits = threading.Thread(target=copies.of, args=(opened,))
        waits.start()
        assert began.wait(20)
        assert copies.of(free).settings.warehouse.exists()  # while the first still waits
        holder.communicate()
        waits.join()
    copies.close()

    copies = Snapshots()
    monkeypatch.setattr(snapshots, "FIRST", 0.05)
    with held(path):
        with pytest.raises(WarehouseBusyError):
            copies.of(opened)
        monkeypatch.setattr(snapshots, "FIRST", 60.0)
        with pytest.raises(WarehouseBusyError):  # at once: somebody has just waited in vain
            copies.of(opened)
    assert copies.of(opened).settings.warehouse.exists()
    copies.close()


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that has the file open, until the block ends or it is told to end."""
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        yield holder
        if holder.poll() is None:
            holder.communicate()
