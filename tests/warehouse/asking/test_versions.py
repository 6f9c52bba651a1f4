"""A record's life can be read back version by version, and the whole warehouse as it was at any moment."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.tables.layout import Layout
from hotmart.warehouse.asking.as_of import first_known, look_back
from hotmart.warehouse.asking.versions import Changes, Version, changes, versions
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.merge import merge
from warehouse.sample import AT, EXPLODED, NESTED, Landing, decoded, item

DAY = timedelta(days=1)


def life(landing: Landing, code: str = "A1") -> list[Version]:
    return versions(landing.warehouse, landing.layout, [code])


def test_a_record_that_never_changed_has_one_version_that_holds_today(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(shares=[{"role": "A"}]), item("A2"))
    landing.land(item(shares=[{"role": "A"}]), at=AT + DAY)
    (version,) = life(landing)
    assert (version.since, version.until, version.gone) == (AT, None, False)
    assert version.fields["price_value"] == Decimal("197.5")
    assert [row["role"] for row in version.rows["items_shares"]] == ["A"]


def test_each_version_tells_what_changed_in_it(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(shares=[{"role": "A"}, {"role": "B"}]))
    landing.land(item(state="REFUNDED", shares=[{"role": "B"}, {"role": "B"}]), at=AT + DAY)
    first, second = life(landing)
    assert (first.since, first.until, second.since, second.until) == (AT, AT + DAY, AT + DAY, None)
    told = changes(first, second)
    assert told.fields == {"state": ("APPROVED", "REFUNDED")}
    assert [row["role"] for row in told.added["items_shares"]] == ["B"]
    assert [row["role"] for row in told.removed["items_shares"]] == ["A"]


def test_the_first_version_is_all_new(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item())
    assert changes(None, *life(landing)) == Changes(
        {
            "code": (None, "A1"),
            "state": (None, "APPROVED"),
            "price_value": (None, Decimal("197.5")),
            "price_currency_code": (None, "BRL"),
        },
        {},
        {},
    )


def test_what_no_column_holds_is_told_by_its_path(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(tax={"iss": Decimal("2.10")}))
    landing.land(item(tax={"iss": Decimal("2.20")}), at=AT + DAY)
    told = changes(*life(landing))
    assert told.fields == {"tax.iss": (Decimal("2.10"), Decimal("2.20"))}


def test_an_exploded_record_is_one_record_with_rows(tmp_path: Path) -> None:
    landing = Landing(tmp_path, EXPLODED)
    landing.land(item(shares=[{"role": "A"}, {"role": "B"}]))
    landing.land(item(shares=[]), at=AT + DAY)
    first, second = life(landing)
    assert [row["role"] for row in first.rows["shares"]] == ["A", "B"]
    assert second.rows["shares"] == []
    assert changes(first, second).fields == {}


def test_a_version_replaced_in_the_run_that_brought_it_is_not_told(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item())
    landing.land(item(state="REFUNDED"))
    assert [version.fields["state"] for version in life(landing)] == ["REFUNDED"]


def test_a_record_nobody_ever_saw_has_no_life(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item())
    assert life(landing, "A9") == []


Rows = dict[str, list[tuple[Any, ...]]]


def today(landing: Landing, moment: datetime | None = None) -> Rows:
    """The rows of every table, not of histories, as the warehouse knows them, or knew them at a moment."""
    with landing.warehouse.opened(read_only=True) as con:
        if moment:
            look_back(con, moment)
        return {
            table.name: con.execute(f"SELECT * FROM {table.name} ORDER BY ALL").fetchall()
            for table in landing.layout.tables
        }


codes = st.sampled_from(["A", "B", "C"])
shares = st.lists(st.fixed_dictionaries({"role": st.sampled_from(["x", "y"])}), max_size=3)
items = st.builds(
    lambda code, state, shares: item(code, state=state, shares=shares),
    codes,
    st.sampled_from(["APPROVED", "REFUNDED"]),
    shares,
)
reads = st.lists(items, max_size=4, unique_by=lambda one: str(one["code"]))


def read_whole(landing: Landing, *items: dict[str, Any], at: datetime) -> None:
    """Land everything there is: what does not come has vanished."""
    path = landing.warehouse.path.with_name("read.ndjson")
    path.write_bytes(decoded(landing.layout, *items).lines)
    with landing.warehouse.transaction() as con:
        files = [path] if items else []
        merge(con, landing.layout, files, at=at, run=1, extents=[Extent()])


def test_a_record_that_vanished_and_came_back_has_a_gap_in_its_life(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    for day, found in enumerate([[item(shares=[{"role": "A"}])], [], [item()]]):
        read_whole(landing, *found, at=AT + day * DAY)
    told = [(version.since, version.until, version.gone) for version in life(landing)]
    assert told == [(AT, AT + DAY, True), (AT + 2 * DAY, None, False)]
    assert not any(today(landing, AT + DAY).values())


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(reads, st.booleans()), min_size=1, max_size=5))
@pytest.mark.parametrize("layout", [NESTED, EXPLODED], ids=["nested", "exploded"])
def test_as_of_any_merge_the_warehouse_is_what_that_merge_left(
    layout: Layout, lives: list[tuple[list[dict[str, Any]], bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        landing = Landing(Path(folder), layout)
        left = []
        for number, (found, whole) in enumerate(lives):
            land = partial(read_whole, landing) if whole else landing.land
            land(*found, at=AT + number * DAY)
            left.append(today(landing))
        for number, rows in enumerate(left):
            assert today(landing, AT + number * DAY) == rows
            assert today(landing, AT + (number + 1) * DAY - timedelta(seconds=1)) == rows
        assert not any(today(landing, AT - timedelta(seconds=1)).values())


def test_the_histories_are_as_they_were_too(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    for day, state in enumerate(["APPROVED", "REFUNDED", "APPROVED"]):
        landing.land(item(state=state), at=AT + day * DAY)
    with landing.warehouse.opened(read_only=True) as con:
        look_back(con, AT + DAY)
        assert con.execute("SELECT state FROM items_history").fetchall() == [("APPROVED",)]


def test_it_tells_since_when_each_table_is_known(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(), at=AT + DAY)
    landing.land(item(state="REFUNDED", shares=[{"role": "A"}]), at=AT + 2 * DAY)
    with landing.warehouse.opened(read_only=True) as con:
        assert first_known(con) == {"items": AT + DAY, "items_shares": AT + 2 * DAY}
