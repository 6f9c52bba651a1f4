from __future__ import annotations

from typing import Any

import pytest

from hotmart.sources.places import MISSING, at

ANSWER = {"data": {"items": [{"id": 1}, {"id": 2}], "none": None}}


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("", ANSWER),
        ("data.items.0.id", 1),
        ("data.items.-1.id", 2),
        ("data.none", None),
        ("data.none.more", MISSING),
        ("data.items.id", MISSING),
        ("data.items.5", MISSING),
        ("other", MISSING),
    ],
)
def test_a_place_leads_to_what_stands_there(place: str, found: Any) -> None:
    assert at(ANSWER, place, MISSING) == found
