"""A row that a reading speaks for and that did not come leaves the table, and stays in its history."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.warehouse.absence import vanishing
from hotmart.warehouse.extent import Extent, Orphans
from hotmart.warehouse.merge import Merged
from warehouse.sample import AT, NESTED, Landing, item

LATER = AT + timedelta(days=1)
DAY = 86_400_000
AT_MS = int(AT.timestamp() * 1000)
EVERYTHING = Extent()
TIMED = replace(NESTED, time="moment")
CHILDREN = replace(NESTED, owner=("parent",))


def test_a_row_that_vanished_is_in_history_with_its_children_and_marked_as_gone(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1", shares=[{"role": "A"}]), item("A2"))
    assert landing.land(item("A2"), at=LATER, speaks_for=EVERYTHING) == Merged(unchanged=1, gone=1)
    assert landing.rows("SELECT code FROM items") == [("A2",)]
    assert landing.rows("SELECT code, _valid_from, _valid_to, _gone FROM items_history") == [
        ("A1", AT, LATER, True)
    ]
    assert landing.rows("SELECT * FROM items_shares") == []
    assert landing.rows("SELECT role, _gone FROM items_shares_history") == [("A", True)]


def test_what_a_reading_does_not_speak_for_stays(tmp_path: Path) -> None:
    landing = Landing(tmp_path, TIMED)
    landing.land(item("A1", moment=AT_MS), item("A2", moment=AT_MS + DAY), item("A3"))
    assert landing.land(speaks_for=Extent(AT_MS, AT_MS + DAY), at=LATER).gone == 1
    assert landing.rows("SELECT code FROM items ORDER BY 1") == [("A2",), ("A3",)]


def test_a_reading_of_one_parent_says_nothing_of_the_others(tmp_path: Path) -> None:
    landing = Landing(tmp_path, CHILDREN)
    landing.land(item("A1", parent="p"), item("A1", parent="q"))
    assert landing.land(speaks_for=Extent(owner=("p",)), at=LATER).gone == 1
    assert landing.rows("SELECT parent FROM items") == [("q",)]


def test_a_row_that_vanished_keeps_its_last_version_even_where_no_history_is_kept(tmp_path: Path) -> None:
    landing = Landing(tmp_path, replace(NESTED, keeps_history=False))
    landing.land(item("A1"))
    landing.land(item("A1", state="REFUNDED"), at=LATER)
    assert landing.rows("SELECT * FROM items_history") == []
    landing.land(at=LATER + timedelta(days=1), speaks_for=EVERYTHING)
    assert landing.rows("SELECT code, state, _gone FROM items_history") == [("A1", "REFUNDED", True)]


def test_a_row_that_comes_back_is_new(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1"))
    landing.land(at=LATER, speaks_for=EVERYTHING)
    back = LATER + timedelta(days=1)
    assert landing.land(item("A1"), at=back, speaks_for=EVERYTHING) == Merged(new=1)
    assert landing.rows("SELECT code, _synced_at FROM items") == [("A1", back)]


def test_what_lacks_rows_is_told_by_parent_and_nothing_is_moved(tmp_path: Path) -> None:
    landing = Landing(tmp_path, CHILDREN)
    landing.land(item("A1", parent="p"), item("A1", parent="q"))
    asked = [Extent(owner=("p",)), Extent(owner=("q",))]
    with landing.warehouse.transaction() as con:
        con.execute("CREATE TEMP TABLE _came AS SELECT * FROM items WHERE parent = 'q'")
        assert vanishing(con, CHILDREN, asked) == [Extent(owner=("p",))]
    assert len(landing.rows("SELECT * FROM items")) == 2


def test_children_go_with_a_parent_that_vanished_and_stay_with_one_that_is_only_unknown(
    tmp_path: Path,
) -> None:
    parents = Landing(tmp_path)
    parents.land(item("p"), item("q"))
    parents.land(item("q"), at=LATER, speaks_for=EVERYTHING)
    children = Landing(tmp_path, replace(CHILDREN, table="parts"))
    children.land(*(item("A1", parent=parent) for parent in ("p", "q", "never seen")))
    orphans = Orphans(parent=NESTED, joined=(("code", "parent"),))
    assert children.land(at=LATER, speaks_for=orphans).gone == 1
    assert children.rows("SELECT parent FROM parts ORDER BY 1") == [("never seen",), ("q",)]


codes = st.sets(st.sampled_from("ABCDE"))


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(st.lists(codes, min_size=1, max_size=5))
def test_a_table_read_whole_is_what_came_last_and_history_has_all_that_ever_was(came: list[set[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        landing = Landing(Path(folder))
        at: datetime = AT
        for held in came:
            at += timedelta(days=1)
            landing.land(*map(item, sorted(held)), at=at, speaks_for=EVERYTHING)
        now: list[Any] = [code for (code,) in landing.rows("SELECT code FROM items ORDER BY 1")]
        assert now == sorted(came[-1])
        ever = landing.rows("SELECT code FROM items UNION SELECT code FROM items_history")
        assert {code for (code,) in ever} == set().union(*came)
        overlapping = landing.rows(
            "SELECT * FROM items_history a JOIN items_history b USING (code)"
            " WHERE a._valid_from < b._valid_from AND b._valid_from < a._valid_to"
        )
        assert overlapping == []
