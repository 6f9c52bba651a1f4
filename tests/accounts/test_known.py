from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hotmart.accounts.known import known_streams
from hotmart.config.reading import load, parsed
from hotmart.privacy.fields import columns_by_name
from hotmart.streams.known import STREAMS
from hotmart.warehouse.ledger.notes import Learned, begin_run, note_learned
from hotmart.warehouse.store import Warehouse


def test_without_a_source_or_a_run_they_are_those_of_the_catalogue() -> None:
    assert sorted(known_streams(parsed("", Path("/folder")))) == sorted(STREAMS)


def test_a_source_is_known_with_its_columns_when_it_can_work() -> None:
    text = '[sources.tickets]\nurl = "https://api.example.org"\nkey = "id"\n'
    streams = known_streams(parsed(text + 'columns = {email = "text"}\n', Path("/folder")))
    assert set(columns_by_name(streams["tickets"].layout)) == {"id", "email"}
    assert "tickets" not in known_streams(parsed(text.replace("https", "ftp"), Path("/folder")))


def test_a_column_that_a_run_has_learned_is_known(tmp_path: Path) -> None:
    file = tmp_path / "hotmart.toml"
    file.write_text("[connections.one]\n[connections.two]\n")
    at = datetime(2024, 1, 31, tzinfo=UTC)
    for schema in ("one", "two"):
        warehouse = Warehouse(tmp_path / "hotmart.duckdb", schema)
        run = begin_run(warehouse, as_of=0, since={}, started_at=at, version="0")
        with warehouse.transaction() as con:
            note_learned(con, run, at, [Learned("products", "shape", "shape", "text")])
    streams = known_streams(load(file))
    assert [column.name for column in streams["products"].learned] == ["shape"]


def test_a_file_that_is_no_warehouse_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "hotmart.duckdb").write_text("hello " * 5_000)
    assert known_streams(parsed("", tmp_path))
