"""Whether there is a browser on this machine that a person looks at, and leading it to the page."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from html import escape
from pathlib import Path

from hotmart.connections.opened import door_of
from hotmart.credentials.private_files import write_privately

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
_FAR = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


def is_here(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether one could be opened that whoever started this sees."""
    if environment.get("BROWSER"):
        return True
    if any(environment.get(one) for one in _FAR):
        return False
    return platform in ("darwin", "win32") or any(environment.get(one) for one in _SCREENS)


def lead(name: str, port: int, url: str) -> bool:
    """Open the page in the browser; whether there was one that took it.

    What is given to a browser stands in the list of processes, which every user of the machine may read: so
    it is given a file that only this user can read, and that leads on. Where browsers live in a box of their
    own (snap) they could not read it, and are given the address, which is good for once.
    """
    import webbrowser  # noqa: PLC0415  # nobody else needs it

    try:
        if Path("/snap/bin").is_dir():
            return webbrowser.open(url)
        door = door_of(name, port)
        write_privately(door, _leading(url).encode())
        return webbrowser.open(door.as_uri())
    except (OSError, webbrowser.Error):
        return False


def _leading(url: str) -> str:
    to = escape(url)
    return (
        '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        "<title>hotmart</title>"
        f'<meta http-equiv="refresh" content="0; url={to}"><p><a href="{to}">hotmart</a></p>'
    )
