"""Old versions go when they have been kept for as long as they were to be."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hotmart.warehouse.extent import Extent
from hotmart.warehouse.retention import keep_history
from warehouse.sample import AT, NESTED, Landing, item

pytestmark = [pytest.mark.slow, pytest.mark.oldest]

DAY = 86_400_000


@pytest.mark.parametrize(("kept", "versions"), [(None, 3), (0, 1), (2 * DAY, 2), (10 * DAY, 3)])
def test_versions_older_than_is_kept_go_but_for_the_last_of_a_row_that_vanished(
    tmp_path: Path, kept: int | None, versions: int
) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1", count=0), item("A2"))
    landing.land(item("A1", count=1), at=AT + timedelta(days=1), speaks_for=Extent())  # A2 is gone
    landing.land(item("A1", count=2), at=AT + timedelta(days=3))
    keep_history(landing.warehouse, AT + timedelta(days=4), {NESTED: kept})
    assert len(landing.rows("SELECT * FROM items_history")) == versions
    assert landing.rows("SELECT code FROM items_history WHERE _gone") == [("A2",)]
