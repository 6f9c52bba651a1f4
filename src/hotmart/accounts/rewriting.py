"""The files of accounts made anew as they stand, each once however many accounts lie in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hotmart.accounts.account import Account
from hotmart.accounts.people import places_of
from hotmart.statement.place import Place
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.lock import lock
from hotmart.warehouse.publish import publish_again
from hotmart.warehouse.rewriting import copy_everything, put_copy


@dataclass(frozen=True)
class Rewritten:
    """A file that was made anew: its bytes before and after, and the published copies made with it."""

    warehouse: Path
    before: int
    after: int
    copies: Sequence[Path]


def rewrite(accounts: Sequence[Account]) -> list[Rewritten]:
    """Make the files of these accounts anew, in the format of new ones, with all that is in them.

    Killed at any moment, it leaves the old file or the new one. Raises NoWarehouseError,
    WarehouseBusyError while a sync is running, WarehouseError when the disk is full.
    """
    return [_rewritten(place) for place in places_of(accounts, one_by_one=False)]


def _rewritten(place: Place) -> Rewritten:
    warehouse = place.warehouse
    if not warehouse.exists:
        raise NoWarehouseError(str(warehouse.path))
    with lock(warehouse):
        before = warehouse.path.stat().st_size
        put_copy(warehouse, warehouse.path, copy_everything)
        after = warehouse.path.stat().st_size
        return Rewritten(warehouse.path, before, after, publish_again(warehouse, place.layouts))
