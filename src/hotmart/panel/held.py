"""What the warehouse holds of the sales that a report tells of, and of those it should tell of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeAlias

import duckdb

from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.sql import columns_of, held_tables, quoted
from hotmart.warehouse.store import Warehouse


class Share(Protocol):
    """One commission of a sale."""

    @property
    def source(self) -> str | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def currency(self) -> str | None: ...
    @property
    def ours(self) -> bool: ...


Shares: TypeAlias = Mapping[str, Sequence[Share]]
"""The commissions of each sale."""


class Sale(NamedTuple):
    """One sale, as the API told it; None where a column is not kept."""

    transaction: str
    status: str | None
    ordered_at: datetime
    approved_at: datetime | None
    value: Decimal | None
    currency: str | None
    product: str | None
    recurrence: int | None
    since: datetime
    """Since when it is known as it is."""


@dataclass(frozen=True)
class Held:
    """The sales, and what is known of their past."""

    sales: Mapping[str, Sale]
    columns: frozenset[str]
    """The columns of `sales_history` that are kept."""
    before: Mapping[str, frozenset[str]]
    """The statuses that a sale had before, as far as the warehouse saw them."""


_COLUMNS = {
    "status": "purchase_status",
    "ordered_at": "purchase_order_date",
    "approved_at": "purchase_approved_date",
    "value": "purchase_price_value",
    "currency": "purchase_price_currency_code",
    "product": "product_id",
    "recurrence": "purchase_recurrency_number",
    "since": "_synced_at",
}
_KEY = "purchase_transaction"


def held(
    warehouse: Warehouse, table: str, transactions: Collection[str], between: tuple[datetime, datetime]
) -> Held:
    """The sales of these transactions, and all that were ordered between these moments, the ends included.

    `table` is that of `sales_history`. Raises NoWarehouseError where it was never synced.
    """
    with warehouse.looking().opened(read_only=True) as con:
        if table not in held_tables(con):
            raise NoWarehouseError(f"{warehouse.path} ({table})")
        columns = columns_of(con, table)
        wanted = {"codes": list(transactions), "first": between[0], "last": between[1]}
        which = (
            f"({quoted(_KEY)} IN (SELECT unnest($codes))"
            " OR purchase_order_date BETWEEN $first AND $last) AND purchase_order_date IS NOT NULL"
        )
        found = con.execute(f"SELECT {_told(columns)} FROM {quoted(table)} WHERE {which}", wanted)
        sales = {sale.transaction: sale for sale in _sales(found)}
        return Held(sales, frozenset(columns), _before(con, f"{table}_history", list(sales)))


def _told(columns: Collection[str]) -> str:
    told = [quoted(_KEY)]
    for name, column in _COLUMNS.items():
        value = quoted(column) if column in columns else "NULL"
        told.append(f"{value}::VARCHAR" if name == "product" else value)
    return ", ".join(told)


def _sales(found: duckdb.DuckDBPyConnection) -> Iterator[Sale]:
    while rows := found.fetchmany(10_000):
        yield from (Sale(*row) for row in rows)


def _before(
    con: duckdb.DuckDBPyConnection, history: str, transactions: list[str]
) -> dict[str, frozenset[str]]:
    if history not in held_tables(con) or not columns_of(con, history) >= {_KEY, "purchase_status"}:
        return {}
    rows = con.execute(
        f"SELECT {quoted(_KEY)}, list(DISTINCT purchase_status) FROM {quoted(history)}"
        f" WHERE {quoted(_KEY)} IN (SELECT unnest($codes)) AND purchase_status IS NOT NULL GROUP BY 1",
        {"codes": transactions},
    ).fetchall()
    return {transaction: frozenset(statuses) for transaction, statuses in rows}
