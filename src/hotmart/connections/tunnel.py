"""The command by which the browser of another machine reaches a page of this one."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Mapping


def tunnel(port: int, environment: Mapping[str, str] = os.environ) -> str:
    """To be run on the machine with the browser; the page is then at the same address there."""
    return f"ssh -N -L {port}:127.0.0.1:{port} {_user()}@{_host(environment)}"


def _host(environment: Mapping[str, str]) -> str:
    """The address that a person of another machine has reached this one by, else its name."""
    told = environment.get("SSH_CONNECTION", "").split()
    return told[2] if len(told) == 4 else socket.gethostname()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container whose user has no name
        return "USER"
