"""What is noted of every kept credential, beside the secret or without it: enough to say where it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from hotmart.credentials.naming import is_name
from hotmart.credentials.private_files import folder, read_privately
from hotmart.errors import ConfigurationError, CredentialMissingError
from hotmart.language import Text

Where: TypeAlias = Literal["keyring", "file"]


class Place(NamedTuple):
    """Where a secret rests."""

    kind: Where
    path: Path
    """The file; for the keyring, that of the note."""

    @property
    def text(self) -> Text:
        """In words."""
        if self.kind == "keyring":
            return Text("the keyring of the system", "o chaveiro do sistema")
        return Text(f"the file {self.path}", f"o arquivo {self.path}")

    @property
    def notice(self) -> Text | None:
        """What its owner should know of it."""
        if self.kind == "keyring":
            return None
        from hotmart.extras import installing  # noqa: PLC0415  # `whoami` says nothing of it

        way = installing("keyring")
        return Text(
            f"The secret lies unencrypted in {self.path}, which only you can read. To have it in the keyring "
            f"of the system instead: {way}, then hotmart connect again.",
            f"O segredo fica sem criptografia em {self.path}, que só você pode ler. Para guardá-lo no "
            f"chaveiro do sistema: {way}, e depois hotmart connect de novo.",
        )


class Note(NamedTuple):
    """What is known of a kept credential without its secret."""

    place: Place
    client: str
    """The first letters of its client id; empty where they are not known."""
    sandbox: bool
    api_url: str | None
    auth_url: str | None


def noted(name: str) -> Note | None:
    """What is known of a kept credential without its secret, which is not asked for."""
    found = record(name)
    if found is None:
        return None
    return Note(
        Place("keyring" if found.get("kept") == "keyring" else "file", path_of(name)),
        _text(found, "client") or "",
        found.get("sandbox") is True,
        _text(found, "api_url"),
        _text(found, "auth_url"),
    )


def _text(found: Mapping[str, Any], name: str) -> str | None:
    value = found.get(name)
    return value if isinstance(value, str) and value else None


def kept_names() -> list[str]:
    """The connections of which a credential is kept, by the alphabet."""
    try:
        files = [*(folder() / "credentials").glob("*.json")]
    except OSError:
        return []
    return sorted(file.stem for file in files if is_name(file.stem))


def record(name: str) -> dict[str, Any] | None:
    """All that is written of a connection. Raises CredentialMissingError where it cannot be read."""
    try:
        written = read_privately(path_of(name)) if is_name(name) else None
    except ConfigurationError as error:
        raise CredentialMissingError(error.text, error.advice) from None
    if written is None:
        return None
    try:
        found = json.loads(written)
    except ValueError:
        found = None
    told = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    if not (told.get("kept") == "keyring" or holds_a_credential(told)):
        raise damaged(name)
    return told


def holds_a_credential(told: Mapping[str, Any]) -> bool:
    """Whether the parts of a credential are there that suffice."""
    return bool(_text(told, "basic") or (_text(told, "client_id") and _text(told, "client_secret")))


def damaged(name: str) -> CredentialMissingError:
    """That what is written of a connection is no credential any more."""
    path = path_of(name)
    return CredentialMissingError(
        Text(f"{path} is not as it was written.", f"{path} não está como foi gravado."),
        Text(
            f"Give the credential again: hotmart connect {name}",
            f"Informe a credencial de novo: hotmart connect {name}",
        ),
    )


def path_of(name: str) -> Path:
    """The file of a connection."""
    return folder() / "credentials" / f"{name}.json"
