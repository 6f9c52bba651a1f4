"""A DuckDB that is closed to all but the file it has open: one list of settings, and the lock behind them."""

from __future__ import annotations

from contextlib import suppress

import duckdb

from hotmart.warehouse.sql import literal

_CLOSED = (
    "python_enable_replacements = false",  # a name is a table, and no variable of this program
    "python_scan_all_frames = false",
    "autoload_known_extensions = false",
    "autoinstall_known_extensions = false",
    "allow_community_extensions = false",
    "allow_persistent_secrets = false",
    "enable_external_access = false",  # files, the network, attaching, copying, extensions
)
"""What every DuckDB since 1.5 has: one that lost a setting is not asked at all."""
_CLOSED_SINCE_2 = ("allow_extension_repositories = 'forbidden'",)
_SEALED = "disabled_filesystems = 'LocalFileSystem'"
"""Files a second time: what is open stays open, but nothing is put on the disk, however large."""
_LOCKED = "lock_configuration = true"


def close(con: duckdb.DuckDBPyConnection, *first: str, sealed: bool = False) -> None:
    """Close it and lock that, for as long as this DuckDB runs. `first` is set before, such as bounds.

    `sealed`: to the disk as well, on which a large question of the owner's may put what is in its way.
    """
    for setting in _CLOSED_SINCE_2:
        with suppress(duckdb.CatalogException):
            con.execute(f"SET {setting}")
    last = (_SEALED, _LOCKED) if sealed else (_LOCKED,)
    con.execute("; ".join(f"SET {one}" for one in (*first, *_CLOSED, *last)))


def bounds(con: duckdb.DuckDBPyConnection, *, memory: int, seconds: float) -> tuple[str, ...]:
    """Settings for a question of somebody else: so many bytes, on one core, nothing on the disk.

    The time is bounded by DuckDB itself where it can, which is since 2.0; whoever asks has to end it besides.
    """
    with suppress(duckdb.CatalogException):
        con.execute(f"SET max_execution_time = {max(1, round(seconds * 1000))}")
    return (
        f"memory_limit = {literal(f'{memory}B')}",
        "threads = 1",
        "temp_directory = ''",
        "max_temp_directory_size = '0B'",
    )
