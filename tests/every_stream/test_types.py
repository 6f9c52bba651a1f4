"""The columns of a stream have the types that are declared for them, and what is in them is meant so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from simulated import Account, looking_at

from .tables import every_table, layout, unlikely_times


@pytest.mark.slow
def test_its_columns_have_the_types_that_are_declared(synced: Account, stream: str) -> None:
    with looking_at(synced.warehouse.path) as con:
        for table in layout(stream).tables:
            described = con.execute(f'DESCRIBE "{table.name}"').fetchall()
            held = {
                name: kind.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ") for name, kind, *_ in described
            }
            assert held == dict(table.shape)


@pytest.mark.slow
def test_nothing_is_a_double(synced: Account, stream: str) -> None:
    listed = ", ".join(f"'{name}'" for name in every_table(stream))
    assert not synced.ask(
        f"SELECT * FROM duckdb_columns() WHERE table_name IN ({listed}) AND data_type IN ('DOUBLE', 'FLOAT')"
    )


def test_its_amounts_come_back_as_decimals(synced: Account, stream: str) -> None:
    for table in layout(stream).tables:
        for column in table.columns:
            if column.kind in ("money", "rate"):
                sql = f'SELECT "{column.name}" FROM "{table.name}" WHERE "{column.name}" IS NOT NULL LIMIT 1'
                assert all(isinstance(value, Decimal) for (value,) in synced.ask(sql))


def test_its_times_are_times_of_this_century(synced: Account, stream: str) -> None:
    assert unlikely_times(synced, stream) == []


def test_nothing_was_odd(synced: Account, stream: str) -> None:
    assert synced.ask(f'SELECT _extra FROM "{layout(stream).main.name}" WHERE _extra IS NOT NULL') == []
    drift = f"SELECT path, kind FROM _drift WHERE stream = '{stream}' AND kind <> 'new_value'"
    assert synced.ask(drift) == []
