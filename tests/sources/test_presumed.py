"""Where a source only seems to end, nothing that is held is gone, unless a total tells that all came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hotmart.simulator import Served, Settings, Simulator
from hotmart.sync.report import Report, Verdict

from .test_past_the_end import BY_PAGE, ROWS
from .test_synced import held, synced

pytestmark = pytest.mark.slow

PAGES: dict[str, Any] = {"pagination": BY_PAGE, "records": "items"}
FLAGGED: dict[str, Any] = {"pagination": {"kind": "page", "more": "more"}, "records": "items"}


@pytest.fixture(scope="module")
def hotmart() -> Iterator[Served]:
    with Simulator(Settings(sales=1, months=1)).serve() as served:
        yield served


class Ending:
    """Answers pages of ten, and from a page on only refuses, or has nothing and says that more follows."""

    def __init__(self, last: int, status: int = 400, count: int = 25, *, total: bool = False) -> None:
        self.last, self.status, self.rows, self.total = last, status, ROWS[:count], total

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        page = int(request.url.params["page"])
        rows = self.rows[(page - 1) * 10 : page * 10] if page <= self.last else []
        if not rows and self.status != 200:
            return httpx2.Response(self.status)
        told = {"total": len(self.rows)} if self.total else {}
        return httpx2.Response(200, json={"items": rows, "more": True} | told)


def twice(hotmart: Served, file: Path, first: Ending, second: Ending, **told: Any) -> Report:
    before = synced(hotmart, file, first, **told)
    assert before.problem is None
    return synced(hotmart, file, second, **told)


@pytest.mark.parametrize("status", [400, 404])
def test_a_refusal_amid_the_pages_leaves_the_rows_behind_it(
    hotmart: Served, tmp_path: Path, status: int
) -> None:
    file = tmp_path / "w.duckdb"
    report = twice(hotmart, file, Ending(9), Ending(1, status), **PAGES)
    assert (report.streams["orders"].gone, report.verdict) == (0, Verdict.INCOMPLETE)
    assert "that this was all is only presumed" in report.streams["orders"].gaps[0].why.en
    assert held(file, "SELECT count(*) FROM orders") == [(25,)]


def test_so_do_empty_pages_that_say_that_more_follows(hotmart: Served, tmp_path: Path) -> None:
    file = tmp_path / "w.duckdb"
    report = twice(hotmart, file, Ending(9, 200), Ending(1, 200), **FLAGGED)
    assert (report.streams["orders"].gone, report.verdict) == (0, Verdict.INCOMPLETE)
    assert held(file, "SELECT count(*) FROM orders") == [(25,)]


@pytest.mark.parametrize("count", [10, 20, 25])
def test_where_all_that_is_held_came_it_is_read_whole(hotmart: Served, tmp_path: Path, count: int) -> None:
    report = twice(hotmart, tmp_path / "w.duckdb", Ending(9, count=count), Ending(9, count=count), **PAGES)
    assert report.verdict is Verdict.READ_WHOLE


def test_a_total_that_is_met_tells_that_all_came(hotmart: Served, tmp_path: Path) -> None:
    first, second = Ending(9, total=True), Ending(9, count=20, total=True)
    report = twice(hotmart, tmp_path / "w.duckdb", first, second, **PAGES, total="total")
    assert report.streams["orders"].gone == 5


@pytest.mark.parametrize("total", ["1.234", "muitos", -1, 2.5, [25]])
@pytest.mark.parametrize("count", [0, 15])
def test_a_total_that_is_no_number_proves_nothing_and_is_told_after_one_reading(
    hotmart: Served, tmp_path: Path, total: Any, count: int
) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(page := int(request.url.params["page"]))
        rows = ROWS[:count][(page - 1) * 10 : page * 10]
        return httpx2.Response(200, json={"items": rows, "total": total})

    asked: list[int] = []
    file = tmp_path / "w.duckdb"
    told: dict[str, Any] = PAGES | {"total": "total"}
    synced(hotmart, file, Ending(9, total=True), **told)
    report = synced(hotmart, file, answer, **told)
    (gap,) = report.streams["orders"].gaps
    assert gap.why.en.startswith("the total at `total` is no number")
    assert asked == ([1, 2] if count else [1])
    assert held(file, "SELECT count(*) FROM orders") == [(25,)]


def test_a_page_that_is_missing_where_none_is_needed_lets_rows_go(hotmart: Served, tmp_path: Path) -> None:
    report = twice(hotmart, tmp_path / "w.duckdb", Ending(9), Ending(9, 204, count=20), **PAGES)
    assert (report.streams["orders"].gone, report.verdict) == (5, Verdict.READ_WHOLE)
