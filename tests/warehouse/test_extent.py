"""What several readings speak for together is what each speaks for."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.warehouse.extent import Extent, anywhere
from warehouse.sample import AT, NESTED, Landing, item

HOUR = 3_600_000
BEGAN = int(AT.timestamp() * 1000)
LAYOUT = replace(NESTED, owner=("parent",), time="moment")
PARENTS = ("p", "q", "r")

hours = st.integers(0, 12)
windows = st.tuples(hours, hours).map(
    lambda found: Extent(BEGAN + min(found) * HOUR, BEGAN + (max(found) + 1) * HOUR)
)
parents = st.sampled_from(PARENTS).map(lambda name: Extent(owner=(name,)))
both = st.builds(lambda window, parent: replace(window, owner=parent.owner), windows, parents)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(windows | parents | both | st.just(Extent()), min_size=1, max_size=4))
def test_a_row_lies_in_them_together_when_it_lies_in_one_of_them(told: list[Extent]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        landing = Landing(Path(folder), LAYOUT)
        landing.land(
            *(item(f"{hour}", parent=PARENTS[hour % 3], moment=BEGAN + hour * HOUR) for hour in range(14))
        )
        each = " OR ".join(one.rows(LAYOUT) for one in told)
        found = landing.rows(
            f"SELECT code FROM items t WHERE ({each}) IS DISTINCT FROM {anywhere(told, LAYOUT)}"
        )
        assert found == []
        assert landing.rows("SELECT count(*) FROM items") == [(14,)]
