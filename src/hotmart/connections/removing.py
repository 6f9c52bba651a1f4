"""Removing a connection from this machine: its secret, its token, and the page that waits for it."""

from __future__ import annotations

import contextlib

from hotmart.connections import opened
from hotmart.credentials import forget, kept
from hotmart.errors import HotmartError
from hotmart.transport import tokens
from hotmart.transport.connections import Connection


def removed(name: str) -> bool:
    """Forget what is kept of a connection; whether there was anything. Hotmart is not told.

    Raises ConfigurationError when a keyring does not let go of it.
    """
    with contextlib.suppress(HotmartError):  # of what cannot be read, the token cannot be found
        if credential := kept(name):
            tokens.forget(Connection.resolve(**credential.arguments).fingerprint)
    waited = False
    if page := opened.noted(name):
        waited = page.told(do="end") is not None
    opened.forget(name)
    return forget(name) or waited
