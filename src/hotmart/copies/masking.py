"""The process that makes a masked copy of a file: it is told which by its input, and ends when it is made.

It is a process of its own, since it takes as much memory as DuckDB wants, and seconds for millions of rows.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from hotmart.accounts.opening import open_all
from hotmart.accounts.people import places_of
from hotmart.accounts.several import Accounts
from hotmart.warehouse.publish import publish
from hotmart.warehouse.store import Warehouse


class Masking(msgspec.Struct, frozen=True):
    """What is to be made, and by which settings."""

    source: str
    """A copy that nobody else reads: it is written into, and gone at the end."""
    target: str
    original: str
    """The file that it is a copy of."""
    file: str | None
    """The hotmart.toml."""
    warehouse: str | None
    """The file that was named instead of that of hotmart.toml."""


def mask(told: Masking) -> None:
    """Make the copy. What each column is, the settings tell of every account in the file."""
    source = Path(told.source)
    every = open_all(told.file, warehouse=told.warehouse)
    mine = [
        replace(one, settings=replace(one.settings, warehouse=source))
        for one in every
        if str(one.settings.warehouse.absolute()) == told.original
    ]
    (place,) = places_of(Accounts(mine), one_by_one=False)
    publish(Warehouse(source), Path(told.target), place.layouts, "mask")


def main() -> None:
    """Make what the input asks for."""
    os.umask(0o077)
    mask(msgspec.json.decode(sys.stdin.buffer.read(), type=Masking))


if __name__ == "__main__":
    main()
