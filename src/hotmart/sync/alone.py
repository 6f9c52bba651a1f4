"""One sync at a time on a warehouse: a second says so instead of doubling the calls."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import filelock

from hotmart.language import Text
from hotmart.warehouse.errors import WarehouseBusyError, explained
from hotmart.warehouse.store import Warehouse


@contextmanager
def alone(warehouse: Warehouse) -> Generator[None]:
    """Keep other syncs out for as long as the block lasts; a process that dies lets them in.

    Raises WarehouseBusyError when another sync is running, WarehouseError when the folder cannot be used.
    """
    name, path = warehouse.path.name, warehouse.path.with_name(warehouse.path.name + ".lock")
    lock = filelock.FileLock(path, timeout=0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()  # filelock would take a folder that cannot be written for a lock that is held
        lock.acquire()
    except filelock.Timeout:
        raise WarehouseBusyError(
            Text(f"Another sync of {name} is running.", f"Outro sync de {name} está rodando."),
            Text("Wait for it to end, then run the command again.", "Espere terminar e rode de novo."),
        ) from None
    except OSError as error:
        raise explained(error, name) from error
    try:
        yield
    finally:
        lock.release()
