"""What holds for every stream, by name."""

from __future__ import annotations

import duckdb
import pytest

from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Listed
from hotmart.streams.stream import Stream, with_needs
from hotmart.streams.windows import DAY, Window
from hotmart.sync.question import Question
from hotmart.tables.columns import Array
from hotmart.warehouse.merge import create_tables
from hotmart.warehouse.stage import tag

windowed = {name: stream for name, stream in STREAMS.items() if stream.windowed}
SENT_AS_TEXT = {"liberation_liberation_date"}
"""Dates that Hotmart writes in ISO 8601, and that stay what they came as (dossier §8.2)."""
every_stream = pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)


@every_stream
def test_its_key_is_made_of_columns(stream: Stream) -> None:
    assert stream.layout.key
    assert {column.name for column in stream.layout.key} <= stream.layout.main.shape.keys()


@every_stream
def test_its_table_and_its_frame_have_a_row_for_the_same_thing(stream: Stream) -> None:
    assert (stream.exploded or "") == getattr(stream.origin.item, "wraps", "")


@every_stream
def test_no_two_of_its_fields_share_a_column(stream: Stream) -> None:
    for table in stream.layout.tables:
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names), table.name


@every_stream
def test_no_two_of_its_fields_share_a_tag_in_the_hash(stream: Stream) -> None:
    def names(array: Array) -> list[str]:
        return [c.name for c in array.columns] + [one.name for one in array.arrays]

    groups = [
        [c.name for c in stream.layout.scalars] + [one.name for one in stream.layout.arrays] + ["_extra"]
    ]
    groups += [names(one) for one in stream.layout.arrays]
    groups += [names(inner) for one in stream.layout.arrays for inner in one.arrays]
    for group in groups:
        assert len({tag(name) for name in group}) == len(group)


@pytest.mark.slow
@every_stream
def test_its_tables_can_be_made_and_made_again(stream: Stream) -> None:
    with duckdb.connect() as con:
        create_tables(con, stream.layout)
        create_tables(con, stream.layout)
        made = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert made == {name for table in stream.layout.tables for name in (table.name, table.history)}


@every_stream
def test_its_money_is_decimal_and_its_times_are_aware(stream: Stream) -> None:
    for table in stream.layout.tables:
        for column in table.columns:
            if column.name.endswith("_value") and column.kind != "text":
                assert column.sql_type.startswith("DECIMAL"), column.name
            if column.name.endswith("_date") and column.name not in SENT_AS_TEXT:
                assert column.sql_type == "TIMESTAMPTZ", column.name


@every_stream
def test_what_it_needs_comes_with_it(stream: Stream) -> None:
    names = [one.name for one in with_needs([stream])]
    assert names[-1] == stream.name
    assert {needed.name for needed in stream.needs} <= set(names)


@every_stream
def test_it_is_described_in_both_languages(stream: Stream) -> None:
    assert stream.en.endswith(".")
    assert stream.pt.endswith(".")
    assert stream.en != stream.pt


@every_stream
def test_a_sweep_and_a_count_name_columns_and_documented_states(stream: Stream) -> None:
    columns = {column.name: column for column in stream.layout.scalars}
    for sweep in stream.sweeps:
        assert set(sweep.values) <= columns[sweep.column].known
    if stream.counts_by:
        assert set(stream.statuses) == columns[stream.counts_by].known
    if stream.left_by:
        assert stream.left_by in columns


@pytest.mark.parametrize("stream", windowed.values(), ids=windowed)
def test_a_question_about_it_always_sends_both_ends_of_its_window_and_all_its_states(stream: Stream) -> None:
    (request,) = Question(stream, Window(0, 30 * DAY)).requests()
    query = request.query
    assert isinstance(stream.origin, Listed)
    first, last = stream.origin.declared().facts.window or ("", "")
    assert (first, "0") in query
    assert (last, str(30 * DAY - 1)) in query
    sent = [value for name, value in query if name == stream.origin.status]
    assert sent == [str(status) for status in stream.statuses]
    assert ("max_results", "500") in query
