"""The credential that commands would speak with for a connection, wherever it is told."""

from __future__ import annotations

import os

from hotmart.accounts.opening import only
from hotmart.config.defaults import MAIN
from hotmart.connections.glance import Told
from hotmart.credentials import Credential, kept
from hotmart.errors import CredentialMissingError
from hotmart.language import Text
from hotmart.transport.connections import Connection


def credential_of(name: str, said: Told) -> Credential:
    """The credential of a connection, its secret read now.

    Raises ConfigurationError when a secret is not where it should be, or hotmart.toml cannot be used.
    """
    if name not in said.connections and (said.connections or name != MAIN):
        if found := kept(name):  # which no file speaks of
            return found
        raise _none(name)
    account = only(said.file, (name,) if said.connections else (), None)
    told = account.settings.credential()
    known = Connection.resolve(**told)
    return Credential(
        known.client_id,
        known.client_secret,
        known.basic,
        known.sandbox,
        told.get("api_url") or os.environ.get("HOTMART_API_URL") or None,
        told.get("auth_url") or os.environ.get("HOTMART_AUTH_URL") or None,
    )


def _none(name: str) -> CredentialMissingError:
    return CredentialMissingError(
        Text(f"There is no credential of {name}.", f"Não há credencial de {name}."),
        Text(f"To give one: hotmart connect {name}", f"Para informar uma: hotmart connect {name}"),
    )
