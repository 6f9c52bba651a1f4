"""What lives as long as the console: accounts, their copies, sessions, and figures that were measured."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from hotmart.accounts.account import Account
from hotmart.accounts.opening import open_all
from hotmart.accounts.several import Accounts
from hotmart.config.finding import find
from hotmart.console.session import Sessions
from hotmart.copies.snapshots import Snapshots

T = TypeVar("T")
C = TypeVar("C", bound="Closing")
MOST = 512  # answers that are remembered
LAST = 20.0  # seconds that an answer which is being made is waited for at the end
AT_ONCE = 1  # answers that are made side by side: DuckDB uses all processors and much memory for each
_MAKES: ContextVar[bool] = ContextVar("hotmart_console_makes", default=False)
"""Whether this is the making of an answer: what it needs besides is made at once, in its own place."""


class Closing(Protocol):
    """What has to be closed when the console ends."""

    def close(self) -> None:
        """Let go of what it holds."""
        ...


class StillMeasuring(Exception):  # noqa: N818  # no error: it will be there in a moment
    """What was asked for is being worked out, and takes longer than a person waits."""


class Remembered:
    """What was worked out of a copy, which stays right as long as the copy is the newest."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._turn = threading.Lock()
        self._places = threading.Semaphore(AT_ONCE)
        self._threads: set[threading.Thread] = set()
        self.ended = threading.Event()

    def get(self, key: Hashable, made: Callable[[], T]) -> T:
        """What is known under this key, or is made already, or else is made now. What fails is not kept."""
        found, is_new = self._place(key)
        if is_new:
            self._make(key, found, made)
        value: T = found.result()
        return value

    def soon(self, key: Hashable, made: Callable[[], T], seconds: float | None) -> T:
        """The same where it is there within so many seconds, else StillMeasuring, while it is being made.

        Few are made side by side. None: it takes what it takes.
        """
        if _MAKES.get():
            return self.get(key, made)
        found, is_new = self._place(key)
        if is_new:
            self._begin(key, found, made)
        try:
            value: T = found.result(None if seconds is None else max(0.0, seconds))
        except TimeoutError:
            if found.done():
                raise
            raise StillMeasuring from None
        return value

    def _place(self, key: Hashable) -> tuple[Future[Any], bool]:
        """Where the answer is, or will be, and whether it is for us to make it."""
        with self._turn:
            is_new = key not in self._known
            found = self._known.setdefault(key, Future())
            self._known.move_to_end(key)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
            return found, is_new

    def _begin(self, key: Hashable, place: Future[Any], made: Callable[[], Any]) -> None:
        def makes() -> None:
            _MAKES.set(True)
            with self._places:
                if self.ended.is_set():
                    place.set_exception(StillMeasuring())
                else:
                    self._make(key, place, made)
            self._threads.discard(threading.current_thread())

        run = copy_context().run
        thread = threading.Thread(target=run, args=(makes,), name="measuring", daemon=True)
        self._threads.add(thread)
        thread.start()

    def _make(self, key: Hashable, place: Future[Any], made: Callable[[], Any]) -> None:
        try:
            place.set_result(made())
        except BaseException as error:  # whoever waits for it is told
            with self._turn:
                self._known.pop(key, None)
            place.set_exception(error)

    def close(self) -> None:
        """Begin nothing more and wait for what is begun: a process that ends amid work of DuckDB's aborts."""
        self.ended.set()
        for thread in [*self._threads]:
            thread.join(LAST)


@dataclass
class House:
    """One console."""

    file: Path | None = None
    """The hotmart.toml; None: as commands find it."""
    connections: tuple[str, ...] = ()
    warehouse: Path | None = None
    port: int = 0
    patience: float | None = None
    """Seconds after which a page tells that its figures are being measured; None: it takes what it takes."""
    sessions: Sessions = field(default_factory=Sessions)
    remembered: Remembered = field(default_factory=Remembered)

    def __post_init__(self) -> None:
        self.snapshots = Snapshots()
        self._accounts: Accounts | None = None
        self._read: object = None
        self._ones: dict[Callable[[], Any], Any] = {}
        self._turn = threading.Lock()

    @property
    def accounts(self) -> Accounts:
        """The accounts as hotmart.toml names them now, whoever wrote it. Raises ConfigurationError where it
        cannot be read."""
        with self._turn:
            now = self._state()
            if self._accounts is None or now != self._read:
                self._accounts = None  # what the file forbids since is not allowed by what it said before
                self._accounts = open_all(self.file, connections=self.connections, warehouse=self.warehouse)
                self._read = now
            return self._accounts

    def _state(self) -> object:
        """What tells that hotmart.toml has changed."""
        path = find(self.file)
        told = path.stat() if path else None
        return path, told and (told.st_mtime_ns, told.st_size, told.st_ino)

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

    def one(self, made: Callable[[], C]) -> C:
        """What there is one of in a console, made when it is first asked for, and closed at the end."""
        with self._turn:
            found: C = self._ones.get(made) or made()
            self._ones[made] = found
            return found

    def close(self) -> None:
        """Take away what nobody needs without the console."""
        for one in self._ones.values():
            one.close()
        self.remembered.close()
        self.snapshots.close()
