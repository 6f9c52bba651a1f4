"""What is left of an item that somebody was erased from is no older version of what is read next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hotmart.tables.layout import Layout
from hotmart.warehouse.erased import ERASED
from hotmart.warehouse.merge import Merged
from warehouse.sample import AT, EXPLODED, NESTED, Landing, item

LATER = AT + timedelta(days=45)
PAPERS = [{"type": "CPF", "value": "000"}, {"type": "RG", "value": "1"}]
LEFT = [{"type": "CPF"}, {"type": "RG"}]
HELD = item(tags=["x"], shares=[{"role": "B", "user": {"ucode": "u", "papers": PAPERS}}, {"role": "A"}])
ANEW = item(tags=["x"], shares=[{"role": "A"}, {"role": "B", "user": {"papers": LEFT}}])
OTHER: list[dict[str, Any]] = [
    ANEW | {"state": "REFUNDED"},
    ANEW | {"tags": ["x", "y"]},
    ANEW | {"shares": [{"role": "B", "user": {"papers": LEFT}}]},
    ANEW | {"shares": [{"role": "A"}, {"role": "C", "user": {"papers": LEFT}}]},
    ANEW | {"shares": [{"role": "A"}, {"role": "B", "user": {"papers": LEFT[:1]}}]},
    ANEW | {"shares": [{"role": "A"}, {"role": "A"}, {"role": "B", "user": {"papers": LEFT}}]},
]
both = pytest.mark.parametrize("layout", [NESTED, EXPLODED], ids=["nested", "exploded"])


def erased(folder: Path, layout: Layout) -> Landing:
    """A landing that holds one item, of which the user of a share was forgotten."""
    landing = Landing(folder, layout)
    landing.land(HELD, item("A2", shares=[{"role": "A"}]))
    shares = next(table.name for table in layout.tables if any(c.name == "user_ucode" for c in table.columns))
    papers = layout.tables[-1].name
    with landing.warehouse.transaction() as con:
        con.execute(f"UPDATE {shares} SET user_ucode = NULL; UPDATE {papers} SET value = NULL")
        con.execute(f"UPDATE {layout.main.name} SET _row_hash = '{ERASED}' WHERE code = 'A1'")
    return landing


@pytest.mark.slow
@pytest.mark.oldest
@both
def test_a_reading_that_says_what_is_left_is_no_change_and_makes_no_version(
    tmp_path: Path, layout: Layout
) -> None:
    landing, main = erased(tmp_path, layout), layout.main.name
    assert landing.land(ANEW, at=LATER) == Merged(unchanged=1)
    assert landing.rows(f"SELECT * FROM {main}_history") == []
    assert landing.rows(f"SELECT DISTINCT _synced_at FROM {main}") == [(AT,)]
    assert landing.rows(f"SELECT * FROM {main} WHERE _row_hash = '{ERASED}'") == []
    assert landing.land(ANEW, at=LATER) == Merged(unchanged=1)
    assert landing.land(OTHER[0], at=LATER) == Merged(changed=1)  # and from then on all is as ever


@pytest.mark.slow
@pytest.mark.oldest
@both
@pytest.mark.parametrize("read", OTHER)
def test_a_reading_that_says_something_else_is_a_change_as_any(
    tmp_path: Path, layout: Layout, read: dict[str, Any]
) -> None:
    landing, main = erased(tmp_path, layout), layout.main.name
    assert landing.land(read, at=LATER) == Merged(changed=1)
    assert landing.rows(f"SELECT DISTINCT state, _valid_to FROM {main}_history") == [("APPROVED", LATER)]


def test_what_changes_by_itself_every_day_is_still_no_change(tmp_path: Path) -> None:
    landing = erased(tmp_path, replace(NESTED, volatile=frozenset({"count"})))
    assert landing.land(ANEW | {"count": 2}, at=LATER) == Merged(unchanged=1)
    assert landing.rows("SELECT count, _synced_at FROM items WHERE code = 'A1'") == [(2, AT)]
