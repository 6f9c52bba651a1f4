"""A stream's rows are those that an independent crawl of it brings, each once."""

from __future__ import annotations

import pytest

from simulated import Account

from .tables import key, layout


@pytest.mark.slow
def test_its_rows_are_those_of_a_crawl(synced: Account, stream: str) -> None:
    assert synced.differences(stream) == []


@pytest.mark.slow
def test_there_is_something_to_see(synced: Account, stream: str) -> None:
    assert synced.ask(f"SELECT count(*) > 0 FROM {layout(stream).main.name}") == [(True,)]


@pytest.mark.slow
def test_every_key_is_there_once(synced: Account, stream: str) -> None:
    of = layout(stream)
    for table in of.tables:
        listed = ", ".join([key(stream), *table.indexes])
        twice = f'SELECT {listed} FROM "{table.name}" GROUP BY ALL HAVING count(*) > 1'
        assert synced.ask(twice) == []


def test_no_row_is_without_its_key(synced: Account, stream: str) -> None:
    of = layout(stream)
    first = of.key[: max(1, len(of.owner))]  # a charge without a commission has no currency
    lacking = " OR ".join(f"{column.name} IS NULL" for column in first)
    for table in of.tables:
        assert synced.ask(f'SELECT * FROM "{table.name}" WHERE {lacking}') == []


def test_what_belongs_to_a_row_has_its_row(synced: Account, stream: str) -> None:
    of = layout(stream)
    same = " AND ".join(f"t.{c.name} IS NOT DISTINCT FROM m.{c.name}" for c in of.key)
    for table in of.children:
        orphans = f'SELECT * FROM "{table.name}" t ANTI JOIN "{of.main.name}" m ON {same}'
        assert synced.ask(orphans) == []
