"""Keyrings for tests: one that keeps, and ones that do what real ones do when they should not."""

from __future__ import annotations

import sys
import threading
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import pytest


class Ring(ModuleType):
    """The library `keyring`, as much of it as is called, with one backend."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__("keyring")
        self.__spec__ = ModuleSpec("keyring", None)
        self.held: dict[tuple[str, str], str] = {}

    def get_keyring(self) -> Any:
        return self

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.held[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        return self.held.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.held[service, name]


class Plain(Ring):
    """One that writes secrets into a file as they are."""

    priority = 0.5


class Forgetful(Ring):
    """One that takes everything and keeps nothing, as the one called null."""

    def set_password(self, service: str, name: str, secret: str) -> None:
        pass


class Locked(Ring):
    """One that nobody unlocks."""

    def get_password(self, service: str, name: str) -> str | None:
        raise RuntimeError("locked")

    set_password = get_password  # type: ignore[assignment]


class Silent(Ring):
    """One that waits for somebody who never comes."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def get_password(self, service: str, name: str) -> str | None:
        self.let_go.wait(60)
        return None

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.let_go.wait(60)


def installed(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> Ring:
    """Have this be the library that the system has."""
    monkeypatch.setitem(sys.modules, "keyring", ring)
    return ring
