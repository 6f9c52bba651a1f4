"""Which format a DuckDB file has, without opening it."""

from __future__ import annotations

from pathlib import Path

NEWEST_OF_1_5 = 68
"""The number of the newest format that DuckDB 1.5 knows."""


def format_of(path: Path) -> int:
    """The number of the format, which stands in the header of the file."""
    return int.from_bytes(path.read_bytes()[12:20], "little")
