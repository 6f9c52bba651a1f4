"""The zone in which an account counts its days, as far as its copy knows."""

from __future__ import annotations

import duckdb

from hotmart.errors import ConfigurationError
from hotmart.warehouse.sql import placed, quoted
from hotmart.warehouse.store import Warehouse
from hotmart.zone import USUAL, zone


def time_zone_in(warehouse: Warehouse) -> str:
    """See `own_zone`; the usual one where there is no warehouse yet."""
    if not warehouse.exists:
        return USUAL
    with warehouse.opened(read_only=True) as con:
        return own_zone(con, warehouse.schema)


def own_zone(con: duckdb.DuckDBPyConnection, schema: str) -> str:
    """What the account says of itself in `user.me` (dossier §12), and the usual one where it says nothing."""
    home = placed(con, schema)
    try:
        tables = con.execute(f"SELECT table_name FROM {home}._streams WHERE stream = 'account'").fetchall()
        if not tables:
            return USUAL
        found = con.execute(f"SELECT time_zone FROM {home}.{quoted(tables[0][0] or 'account')}").fetchall()
        return next((zone(name).key for (name,) in found if name), USUAL)
    except (duckdb.CatalogException, duckdb.BinderException, ConfigurationError):
        return USUAL
