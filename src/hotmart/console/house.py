"""What lives as long as the console: accounts, their copies, sessions, and figures that were measured."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from hotmart.accounts.account import Account
from hotmart.accounts.opening import open_all
from hotmart.accounts.several import Accounts
from hotmart.console.session import Sessions
from hotmart.console.snapshots import Snapshots

T = TypeVar("T")
MOST = 512  # answers that are remembered


class Remembered:
    """What was worked out of a copy, which stays right as long as the copy is the newest."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key: Hashable, made: Callable[[], T]) -> T:
        """What is known under this key, or else is made now."""
        with self._turn:
            if key in self._known:
                self._known.move_to_end(key)
                found: T = self._known[key]
                return found
        value = made()
        with self._turn:
            self._known[key] = value
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return value


@dataclass
class House:
    """One console."""

    file: Path | None = None
    """The hotmart.toml; None: as commands find it."""
    connections: tuple[str, ...] = ()
    warehouse: Path | None = None
    port: int = 0
    sessions: Sessions = field(default_factory=Sessions)
    remembered: Remembered = field(default_factory=Remembered)

    def __post_init__(self) -> None:
        self.snapshots = Snapshots()
        self._accounts: Accounts | None = None
        self._turn = threading.Lock()

    @property
    def accounts(self) -> Accounts:
        """The accounts as hotmart.toml names them now. Raises ConfigurationError where it cannot be read."""
        with self._turn:
            if self._accounts is None:
                self._accounts = open_all(self.file, connections=self.connections, warehouse=self.warehouse)
            return self._accounts

    def check(self) -> None:
        """See that there are accounts. Raises as `hotmart.open_all` where what was told cannot be meant."""
        _ = self.accounts

    def renew(self) -> None:
        """Read hotmart.toml again when the accounts are next asked for."""
        with self._turn:
            self._accounts = None

    def reading(self, account: Account) -> Account:
        """An account that reads its copy."""
        return self.snapshots.of(account)

    def close(self) -> None:
        """Take away what nobody needs without the console."""
        self.snapshots.close()
