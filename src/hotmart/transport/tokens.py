"""The token of a connection: kept in memory and on disk, renewed before it ends, by one at a time."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import msgspec

from hotmart.secrecy import HiddenText
from hotmart.words import NOT_JSON

EARLY = 300.0  # seconds before its end that a token is renewed
_LOCK_PATIENCE = 60.0  # seconds to wait for another process that logs in


class Token(msgspec.Struct, frozen=True):
    """An access token. Send it as it is: it is opaque (dossier §2.2)."""

    value: str
    renew_at: float  # seconds since 1970

    def __repr__(self) -> str:
        return "<Token>"

    @staticmethod
    def granted(value: str, expires_in: float, now: float) -> Token:
        """The token of an answer that came now. A short-lived one is not renewed before nine tenths of it."""
        return Token(value, now + expires_in - min(EARLY, expires_in / 10))


class TokenFile:
    """Where the token of one connection rests between programs. It never fails: at worst it forgets."""

    def __init__(self, directory: Path, fingerprint: str) -> None:
        self._path = directory / f"{fingerprint}.json"

    def load(self) -> Token | None:
        """The token that was kept, if there is one that can be read."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Token)
        except (OSError, *NOT_JSON):
            return None

    def save(self, token: Token) -> None:
        """Keep it, readable by this user only; readers see the old file or the new one, never a half."""
        draft = self._path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        with contextlib.suppress(OSError):
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(msgspec.json.encode(token))
            draft.replace(self._path)

    @contextlib.contextmanager
    def locked(self) -> Generator[None, None, None]:
        """Alone among the processes of this user, where the disk allows it."""
        import filelock  # noqa: PLC0415  # nobody needs it before the first login, and it is not small

        with contextlib.ExitStack() as stack:
            with contextlib.suppress(OSError, filelock.Timeout):
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                lock = filelock.FileLock(self._path.with_suffix(".lock"), timeout=_LOCK_PATIENCE)
                stack.enter_context(lock)
            yield


class Tokens:
    """The token of one connection, for every client of it in this process."""

    def __init__(self, file: TokenFile, clock: Callable[[], float] = time.time) -> None:
        self._file, self._clock = file, clock
        self._token: Token | None = None
        self._lock = threading.Lock()

    def at_hand(self, rejected: str | None = None) -> str | None:
        """The token in memory, unless it is about to end or is the one Hotmart rejected."""
        return self._good(self._token, rejected)

    def renewed(self, log_in: Callable[[], Token], rejected: str | None = None) -> str:
        """A good token: another's if somebody was faster, else a new one. Waits, so not for an event loop."""
        with self._lock:
            if value := self.at_hand(rejected):
                return value
            with self._file.locked():
                kept = self._file.load()
                if self._good(kept, rejected) is None:
                    kept = log_in()
                    self._file.save(kept)
            assert kept is not None  # noqa: S101  # loaded and good, or just made
            self._token = kept
            return HiddenText(kept.value)

    def _good(self, token: Token | None, rejected: str | None) -> str | None:
        if token is None or token.value == rejected or token.renew_at <= self._clock():
            return None
        return HiddenText(token.value)


def cache_directory() -> Path:
    """Where tokens rest: HOTMART_CACHE_DIR, else the user's own cache."""
    if chosen := os.environ.get("HOTMART_CACHE_DIR"):
        return Path(chosen) / "tokens"
    import platformdirs  # noqa: PLC0415  # nobody needs it before the first client

    return platformdirs.user_cache_path("hotmart") / "tokens"


_shared: dict[Path, Tokens] = {}
_sharing = threading.Lock()


def shared(fingerprint: str) -> Tokens:
    """The one keeper of this connection's token in this process."""
    directory = cache_directory()
    with _sharing:
        return _shared.setdefault(directory / fingerprint, Tokens(TokenFile(directory, fingerprint)))


def forget(fingerprint: str) -> None:
    """Let go of the token of this connection, here and on disk."""
    directory = cache_directory()
    with _sharing:
        _shared.pop(directory / fingerprint, None)
    for ending in (".json", ".lock"):
        with contextlib.suppress(OSError):
            (directory / f"{fingerprint}{ending}").unlink()
