"""What stands beside the tables of an account for its links and ads: made after a sync, and by an import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from hotmart.tracking.importing import SpendFile, SpendImport
from hotmart.tracking.meanings import meanings_of_tracking
from hotmart.tracking.packing import packings
from hotmart.tracking.views import NAMES, Place, ensure_tracking
from hotmart.warehouse.asking.own_zone import own_zone
from hotmart.warehouse.comments import comment
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.lock import lock

if TYPE_CHECKING:
    from hotmart.accounts.account import Account


def tell_tracking(account: Account, con: duckdb.DuckDBPyConnection) -> None:
    """Make the views of its links and ads, and say what they mean, in the caller's transaction."""
    settings, streams = account.settings, account.streams
    place = Place(
        settings.prefix,
        streams["sales_history"].layout.main.name,
        streams["sales_commissions"].layout.main.name,
        settings.zone or own_zone(con, settings.schema),
    )
    ensure_tracking(con, place, packings(account.config.tracking))
    names = [settings.prefix + name for name in NAMES]
    comment(con, names, lambda: meanings_of_tracking(settings.prefix))


def import_spend(account: Account, path: Path, currency: str | None, platform: str | None) -> SpendImport:
    """Take a file of what ads cost into the warehouse of an account; see `Account.import_spend`."""
    file, warehouse = SpendFile.read(path, currency, platform), account.warehouse
    if not warehouse.exists:
        raise NoWarehouseError(str(warehouse.path))
    _ = account.streams  # which are made of what the file knows, before it is held
    with lock(warehouse), warehouse.transaction() as con:
        done = file.put(con, account.settings.prefix)
        tell_tracking(account, con)
    return done
