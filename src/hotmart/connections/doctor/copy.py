"""What is looked at of the copy: the warehouse, whether a sync is running, and the copies made for others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import filelock

from hotmart.accounts.account import Account
from hotmart.connections.doctor.check import Check
from hotmart.errors import HotmartError
from hotmart.figures import number, stamp
from hotmart.language import Text
from hotmart.warehouse.errors import WarehouseBusyError
from hotmart.warehouse.store import Warehouse

_PATIENCE = 0.5  # seconds for whoever else has the file open
_LATER = 60.0  # seconds by which a copy may be older than its file: it is made after it
_UNWELL = ("failed", "interrupted", "incomplete")
_ENDED: dict[str, Text] = {
    "proved": Text("proved", "provado"),
    "differs": Text("differs", "difere"),
    "incomplete": Text("incomplete", "incompleto"),
    "read_whole": Text("read whole", "lido inteiro"),
    "failed": Text("failed", "falhou"),
    "interrupted": Text("interrupted", "interrompido"),
    "running": Text("running", "rodando"),
}
"""How a run ended, in the words of `hotmart runs`."""


def checks_of_the_copy(account: Account) -> Iterator[Check]:
    """Those of one account."""
    path = account.settings.warehouse
    running = is_locked(path)
    if running:
        yield Check(
            "lock",
            "warning",
            Text("one is running now", "há um rodando agora"),
            "hotmart sync --wait",
        )
    else:
        yield Check("lock", "ok", Text("none is running", "nenhum está rodando"))
    yield warehouse(account)
    yield from copies(account, path)


def is_locked(path: Path) -> bool:
    """Whether a sync of this file is running. Nothing is made to find out."""
    file = path.with_name(path.name + ".lock")
    if not file.is_file():
        return False
    lock = filelock.FileLock(file, timeout=0)
    try:
        with lock:
            return False
    except filelock.Timeout:
        return True
    except OSError:
        return False


def warehouse(account: Account) -> Check:
    """Whether the file can be read, and how the last run ended."""
    path = account.settings.warehouse
    if not path.exists():
        nothing = Text(f"{path} is not there yet", f"{path} ainda não existe")
        return Check("warehouse", "ok", nothing, "hotmart sync")
    try:
        with Warehouse(path, account.settings.schema, patience=_PATIENCE).opened(read_only=True):
            pass
        last = next(iter(account.runs(1)), None)
    except WarehouseBusyError as error:
        return Check.of("warehouse", error, verdict="warning")
    except HotmartError as error:
        return Check.of("warehouse", error)
    size = f"{number(max(1, round(path.stat().st_size / 1e6)))} MB"
    if last is None:
        return Check("warehouse", "ok", Text(f"{path}, {size}", f"{path}, {size}"), "hotmart sync")
    at = stamp(last.started_at)
    state = _ENDED.get(last.state, Text(last.state, last.state))
    said = Text(
        f"{path}, {size}; the last run, of {at}: {state.en}",
        f"{path}, {size}; a última execução, de {at}: {state.pt}",
    )
    if last.state in _UNWELL:
        return Check("warehouse", "warning", said, "hotmart sync")
    return Check("warehouse", "ok", said)


def copies(account: Account, path: Path) -> Iterator[Check]:
    """Whether the copies that hotmart.toml asks for are there, and as new as the file."""
    wanted = [*dict.fromkeys(account.config.copies.values())]
    if not wanted:
        yield Check("copies", "ok", Text("none is asked for", "nenhuma foi pedida"))
        return
    for copy in wanted:
        if not copy.is_file():
            missing = Text(f"{copy} is not there yet", f"{copy} ainda não existe")
            yield Check("copies", "warning", missing, "hotmart sync")
        elif path.exists() and copy.stat().st_mtime < path.stat().st_mtime - _LATER:
            old = Text(f"{copy} is older than the warehouse", f"{copy} é mais antiga que o armazém")
            yield Check("copies", "warning", old, "hotmart sync")
        else:
            yield Check("copies", "ok", Text(str(copy), str(copy)))
