"""People in the warehouses of accounts: the columns that tell of them, and where one has to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotmart.accounts.treatment import PANEL, Treated, treatments
from hotmart.panel.sale_model import TABLE, panel_layout
from hotmart.privacy.fields import columns_by_name, places
from hotmart.statement.place import Place, Tenant
from hotmart.tables.layout import Layout
from hotmart.warehouse.store import Warehouse

if TYPE_CHECKING:
    from hotmart.accounts.account import Account


def personal_columns(account: Account) -> list[dict[str, Any]]:
    """The columns that are personal, or are treated as if they were, and what becomes of each."""
    rows: list[dict[str, Any]] = []
    every: list[Treated] = [*account.streams.values(), PANEL]
    for stream in every:
        where, columns = places(stream.layout), columns_by_name(stream.layout)
        for name, policy in treatments(account.config.privacy, stream).items():
            if name in where and (columns[name].personal or policy != "keep"):
                table, column = where[name]
                told = {"connection": account.name, "stream": stream.name, "table": table, "column": column}
                rows.append(told | {"policy": policy, "name": f"{stream.name}.{name}"})
    return rows


def places_of(accounts: Sequence[Account], *, one_by_one: bool) -> list[Place]:
    """Each file with all its schemas, or the one schema of each account."""
    known: dict[Path, dict[str, dict[str, Layout]]] = {}
    tenants: dict[Path, dict[str, Tenant]] = {}
    for account in accounts:
        settings = account.settings
        schemas = known.setdefault(settings.warehouse.absolute(), {})
        layouts = {name: stream.layout for name, stream in account.streams.items()}
        schemas[settings.schema] = layouts | {TABLE: panel_layout(settings.prefix)}
        tenant = Tenant(account.streams, account.name, settings.zone)
        tenants.setdefault(settings.warehouse.absolute(), {})[settings.schema] = tenant
    if not one_by_one:
        return [Place(Warehouse(path), None, schemas, tenants[path]) for path, schemas in known.items()]
    return [
        Place(Warehouse(path), schema, schemas, tenants[path])
        for path, schemas in known.items()
        for schema in schemas
    ]
