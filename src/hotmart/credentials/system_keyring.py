"""The keyring of the system, where the extra `keyring` is installed and it answers in time.

A keyring may wait for a person to unlock it, or for a service that is not there: it is asked in a thread that
nobody waits for longer than three seconds.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
SERVICE = "hotmart"
PATIENCE = 3.0  # seconds
_OF_A_SYSTEM = 1  # the priority from which a keyring is one, and no file that anybody can read


class Found(NamedTuple):
    """What the keyring said: whether it answered, and the secret, if it holds one."""

    answered: bool
    secret: str | None = None

    def __repr__(self) -> str:
        return f"<Found answered={self.answered}>"


def is_installed() -> bool:
    """Whether there could be one."""
    return find_spec("keyring") is not None


def put(name: str, secret: str) -> bool:
    """Keep a secret; False where there is no keyring that does, so that it must rest elsewhere."""

    def work() -> bool:
        keyring = _keyring()
        if keyring is None:
            return False
        keyring.set_password(SERVICE, name, secret)
        return bool(keyring.get_password(SERVICE, name) == secret)  # some take everything and keep nothing

    return _in_time(work) is True


def get(name: str) -> Found:
    """The secret of that name."""

    def work() -> Found:
        keyring = _keyring()
        return Found(False) if keyring is None else Found(True, keyring.get_password(SERVICE, name))

    return _in_time(work) or Found(False)


def remove(name: str) -> bool:
    """Forget a secret; whether the keyring did."""

    def work() -> bool:
        keyring = _keyring()
        if keyring is None:
            return False
        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
        return True

    return _in_time(work) is True


def _keyring() -> Any:
    """The library, where the system has a keyring; None otherwise."""
    keyring = import_module("keyring")
    return keyring if keyring.get_keyring().priority >= _OF_A_SYSTEM else None


def _in_time(work: Callable[[], T]) -> T | None:
    """What comes of it; None when it fails or takes too long."""
    if not is_installed():
        return None
    answer: list[T] = []

    def run() -> None:
        with contextlib.suppress(Exception):  # a backend may raise anything, and it is all the same to us
            answer.append(work())

    thread = threading.Thread(target=run, name="hotmart-keyring", daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return answer[0] if answer else None
