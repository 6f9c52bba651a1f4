"""Whatever DuckDB answers is the same on the other side of a pipe, to the last digit and the type."""

from __future__ import annotations

from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.warehouse.asking.apart import messages
from hotmart.warehouse.asking.apart.messages import Rows
from hotmart.warehouse.asking.apart.values import packed, unpacked
from hotmart.zone import zone

ZONE = "America/Sao_Paulo"
MOMENTS = st.datetimes(
    datetime(1, 1, 3, tzinfo=UTC).replace(tzinfo=None),
    datetime(MAXYEAR, 12, 29, tzinfo=UTC).replace(tzinfo=None),
    timezones=st.just(UTC),
).map(lambda moment: moment.astimezone(zone(ZONE)))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**127), 2**127)
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.datetimes().map(lambda one: one.replace(fold=0))
    | MOMENTS
    | st.times().map(lambda one: one.replace(fold=0))
    | st.timedeltas()
    | st.uuids()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner, max_size=3)
    ),
    max_leaves=8,
)


def over(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows, once they were sent."""
    said = messages.said(messages.encoded(Rows(packed(rows))))
    assert isinstance(said, Rows)
    return unpacked(said.columns, ZONE)


@given(
    st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[VALUES] * width), min_size=1, max_size=5))
)
def test_any_rows_are_the_same(rows: list[tuple[Any, ...]]) -> None:
    assert list(map(repr, over(rows))) == list(map(repr, rows))


@given(st.sampled_from([SCALARS, MOMENTS]).flatmap(lambda kind: st.lists(kind, min_size=1)))
def test_a_column_of_one_kind_is_the_same(values: list[Any]) -> None:
    assert [repr(one) for (one,) in over([(value,) for value in values])] == list(map(repr, values))


@pytest.mark.parametrize(
    "sql",
    [
        "1.50::DECIMAL(18,4)",
        "12345678901234567890123::HUGEINT",
        "18446744073709551615::UBIGINT",
        "now()",
        "TIMESTAMPTZ 'infinity'",
        "TIMESTAMPTZ '9999-12-31 23:59:59+00'",
        "DATE 'infinity'",
        "'10:00:00+03'::TIMETZ",
        "INTERVAL '1 month 2 days'",
        "{'a': 1.10, 'b': [now()]}",
        "MAP {1: 2.5, 2: NULL}",
        "'a'::ENUM('a', 'b')",
        "'1'::JSON",
        "'\\xAA'::BLOB",
        "uuid()",
        "'infinity'::DOUBLE",
        "NULL",
    ],
)
def test_each_kind_of_duckdb_is_the_same(sql: str) -> None:
    with duckdb.connect() as con:
        rows = con.execute(f"SET TimeZone = '{ZONE}'; SELECT {sql}").fetchall()
    ((sent,),), ((before,),) = over(rows), rows
    assert (sent, type(sent)) == (before, type(before))
    if isinstance(before, datetime):
        assert sent.isoformat() == before.isoformat()


def test_a_whole_column_of_moments_is_told_in_the_zone_it_is_asked_in() -> None:
    ((told,),) = over([(datetime(2026, 1, 1, tzinfo=UTC),)])
    assert told.isoformat() == "2025-12-31T21:00:00-03:00"


def test_what_is_nothing_that_was_said_is_not_believed() -> None:
    with pytest.raises(EOFError):
        messages.said(b"\x92\xa4what\x01")


def test_values_of_all_kinds_are_meant() -> None:
    """What the laws above try: should DuckDB answer another kind, it is told as text."""
    row = (Decimal("1.10"), date(2026, 1, 1), time(1, tzinfo=timezone(timedelta(hours=3))), UUID(int=1), 1j)
    assert over([row]) == [(*row[:-1], "1j")]
