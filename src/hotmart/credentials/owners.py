"""The name of an account's owner, as Hotmart last told it: so `whoami` says whose it is, and asks nobody.

It lies beside the credential, in a file that only its user can read, and holds for that credential alone.
"""

from __future__ import annotations

import binascii
import contextlib
import json
from pathlib import Path
from typing import cast

from hotmart.credentials.naming import is_name
from hotmart.credentials.private_files import folder, read_privately, write_privately
from hotmart.errors import HotmartError

_LONGEST = 200  # characters


def note_owner(name: str, owner: str | None, client_id: str | None, *, kept: bool) -> None:
    """Note who owns the account of a connection, as far as it can be written.

    `kept` says that the credential is the one that is kept under this name; others are known by their id.
    """
    shown = "".join(one for one in owner or "" if one.isprintable())[:_LONGEST].strip()
    if not shown or not is_name(name):
        return
    told = {"owner": shown, "kept": kept, "mark": mark_of(client_id)}
    with contextlib.suppress(OSError, RuntimeError):  # of whoever has no home
        write_privately(_path(name), json.dumps(told).encode())


def owner_of(name: str, client_id: str | None, *, kept: bool) -> str | None:
    """Who owns the account of a connection; None where nobody said so of this very credential."""
    try:
        told = json.loads((read_privately(_path(name)) if is_name(name) else None) or b"null")
    except (ValueError, HotmartError):
        return None
    found = cast("dict[str, object]", told) if isinstance(told, dict) else {}
    mark, owner = mark_of(client_id), found.get("owner")
    mine = found.get("kept") is kept and (kept or (mark is not None and mark == found.get("mark")))
    return owner if mine and isinstance(owner, str) else None


def forget_owner(name: str) -> None:
    """Know nothing of it any more."""
    with contextlib.suppress(OSError):
        _path(name).unlink()


def mark_of(client_id: str | None) -> str | None:
    """Enough to know a client id again, and nothing of it."""
    return f"{binascii.crc32(client_id.encode()):08x}" if client_id else None


def _path(name: str) -> Path:
    return folder() / "owners" / f"{name}.json"
