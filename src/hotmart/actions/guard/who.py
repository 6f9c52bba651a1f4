"""Who says yes or no to a plan, for the audit."""

from __future__ import annotations

import getpass
import os
from typing import Literal, TypeAlias

Face: TypeAlias = Literal["cli", "console", "mcp"]


def who(face: Face) -> str:
    """The user of this machine and the face they look at: by the system's word, not by the environment's."""
    try:
        import pwd  # noqa: PLC0415  # not on Windows

        return f"{pwd.getpwuid(os.getuid()).pw_name} ({face})"
    except (ImportError, KeyError):
        pass
    try:
        return f"{getpass.getuser()} ({face})"
    except (OSError, KeyError):
        return face
