"""The key of the hashes: one per warehouse file, kept apart from it, and never shown.

HOTMART_PRIVACY_KEY wins. Otherwise it rests in the keyring of the system where there is one that answers,
or else in a file beside the warehouse that only its owner can read. The warehouse knows the key's
fingerprint, so that another key is noticed before it makes hashes that join with nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from hotmart.errors import ConfigurationError
from hotmart.language import Text
from hotmart.secrecy import HiddenBytes
from hotmart.warehouse.errors import explained
from hotmart.warehouse.sql import ensure_table, held_tables
from hotmart.warehouse.store import Warehouse

VARIABLE = "HOTMART_PRIVACY_KEY"
SHORTEST = 16  # characters of a key somebody chose
PATIENCE = 3.0  # seconds that a keyring may take: one that waits for a desktop never answers
_SERVICE, _REFERENCE = "hotmart privacy key", "keyring:"
_one_at_a_time = threading.Lock()
"""Accounts that share a file share its key: the first makes it, and the others find it."""
_T = TypeVar("_T")


class KeyLostError(ConfigurationError):
    """The key that this warehouse was made with is not there."""

    code = "privacy_key_lost"


def key_path(warehouse: Path) -> Path:
    """The file beside a warehouse that holds its key, or says that the keyring does."""
    return warehouse.with_name(warehouse.name + ".key")


def privacy_key(
    warehouse: Warehouse, known: str | None = None, *, environment: Mapping[str, str] = os.environ
) -> bytes:
    """The key of this warehouse, made when it is asked for the first time.

    `known` is its fingerprint, where that has been asked for already: then the file is not opened. Raises
    KeyLostError when there is none, or another than the one this warehouse knows.
    """
    with _one_at_a_time:
        known = known or known_fingerprint(warehouse)
        key = _held(warehouse.path, known, environment) or _made(key_path(warehouse.path))
        if known is None:
            with Warehouse(warehouse.path).transaction() as con:
                ensure_table(con, "_privacy", {"key": "VARCHAR"})
                con.execute("INSERT INTO _privacy VALUES (?)", [fingerprint(key)])
        return key


def key_beside(path: Path, known: str | None = None, *, environment: Mapping[str, str] = os.environ) -> bytes:
    """The key of a file that is no warehouse and notes its `fingerprint`, made when it is asked for first.

    Raises KeyLostError as `privacy_key` does.
    """
    with _one_at_a_time:
        return _held(path, known, environment) or _made(key_path(path))


def key_at_hand(warehouse: Warehouse, *, environment: Mapping[str, str] = os.environ) -> bytes | None:
    """The key of this warehouse, or None while it has none: for whoever only looks. Nothing is made.

    Raises KeyLostError as `privacy_key` does.
    """
    return _held(warehouse.path, known_fingerprint(warehouse), environment)


def key_when_needed(
    warehouse: Warehouse, *, environment: Mapping[str, str] = os.environ
) -> Callable[[], bytes]:
    """What gives the key of this warehouse, and makes it only once something is to be hashed.

    Raises KeyLostError now: whoever reads is not to find out in the middle.
    """
    known = known_fingerprint(warehouse)
    _held(warehouse.path, known, environment)
    return cache(lambda: privacy_key(warehouse, known, environment=environment))


def _held(path: Path, known: str | None, environment: Mapping[str, str]) -> bytes | None:
    """The key that is there, if it is the one that is known."""
    key = _given(environment) or _found(key_path(path), path.name)
    if known and (key is None or known != fingerprint(key)):
        raise _lost(path.name)
    return key


def fingerprint(key: bytes) -> str:
    """Enough to know the key by, and nothing to make it from."""
    return hmac.digest(key, b"which key is this", hashlib.sha256).hex()[:16]


def known_fingerprint(warehouse: Warehouse) -> str | None:
    """What this warehouse knows its key by; None while it has none."""
    if not warehouse.exists:
        return None
    with Warehouse(warehouse.path).opened(read_only=True) as con:
        found = con.execute("SELECT key FROM _privacy").fetchone() if "_privacy" in held_tables(con) else None
    return str(found[0]) if found else None


def _given(environment: Mapping[str, str]) -> bytes | None:
    given = environment.get(VARIABLE, "").strip()
    if given and len(given) < SHORTEST:
        raise ConfigurationError(
            Text(
                f"{VARIABLE} has fewer than {SHORTEST} characters.",
                f"{VARIABLE} tem menos de {SHORTEST} caracteres.",
            ),
            Text(
                "Choose a longer one, such as the answer of: openssl rand -hex 32",
                "Escolha uma mais longa, como a resposta de: openssl rand -hex 32",
            ),
        )
    return HiddenBytes(given.encode()) if given else None


def _found(path: Path, name: str) -> bytes | None:
    try:
        held = path.read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _lost(name) from error
    if held.startswith(_REFERENCE):
        entry = held.removeprefix(_REFERENCE)
        secret = _asked(lambda ring: ring.get_password(_SERVICE, entry))
        if not secret:
            raise _lost(name)
        held = str(secret)
    return HiddenBytes(held.encode()) if held else None


def _made(path: Path) -> bytes:
    """A new key, kept where it will be found again."""
    key, entry = secrets.token_hex(32), secrets.token_hex(8)

    def keep(ring: Any) -> bool:
        ring.set_password(_SERVICE, entry, key)
        return bool(ring.get_password(_SERVICE, entry) == key)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".key-draft")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write((_REFERENCE + entry if _asked(keep) else key).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise explained(error, path.name) from error
    return HiddenBytes(key.encode())


def _asked(question: Callable[[Any], _T]) -> _T | None:
    """What the keyring answers; None when there is none, or none that answers in time."""
    try:
        ring = import_module("keyring")
    except ImportError:
        return None
    answers: list[_T] = []

    def ask() -> None:
        with suppress(Exception):  # whatever the keyring of whatever system raises, it means: not here
            answers.append(question(ring))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return answers[0] if answers else None


def _lost(name: str) -> KeyLostError:
    return KeyLostError(
        Text(
            f"The privacy key of {name} is missing, or another one is in its place: its hashes could not be "
            "made again, nor forgotten people recognised.",
            f"Falta a chave de privacidade de {name}, ou há outra no lugar: não daria para refazer seus "
            "hashes, nem para reconhecer as pessoas esquecidas.",
        ),
        Text(
            f"Bring back {name}.key from a backup (and the keyring it may name), or set {VARIABLE}. If it is "
            "gone for good, sync into a new file and forget those people there again.",
            f"Traga de volta {name}.key de um backup (e o chaveiro que ele talvez indique), ou defina "
            f"{VARIABLE}. Se ela se perdeu, sincronize em um arquivo novo e esqueça nele essas pessoas.",
        ),
    )
