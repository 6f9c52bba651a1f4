"""One sync at a time on a warehouse: a second says so instead of doubling the calls."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import filelock

from hotmart.language import Text
from hotmart.warehouse.errors import WarehouseBusyError, explained
from hotmart.warehouse.store import Warehouse

_running: set[tuple[Path, str]] = set()
"""The files and schemas that this process is syncing."""


@contextmanager
def lock(warehouse: Warehouse) -> Generator[None]:
    """Keep other syncs out for as long as the block lasts; a process that dies lets them in.

    Schemas of one file may be synced side by side by one process, and by one only, since whoever replays
    or forgets puts another file in its place. Raises WarehouseBusyError when another sync is running,
    WarehouseError when the folder cannot be used.
    """
    name, path = warehouse.path.name, warehouse.path.with_name(warehouse.path.name + ".lock")
    mine = (path.absolute(), warehouse.schema)
    held = filelock.FileLock(path, timeout=0, is_singleton=True, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()  # filelock would take a folder that cannot be written for a lock that is held
        if mine in _running:
            raise _busy(name)
        held.acquire()
    except filelock.Timeout:
        raise _busy(name) from None
    except OSError as error:
        raise explained(error, name) from error
    _running.add(mine)
    try:
        yield
    finally:
        _running.discard(mine)
        held.release()


def _busy(name: str) -> WarehouseBusyError:
    return WarehouseBusyError(
        Text(f"Another sync of {name} is running.", f"Outro sync de {name} está rodando."),
        Text(
            "Wait for it to end and run the command again, or let it wait: hotmart sync --wait",
            "Espere terminar e rode de novo, ou deixe o comando esperar: hotmart sync --wait",
        ),
    )
