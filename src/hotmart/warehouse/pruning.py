"""Pruning: raw pages go when they have been kept for as long as they were to be."""

from __future__ import annotations

from contextlib import suppress

from hotmart.warehouse.spool import raw_folder
from hotmart.warehouse.store import Warehouse


def prune(warehouse: Warehouse, kept: int | None) -> int:
    """Delete the raw pages of readings that are older than is kept, and tell how many files went.

    `kept` is in ms, back from the last run: None for ever, 0 not at all. Files that no reading names, which
    killed runs leave, go too; so it is only for whoever keeps syncs out, and has none on its way. The
    ledger forgets a file before it goes: killed in between, the next time deletes it.
    """
    raw = raw_folder(warehouse.path, warehouse.schema)
    if not raw.exists():
        return 0
    with warehouse.transaction() as con:
        if kept is not None:
            con.execute(
                "UPDATE _windows SET raw_file = NULL WHERE raw_file IS NOT NULL"
                " AND read_at <= (SELECT max(as_of) FROM _runs) - to_milliseconds(?)",
                [kept],
            )
        named = con.execute("SELECT raw_file FROM _windows WHERE raw_file IS NOT NULL").fetchall()
    wanted = {raw / name for (name,) in named}
    unwanted = [file for file in raw.rglob("*.zst") if file not in wanted]
    for file in unwanted:
        file.unlink()
    for folder in {file.parent for file in unwanted}:
        with suppress(OSError):
            folder.rmdir()  # unless some are left in it
    return len(unwanted)
