"""The credential of an account, as Hotmart's panel makes it (dossier §2), and where it is good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hotmart.secrecy import HiddenText

SECRETS = ("client_id", "client_secret", "basic")
ADDRESSES = ("api_url", "auth_url")


@dataclass(frozen=True)
class Credential:
    """Three strings, of which two or one suffice, and where they are good. Its repr shows nothing."""

    client_id: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)
    basic: str | None = field(default=None, repr=False)
    sandbox: bool = field(default=False, repr=False)
    api_url: str | None = field(default=None, repr=False)
    """Another address than Hotmart's own: a simulator or a proxy."""
    auth_url: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name in SECRETS:
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, HiddenText(value))

    @property
    def hint(self) -> str:
        """Enough of the client id to tell credentials apart; nothing where only the basic is known."""
        return f"{self.client_id[:4]}…" if self.client_id and len(self.client_id) > 12 else ""

    @property
    def secrets(self) -> dict[str, str]:
        """The strings there are, by name."""
        return {name: value for name in SECRETS if (value := getattr(self, name))}

    @property
    def arguments(self) -> dict[str, Any]:
        """What a client is made with."""
        addresses = {name: value for name in ADDRESSES if (value := getattr(self, name))}
        return {**self.secrets, "sandbox": self.sandbox, **addresses}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Credential:
        """The credential that was written down."""
        words = {name: value for name in (*SECRETS, *ADDRESSES) if isinstance(value := told.get(name), str)}
        return cls(**words, sandbox=told.get("sandbox") is True)
