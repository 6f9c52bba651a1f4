"""The streams of an account as a program is told them: what each brings, where it lands, how it is proved."""

from __future__ import annotations

from typing import Any

from hotmart.accounts.selection import needs_club
from hotmart.streams.known import STREAMS
from hotmart.streams.stream import Stream


def describe(stream: Stream, *, synced: bool) -> dict[str, Any]:
    """One stream, as a program is told it."""
    source = stream.name not in STREAMS
    return {
        "stream": stream.name,
        "description": {"en": stream.en, "pt": stream.pt},
        "operation": getattr(stream.origin, "operation", None),
        "source": source,
        "table": stream.layout.main.name,
        "tables": [table.name for table in stream.layout.tables],
        "key": [column.name for column in stream.layout.key],
        "needs": [needed.name for needed in stream.needs],
        "mode": mode(stream),
        "proof": proof(stream),
        "since": stream.since._asdict(),
        "costly": stream.costly,
        "needs_club": needs_club(stream),
        "default": not (stream.costly or needs_club(stream)),
        "synced": synced,
    }


def mode(stream: Stream) -> str:
    """What of a stream is read on every run."""
    if stream.policy.full_table:
        return "full_table"
    if stream.parent:
        return "children"
    return "incremental" if stream.windowed else "full_table"


def proof(stream: Stream) -> str:
    """How Hotmart's own figures prove a stream."""
    if stream.sums:
        return "counts_and_sums"
    if stream.counted and stream.windowed:
        return "counts_by_status" if stream.counts_by else "counts"
    if stream.counted:
        return "total"
    return "read_whole"
