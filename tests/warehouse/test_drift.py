"""A field that Hotmart began to send gets a column, exactly, and no row looks changed because of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hotmart.tables.columns import Column
from hotmart.tables.layout import Layout
from hotmart.warehouse.drift import learn
from hotmart.warehouse.merge import Merged
from warehouse.sample import AT, Landing, item

LATER = AT + timedelta(days=1)


def learned(landing: Landing) -> list[Column]:
    with landing.warehouse.transaction() as con:
        return learn(con, landing.layout)


def knowing(landing: Landing, folder: Path) -> Landing:
    """The same warehouse in a run that knows the columns learned before."""
    layout: Layout = replace(landing.layout, learned=(*landing.layout.learned, *learned(landing)))
    return Landing(folder, layout)


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    ("sent", "kind", "stored"),
    [
        ("a text", "text", "a text"),
        (7, "integer", 7),
        (True, "boolean", True),
        (Decimal("99999999999999.99"), "rate", Decimal("99999999999999.99")),
    ],
)
def test_its_column_is_of_its_kind_and_holds_what_came_before(
    tmp_path: Path, sent: Any, kind: str, stored: Any
) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1", invented={"deep": sent}), item("A2"))
    (column,) = learned(landing)
    assert (column.name, column.path, column.kind) == ("invented_deep", ("invented", "deep"), kind)
    assert landing.rows("SELECT code, invented_deep, _extra FROM items ORDER BY 1") == [
        ("A1", stored, None),
        ("A2", None, None),
    ]


def test_the_versions_in_history_get_it_too(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(invented="before"))
    landing.land(item(invented="after"), at=LATER)
    learned(landing)
    assert landing.rows("SELECT invented FROM items_history") == [("before",)]


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("sent", ["a text", 7, 1.5, True, Decimal("0.10")])
def test_no_row_looks_changed_because_its_field_moved_to_a_column(tmp_path: Path, sent: Any) -> None:
    landing = Landing(tmp_path)
    sold = [item("A1", invented=sent, other=[1, 2]), item("A2")]
    landing.land(*sold)
    again = knowing(landing, tmp_path)
    assert again.land(*sold, at=LATER) == Merged(unchanged=2)
    assert again.land(item("A1", invented="another", other=[1, 2]), at=LATER) == Merged(changed=1)


def test_what_is_several_things_or_a_list_stays_where_it_was(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1", mixed=1, many=[1]), item("A2", mixed="one"))
    assert learned(landing) == []
    kept = landing.rows("SELECT _extra::VARCHAR FROM items ORDER BY code")
    assert kept == [('{"many":[1],"mixed":1}',), ('{"mixed":"one"}',)]


def test_a_number_that_is_sometimes_whole_is_a_number(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1", share=1), item("A2", share=Decimal("0.5")))
    (column,) = learned(landing)
    assert column.kind == "rate"
    assert landing.rows("SELECT share FROM items ORDER BY code") == [(Decimal(1),), (Decimal("0.5"),)]


def test_a_value_of_another_kind_that_comes_later_is_kept_whole_beside_the_column(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1", invented=7))
    again = knowing(landing, tmp_path)
    again.land(item("A1", invented="seven"), at=LATER)
    assert again.rows("SELECT invented, _extra::VARCHAR FROM items") == [(None, '{"invented":"seven"}')]


def test_a_name_that_is_taken_is_not_taken_twice(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1", price_value="another", **{"dotted.name": 1}))
    assert [column.name for column in learned(landing)] == ["dotted.name"]


def test_a_field_that_was_something_else_in_an_older_version_stays_where_it_was(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(mixed="n/a"))
    landing.land(item(mixed=2), at=LATER)
    assert learned(landing) == []


def test_a_field_that_was_not_chosen_gets_no_column_and_stays_where_it_was(tmp_path: Path) -> None:
    layout = replace(Landing(tmp_path).layout, selected=("price",))
    landing = Landing(tmp_path, layout)
    landing.land(item(invented=1))
    assert learned(landing) == []
    assert landing.rows("SELECT _extra::VARCHAR FROM items") == [('{"invented":1}',)]


def test_a_column_that_an_older_release_made_is_left_as_it_is(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(invented=1))
    with landing.warehouse.transaction() as con:
        con.execute("ALTER TABLE items ADD COLUMN invented VARCHAR")
    assert learned(landing) == []


@pytest.mark.parametrize("sent", [Decimal("0.12345678901"), Decimal(10) ** 14 + Decimal("0.5")])
def test_a_number_that_no_column_holds_exactly_stays_where_it_was(tmp_path: Path, sent: Decimal) -> None:
    landing = Landing(tmp_path)
    landing.land(item(invented=sent))
    assert learned(landing) == []
    assert landing.rows("SELECT _extra::VARCHAR FROM items") == [(f'{{"invented":{sent}}}',)]


def test_a_number_that_is_written_another_way_is_the_same_with_a_column_and_without(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1", share=Decimal("10")), item("A2", share=Decimal("0.5")))
    written = [item("A1", share=Decimal("10.0")), item("A2", share=Decimal("0.50"))]
    assert landing.land(*written, at=LATER) == Merged(unchanged=2)
    again = knowing(landing, tmp_path)
    assert again.land(*written, at=LATER) == Merged(unchanged=2)
    assert again.land(item("A1", share=Decimal("100")), at=LATER) == Merged(changed=1)
