"""Questions in SQL from a page: to a masked copy, or to the snapshot where personal data is shown."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from hotmart.console.house import StillMeasuring
from hotmart.console.known import all_tables
from hotmart.console.reading import rows
from hotmart.console.view import View
from hotmart.copies.masked import MaskedCopies, Wanted
from hotmart.warehouse.asking.answer import Answer
from hotmart.warehouse.asking.apart.asker import Asker
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.store import MAIN

MOST = 100_000
"""Rows of one answer, however it is asked for."""
SECONDS = 10.0
SIZE = 64 * 2**20  # bytes of one answer
SOON, LATER = 2.0, 120.0  # seconds that a person waits for a masked copy, and that a program does
_KEPT = 3  # processes that answer: those of the newest copies


class Questions:
    """What answers the questions of one console. Nothing is started before the first."""

    def __init__(self) -> None:
        self.masked = MaskedCopies()
        self._askers: OrderedDict[tuple[Path, str, frozenset[str] | None], Asker] = OrderedDict()
        self._turn = threading.Lock()

    def ask(self, view: View, query: str, limit: int) -> Answer:
        """The answer to one SELECT, of at most so many rows.

        Raises QueryError where it is refused, and StillMeasuring while the masked copy is being made.
        """
        path = view.account.settings.warehouse if view.reveals else self._masked(view)
        asker = self._asker(path.absolute(), view.account.settings.schema, _only(view))
        return asker.ask(query, limit=min(limit, MOST), time_zone=view.account.settings.zone)

    def forget(self, original: Path) -> None:
        """Ask nothing any longer that knows what the file said until now."""
        self.masked.forget(original)
        with self._turn:
            askers, self._askers = self._askers, OrderedDict()
        for one in askers.values():
            one.close()

    def close(self) -> None:
        """End what answers, and take the copies away."""
        with self._turn:
            askers, self._askers = self._askers, OrderedDict()
        for one in askers.values():
            one.close()
        self.masked.close()

    def _masked(self, view: View) -> Path:
        original, snapshot = view.told_account.settings.warehouse.absolute(), view.account.settings.warehouse
        if not view.house.snapshots.version(view.told_account):
            raise NoWarehouseError(original.name)
        if published := _published(view):
            return published
        wanted = Wanted(original, snapshot, view.told_account.file or view.house.file, view.house.warehouse)
        try:
            return self.masked.of(wanted, LATER if "as" in view.query else SOON)
        except TimeoutError:
            raise StillMeasuring from None

    def _asker(self, path: Path, schema: str, only: frozenset[str] | None) -> Asker:
        """Whatever answers of this file: kept for the next question, as long as the file is asked."""
        with self._turn:
            found = self._askers.pop((path, schema, only), None) or Asker(
                path, schema, tables=only, limit=MOST, size=SIZE, timeout=SECONDS, processes=2
            )
            self._askers[path, schema, only] = found
            old = [self._askers.popitem(last=False)[1] for _ in range(len(self._askers) - _KEPT)]
        for one in old:
            one.close()
        return found


def _only(view: View) -> frozenset[str] | None:
    """The tables that may be asked where the console was opened for some connections alone; None for all."""
    if not view.house.connections:
        return None
    return frozenset(f"{schema}.{name}" for schema, tables in all_tables(view).items() for name in tables)


def _published(view: View) -> Path | None:
    """The masked copy that hotmart.toml keeps, where it is one and as new as the warehouse."""
    config, original = view.told_account.config, view.told_account.settings.warehouse
    is_other = view.house.warehouse or original.absolute() != config.warehouse.path.absolute()
    if is_other or "_published" not in all_tables(view).get(MAIN, {}):
        return None
    for target in (config.publish.masked, config.warehouse.publish):
        if target and target.exists() and target.stat().st_mtime >= original.stat().st_mtime:
            sql = "SELECT personal FROM main._published WHERE target = ?"
            told = rows(view.account, sql, [str(target.absolute())])
            if [row["personal"] for row in told] == ["mask"]:
                return target
    return None
