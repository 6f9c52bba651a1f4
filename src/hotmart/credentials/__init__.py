"""Where the secret of a connection rests: the keyring of the system, or a file that only its user can read.

Nothing here reaches a network. The environment goes before what is kept; whoever makes a client asks it
first (`hotmart.config.accounts`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hotmart.credentials.credential import Credential
    from hotmart.credentials.keeping import forget, keep, kept
    from hotmart.credentials.notes import Note, Place, kept_names, noted

__all__ = ["Credential", "Note", "Place", "forget", "keep", "kept", "kept_names", "noted"]

_FILES = {"Credential": "credential", "forget": "keeping", "keep": "keeping", "kept": "keeping"}


if not TYPE_CHECKING:  # a type checker would take it for leave to ask for any name

    def __getattr__(name: str) -> Any:
        """Import the file a name lives in when it is first asked for: `whoami` reads notes and no secret."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_FILES.get(name, 'notes')}"), name)
