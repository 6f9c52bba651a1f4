"""A question about the past is answered from the first moment that is known, and told what is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hotmart.errors import InvalidArgumentError
from hotmart.warehouse.asking.as_of import stand_as_of
from hotmart.warehouse.views import ensure_joined
from warehouse.sample import AT, Landing, item

MOMENT = timedelta(milliseconds=1)
DAY = timedelta(days=1)


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    """A record that changed after a day, and then had a row beside it for the first time."""
    landing = Landing(tmp_path)
    landing.land(item())
    landing.land(item(state="REFUNDED", shares=[{"role": "A"}]), at=AT + DAY)
    return landing


def asked(landing: Landing, query: str, at: datetime) -> tuple[list[tuple[Any, ...]], list[str]]:
    with landing.warehouse.opened(read_only=True) as con:
        told = stand_as_of(con, query, at, "UTC")
        return con.execute(query).fetchall(), [one.en for one in told]


def test_the_first_moment_that_is_known_can_be_asked_about(landing: Landing) -> None:
    assert asked(landing, "SELECT state FROM items", AT) == ([("APPROVED",)], [])


@pytest.mark.oldest
def test_a_view_beside_a_table_tells_the_past_of_it(landing: Landing) -> None:
    with landing.warehouse.opened() as con:
        ensure_joined(con, "joined", "items", "code")
    query = "SELECT transaction = code, state FROM joined"
    assert asked(landing, query, AT) == ([(True, "APPROVED")], [])
    assert asked(landing, query, AT + DAY) == ([(True, "REFUNDED")], [])
    rows, (told,) = asked(landing, "FROM joined JOIN items_shares USING (code)", AT)
    assert (rows, told[:24]) == ([], "Nothing of items_shares ")


def test_a_moment_before_the_first_is_refused_and_the_first_is_told(landing: Landing) -> None:
    with pytest.raises(InvalidArgumentError, match="knew nothing yet") as refused:
        asked(landing, "SELECT state FROM items", AT - MOMENT)
    assert "It knows from 2026-01-01" in str(refused.value)


def test_what_is_known_of_a_table_only_later_is_told_to_who_asks_about_it(landing: Landing) -> None:
    query = "SELECT role FROM items_shares"
    rows, (told,) = asked(landing, query, AT + DAY - MOMENT)
    assert rows == []
    assert told.startswith("Nothing of items_shares was known before 2026-01-02")
    assert asked(landing, query, AT + DAY) == ([("A",)], [])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT state FROM main.items",
        "SELECT * FROM items JOIN main.items_shares USING (code)",
        "SELECT * FROM (SELECT * FROM main.items NATURAL JOIN items_shares)",
    ],
)
def test_a_table_that_is_named_with_its_schema_is_refused_since_it_is_that_of_today(
    landing: Landing, query: str
) -> None:
    with pytest.raises(InvalidArgumentError, match="without its schema"):
        asked(landing, query, AT + DAY)


def test_where_nothing_was_ever_synced_there_is_no_past(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="no past yet"):
        asked(Landing(tmp_path), "SELECT state FROM items", AT)
