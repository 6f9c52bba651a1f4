from __future__ import annotations

from typing import Any

import pytest

from hotmart.config.conforming import allowed, findings_of
from hotmart.config.settings import Config
from hotmart.config.source import SourceConfig
from hotmart.config.values import Duration, Keeping


def told(data: dict[str, Any]) -> list[str]:
    return [finding.told().en for finding in findings_of(data, Config)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"sync": {"since": "soon"}}, "sync.since: must be a day without quotes, such as 2024-01-31."),
        ({"sync": {"club": "my-course"}}, 'sync.club: must be a list, such as ["a", "b"].'),
        ({"sync": {"club": [1]}}, "sync.club[0]: must be a text in quotes."),
        ({"warehouse": {"path": 3}}, "warehouse.path: must be a path in quotes."),
        ({"warehouse": {"raw": 120}}, f"warehouse.raw: must be {Keeping.allowed.en}."),
        ({"defaults": {"lookback": "8 moons"}}, f"defaults.lookback: must be {Duration.allowed.en}."),
        ({"connections": {"main": {"sandbox": "yes"}}}, "connections.main.sandbox: must be true or false."),
        (
            {"defaults": {"mode": "full-table"}},
            'defaults.mode: must be one of "incremental", "full_table". Did you mean full_table?',
        ),
        ({"defaults": {"mode": 3}}, 'defaults.mode: must be one of "incremental", "full_table".'),
        (
            {"privacy": {"columns": {"a.b": 3}}},
            'privacy.columns."a.b": must be one of "keep", "hash", "mask", "drop".',
        ),
        (
            {"wharehouse": {}},
            "wharehouse: there is no such key. Did you mean warehouse?",
        ),
    ],
)
def test_a_value_of_another_kind_is_told_with_what_may_stand_there(data: dict[str, Any], said: str) -> None:
    assert told(data) == [said]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"key": "id"}, "sources.x: url is missing."),
        ({"url": "/x", "key": 4}, 'sources.x.key: must be a text in quotes or a list, such as ["a", "b"].'),
        (
            {"url": "/x", "key": "id", "pagination": {"first": 1}},
            'sources.x.pagination.kind: must be one of "cursor", "offset", "page", "none".',
        ),
        (
            {"url": "/x", "key": "id", "pagination": {"kind": "page", "frist": 1}},
            "sources.x.pagination.frist: there is no such key. Did you mean first?",
        ),
        (
            {"url": "/x", "key": "id", "pagination": {"kind": "page", "first": -1}},
            "sources.x.pagination.first: must be a whole number.",
        ),
        ({"url": "/x", "key": "id", "pagination": 3}, "sources.x.pagination: must be a table."),
    ],
)
def test_a_source_is_looked_at_as_deeply(table: dict[str, Any], said: str) -> None:
    assert told({"sources": {"x": table}}) == [said]


def test_nothing_is_told_of_what_is_right() -> None:
    assert (
        told({"sources": {"x": {"url": "/x", "key": ["a", "b"], "pagination": {"kind": "page", "first": 0}}}})
        == []
    )


def test_a_secret_is_never_repeated() -> None:
    said = told({"connections": {"main": {"client_id": "s3cr3t", "basic": ["s3cr3t"]}}})
    assert len(said) == 2
    assert "s3cr3t" not in "".join(said)


def test_what_may_stand_somewhere_is_told_in_both_languages() -> None:
    assert allowed(str | list[str]).pt == 'um texto entre aspas ou uma lista, como ["a", "b"]'
    assert allowed(SourceConfig).pt == "uma tabela"
