"""The list of those who were forgotten: keyed hashes only, so that it keeps people out and names nobody.

There is one list for a file, in its main schema. An entry holds for one schema, or for all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import duckdb

from hotmart.forgetting.people import Kind
from hotmart.warehouse.sql import columns_of, ensure_table, held_tables
from hotmart.warehouse.store import Warehouse

_SHAPE = {
    "hash": "VARCHAR",
    "kind": "VARCHAR",
    "in_schema": "VARCHAR",
    "since": "TIMESTAMPTZ",
    "finished": "BOOLEAN",
    "keeps_fiscal": "BOOLEAN",
}


def forgotten(warehouse: Warehouse, schema: str | None) -> dict[str, Kind]:
    """The hashes of those who are to be kept out of a schema, or out of all."""
    return _listed(warehouse, "in_schema IS NULL OR in_schema = ?", [schema])


def unfinished(warehouse: Warehouse, schema: str | None) -> dict[str, Kind]:
    """The hashes of those whose traces may still be there: whoever was forgetting them was stopped."""
    return _listed(warehouse, "in_schema IS NOT DISTINCT FROM ? AND NOT finished", [schema])


def keeping_fiscal(warehouse: Warehouse, schema: str | None) -> dict[str, Kind]:
    """The hashes of those among the unfinished of whose sales what proves them was to stay."""
    return _listed(warehouse, "in_schema IS NOT DISTINCT FROM ? AND NOT finished AND keeps_fiscal", [schema])


def note_forgotten(
    warehouse: Warehouse,
    hashes: Mapping[str, Kind],
    schema: str | None,
    at: datetime,
    *,
    keeps_fiscal: Collection[str] = (),
) -> None:
    """Put people on the list, until further notice as unfinished; of some, what proves their sales stays."""
    with Warehouse(warehouse.path).transaction() as con:
        ensure_table(con, "_forgotten", _SHAPE)
        for one, kind in sorted(hashes.items()):
            con.execute(
                "DELETE FROM _forgotten WHERE hash = ? AND in_schema IS NOT DISTINCT FROM ?", [one, schema]
            )
            con.execute(
                "INSERT INTO _forgotten (hash, kind, in_schema, since, finished, keeps_fiscal)"
                " VALUES (?, ?, ?, ?, false, ?)",
                [one, kind, schema, at, one in keeps_fiscal],
            )


def note_finished(
    con: duckdb.DuckDBPyConnection, database: str, hashes: Iterable[str], schema: str | None
) -> None:
    """Note in a database that no trace of these people is left."""
    con.execute(
        f"UPDATE {database}.main._forgotten SET finished = true"
        " WHERE list_contains(?, hash) AND in_schema IS NOT DISTINCT FROM ?",
        [sorted(hashes), schema],
    )


def _listed(warehouse: Warehouse, which: str, parameters: list[str | None]) -> dict[str, Kind]:
    if not warehouse.exists:
        return {}
    with Warehouse(warehouse.path).opened() as con:
        held = columns_of(con, "_forgotten") if "_forgotten" in held_tables(con) else set[str]()
        if not held or ("keeps_fiscal" in which and "keeps_fiscal" not in held):
            return {}
        return dict(con.execute(f"SELECT hash, kind FROM _forgotten WHERE {which}", parameters).fetchall())
