"""Questions of an agent in SQL: to a masked copy of the file, in a process of its own that has limits."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from hotmart.copies.masked import MaskedCopies, Wanted
from hotmart.copies.snapshots import Snapshots
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.warehouse.asking.apart.asker import Asker
from hotmart.warehouse.errors import NoWarehouseError

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.mcp_server.desk import Desk
    from hotmart.warehouse.asking.answer import Answer

MOST = 500
"""Rows of one answer."""
SIZE = 256 * 2**10  # bytes of one answer: an agent reads all of it
SECONDS = 10.0
PATIENCE = 60.0  # seconds that a question waits for the first masked copy


class StillMaskingError(HotmartError):
    """The first masked copy of a large file is not ready yet."""

    code = "masking"


class Questions:
    """What answers them. Nothing is copied or started before the first."""

    def __init__(self) -> None:
        self._snapshots, self._masked = Snapshots(), MaskedCopies()
        self._asker: tuple[tuple[Path, str], Asker] | None = None
        self._turn = threading.Lock()

    def ask(self, desk: Desk, account: Account, query: str, limit: int) -> Answer:
        """The answer to one SELECT. Raises QueryError where it is refused, NoWarehouseError before a sync."""
        original = account.settings.warehouse.absolute()
        self._snapshots.look(original, patience=PATIENCE)
        snapshot = self._snapshots.of(account).settings.warehouse
        if not original.exists() or snapshot.absolute() == original:
            raise NoWarehouseError(original.name)
        path = snapshot if desk.reveals else self._masked_copy(desk, account, original, snapshot)
        asker = self._asker_of(path.absolute(), account.settings.schema)
        return asker.ask(query, limit=min(limit, MOST), time_zone=account.settings.zone)

    def _masked_copy(self, desk: Desk, account: Account, original: Path, snapshot: Path) -> Path:
        wanted = Wanted(original, snapshot, account.file or desk.file, desk.warehouse)
        try:
            return self._masked.of(wanted, PATIENCE)
        except TimeoutError:
            raise StillMaskingError(
                Text("The masked copy is still being made.", "A cópia mascarada ainda está sendo feita."),
                Text("Ask again in a minute.", "Pergunte de novo em um minuto."),
            ) from None

    def _asker_of(self, path: Path, schema: str) -> Asker:
        with self._turn:
            if self._asker and self._asker[0] == (path, schema):
                return self._asker[1]
            before, self._asker = (
                self._asker,
                ((path, schema), Asker(path, schema, limit=MOST, size=SIZE, timeout=SECONDS, processes=2)),
            )
        if before:
            before[1].close()
        return self._asker[1]

    def close(self) -> None:
        """End what answers, and take the copies away."""
        with self._turn:
            asker, self._asker = self._asker, None
        if asker:
            asker[1].close()
        self._masked.close()
        self._snapshots.close()
