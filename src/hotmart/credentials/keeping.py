"""Keeping a credential and finding it again: in the keyring of the system, or else in a file."""

from __future__ import annotations

import contextlib
import json
from typing import Any, cast

from hotmart.credentials import system_keyring
from hotmart.credentials.credential import Credential
from hotmart.credentials.naming import checked
from hotmart.credentials.notes import Place, Where, damaged, holds_a_credential, path_of, record
from hotmart.credentials.owners import forget_owner
from hotmart.credentials.private_files import write_privately
from hotmart.errors import ConfigurationError, CredentialMissingError
from hotmart.extras import installing
from hotmart.language import Text


def kept(name: str) -> Credential | None:
    """The credential that was kept under this name; None where there is none.

    Raises CredentialMissingError where one was kept and cannot be had: a silent keyring, a broken file.
    """
    found = record(name)
    if found is None:
        return None
    secrets = _from_the_keyring(name) if found.get("kept") == "keyring" else {}
    if not holds_a_credential(found | secrets):
        raise damaged(name)
    return Credential.of(found | secrets)


def keep(name: str, credential: Credential) -> Place:
    """Keep a credential under this name, in place of the one before; says where.

    Raises InvalidArgumentError for what cannot be a name, OSError where the folder cannot be written.
    """
    path = path_of(checked(name))
    before = _before(name)
    kind: Where = "keyring" if system_keyring.put(str(path), json.dumps(credential.secrets)) else "file"
    told: dict[str, Any] = {
        "kept": kind,
        "client": credential.hint,
        "sandbox": credential.sandbox,
        "api_url": credential.api_url,
        "auth_url": credential.auth_url,
    }
    if kind == "file":
        told |= credential.secrets
    forget_owner(name)
    write_privately(path, json.dumps(told, indent=1).encode())
    if before == "keyring" and kind == "file":
        system_keyring.remove(str(path))
    return Place(kind, path)


def forget(name: str) -> bool:
    """Forget what is kept under this name; whether there was anything.

    Raises ConfigurationError when it lies in a keyring that does not let go of it.
    """
    before = _before(name)
    if before is None:
        return False
    if before == "keyring" and not system_keyring.remove(str(path_of(name))):
        raise _silent()
    with contextlib.suppress(FileNotFoundError):
        path_of(name).unlink()
    forget_owner(name)
    return True


def _before(name: str) -> str | None:
    """How something is kept under this name, also where it cannot be read any more."""
    try:
        found = record(name)
    except ConfigurationError:
        return "file"
    return None if found is None else str(found.get("kept"))


def _from_the_keyring(name: str) -> dict[str, Any]:
    found = system_keyring.get(str(path_of(name)))
    if not found.answered:
        raise _silent()
    try:
        secrets = json.loads(found.secret or "")
    except ValueError:
        secrets = None
    if not isinstance(secrets, dict):
        raise CredentialMissingError(
            Text(
                f"The keyring of the system has no credential of {name} any more.",
                f"O chaveiro do sistema não tem mais a credencial de {name}.",
            ),
            Text(f"Give it again: hotmart connect {name}", f"Informe-a de novo: hotmart connect {name}"),
        )
    return cast("dict[str, Any]", secrets)


def _silent() -> CredentialMissingError:
    if not system_keyring.is_installed():
        way = installing("keyring")
        return CredentialMissingError(
            Text(
                "The credential is in the keyring of the system, and the library for it is not installed.",
                "A credencial está no chaveiro do sistema, e a biblioteca dele não está instalada.",
            ),
            Text(f"Install it with: {way}", f"Instale com: {way}"),
        )
    return CredentialMissingError(
        Text(
            "The credential is in the keyring of the system, which does not answer.",
            "A credencial está no chaveiro do sistema, que não responde.",
        ),
        Text(
            "Unlock the keyring and run it again.",
            "Desbloqueie o chaveiro e rode de novo.",
        ),
    )
