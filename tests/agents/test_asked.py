"""What agents asked is told by client and tool, without a word of what it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hotmart.agents.asked import KEPT, asked, note

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_calls_are_counted_by_client_and_tool_the_latest_first() -> None:
    assert asked() == []
    note("claude-code 2.1", "hotmart_metrics", failed=False, at=NOW)
    note("claude-code 2.1", "hotmart_metrics", failed=True, at=NOW + timedelta(days=1))
    note("cursor 3", "hotmart_query", failed=False, at=NOW + timedelta(days=2))
    query, metrics = asked()
    assert (query.client, query.tool, query.times, query.failed) == ("cursor 3", "hotmart_query", 1, 0)
    assert (metrics.times, metrics.failed) == (2, 1)
    assert (metrics.first, metrics.last) == (NOW, NOW + timedelta(days=1))


def test_what_is_old_is_forgotten() -> None:
    note("cursor 3", "hotmart_query", failed=False, at=NOW)
    note("cursor 3", "hotmart_find", failed=False, at=NOW + KEPT + timedelta(days=1))
    assert [one.tool for one in asked()] == ["hotmart_find"]
