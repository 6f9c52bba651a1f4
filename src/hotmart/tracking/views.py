"""What stands beside the tables for tracking: the unpacked fields, and what came of each ad.

The views follow the tables: what was hashed, masked, dropped or forgotten there is so here.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import duckdb

from hotmart.tracking.packing import Packing
from hotmart.tracking.results import of_ads, of_campaigns
from hotmart.tracking.spend import SPEND
from hotmart.tracking.unpacking import unpacked
from hotmart.warehouse.sql import columns_of, held_tables, quoted
from hotmart.warehouse.views import TRANSACTION, sql_of

TRACKING = "sales_tracking"
RESULTS = "ad_results"
CAMPAIGNS = "campaign_results"
NAMES = (TRACKING, SPEND, RESULTS, CAMPAIGNS)
"""All that tracking adds to the tables of an account, after its prefix."""
_MARK = "_tracking_"
_FIELDS = {
    "src": "purchase_tracking_source",
    "sck": "purchase_tracking_source_sck",
    "xcod": "purchase_tracking_external_code",
}


class Place(NamedTuple):
    """Where the tables of an account are, and how its days are counted."""

    prefix: str
    sales: str
    commissions: str
    time_zone: str


def ensure_tracking(con: duckdb.DuckDBPyConnection, place: Place, packings: list[Packing]) -> None:
    """Make the views for which there are tables, in the schema in use, where their names are free."""
    held = held_tables(con)
    tracking, spend, results, campaigns = (place.prefix + name for name in NAMES)
    if place.sales not in held:
        return
    rows = _fields(place.sales, columns_of(con, place.sales))
    _ensure(con, tracking, unpacked(rows, packings))
    if spend not in held:
        return
    commissions = place.commissions if place.commissions in held else None
    select = of_ads(tracking, place.sales, commissions, spend, place.time_zone)
    _ensure(con, results, select)
    _ensure(con, campaigns, of_campaigns(results))


def _ensure(con: duckdb.DuckDBPyConnection, view: str, select: str) -> None:
    """Let a view be this SELECT, where its name is free; one that is so already is left.

    It bears what it was made of in a name within it: of such long statements DuckDB 1.5 keeps another
    spelling in a view than it writes of the SELECT.
    """
    mark = f"{_MARK}{hashlib.sha256(select.encode()).hexdigest()[:16]}"
    before = sql_of(con, view)
    if view in held_tables(con) or (before is not None and _MARK not in before):
        return
    if before is None or mark not in before:
        con.execute(f"CREATE OR REPLACE VIEW {quoted(view)} AS SELECT * FROM ({select}) AS {mark}")


def _fields(sales: str, held: set[str]) -> str:
    """The fields as the table has them; one that is not kept is empty."""
    told = [
        f"{quoted(column) if column in held else 'NULL::VARCHAR'} AS {field}"
        for field, column in _FIELDS.items()
    ]
    return f"SELECT purchase_transaction AS {quoted(TRANSACTION)}, {', '.join(told)} FROM {quoted(sales)}"
