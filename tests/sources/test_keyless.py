"""A record of a source without its key is no row, and nothing that is held is gone for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hotmart.simulator import Served, Settings, Simulator
from hotmart.sync.report import Verdict

from .test_synced import held, synced

pytestmark = pytest.mark.slow

FIRST = [{"id": 17, "of": "a"}, {"id": 18, "of": "b"}]
WITHOUT: dict[str, Any] = {
    "renamed": {"order_id": 18, "of": "b"},
    "missing": {"of": "b"},
    "null": {"id": None, "of": "b"},
    "empty": {"id": "", "of": "b"},
    "blanks": {"id": " \t ", "of": "b"},
    "no object": 5,
}


@pytest.fixture(scope="module")
def hotmart() -> Iterator[Served]:
    with Simulator(Settings(sales=1, months=1)).serve() as served:
        yield served


def answering(body: Any) -> Any:
    return lambda request: httpx2.Response(200, json=body)


@pytest.mark.parametrize("odd", WITHOUT.values(), ids=WITHOUT)
def test_a_record_that_lost_its_key_leaves_the_rows_as_they_are(
    hotmart: Served, tmp_path: Path, odd: Any
) -> None:
    file = tmp_path / "w.duckdb"
    synced(hotmart, file, answering(FIRST))
    report = synced(hotmart, file, answering([FIRST[0], odd]))
    assert (report.streams["orders"].gone, report.verdict) == (0, Verdict.INCOMPLETE)
    assert report.problem
    assert held(file, "SELECT count(*) FROM orders") == [(2,)]


@pytest.mark.parametrize(
    ("last", "gone"),
    [
        (";c;4", 0),  # a record that lost its key
        (";;4", 0),  # it may be one, since it is no sum
        (";;5", 1),
        ("Total;;5", 1),
        (";Total geral;R$ 5,00", 1),
    ],
)
def test_a_last_line_lets_a_row_go_only_where_it_is_sure_to_be_a_total(
    hotmart: Served, tmp_path: Path, last: str, gone: int
) -> None:
    def table(*lines: str) -> Any:
        return lambda request: httpx2.Response(200, content="\n".join(["id;name;n", *lines]).encode())

    file = tmp_path / "w.duckdb"
    told: dict[str, Any] = {"format": "csv", "key": ["id", "name"] if last[0] == "T" else "id"}
    synced(hotmart, file, table("1;a;2", "2;b;3", "3;c;4"), **told)
    report = synced(hotmart, file, table("1;a;2", "2;b;3", last), **told)
    assert report.streams["orders"].gone == gone
    assert (report.verdict is Verdict.INCOMPLETE) == (not gone)
    assert held(file, "SELECT count(*) FROM orders") == [(3 - gone,)]


@pytest.mark.parametrize("lost", ["id", "of"])
def test_every_part_of_a_key_is_needed(hotmart: Served, tmp_path: Path, lost: str) -> None:
    file = tmp_path / "w.duckdb"
    synced(hotmart, file, answering(FIRST), key=["id", "of"])
    odd = [{("x" if name == lost else name): value for name, value in row.items()} for row in FIRST]
    report = synced(hotmart, file, answering(odd), key=["id", "of"])
    assert (report.streams["orders"].gone, report.verdict) == (0, Verdict.INCOMPLETE)
    assert held(file, "SELECT count(*) FROM orders") == [(2,)]


@pytest.mark.parametrize("body", [b"", b"id;name\n1;a\n"])
def test_a_table_that_cannot_be_read_is_never_an_empty_and_complete_source(
    hotmart: Served, tmp_path: Path, body: bytes
) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=body)

    report = synced(hotmart, tmp_path / "w.duckdb", answer, format="csv", skip=9)
    assert report.verdict is Verdict.INCOMPLETE
    assert "no line with the names of the columns" in report.streams["orders"].gaps[0].why.en


def test_a_map_instead_of_a_list_is_never_an_empty_and_complete_source(
    hotmart: Served, tmp_path: Path
) -> None:
    report = synced(hotmart, tmp_path / "w.duckdb", answering({"17": FIRST[0], "18": FIRST[1]}))
    assert report.verdict is Verdict.INCOMPLETE
    assert "without their key (id): 1 of the records" in report.streams["orders"].gaps[0].why.en
