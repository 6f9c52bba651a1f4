"""The skill: what an agent is taught about `hotmart`, in the form of agentskills.io.

It is a folder of texts, which lies here as it is handed out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

NAME = "hotmart"
MAIN = "SKILL.md"
_FOLDER = Path(__file__).parent / "skills" / NAME


@cache
def files() -> dict[str, bytes]:
    """Every file of the skill, by its path within the folder: the main one, then what it refers to."""
    found = {path.relative_to(_FOLDER).as_posix(): path for path in sorted(_FOLDER.rglob("*.md"))}
    ordered = [MAIN, *(name for name in found if name != MAIN)]
    # as git may have been told to write lines otherwise on Windows, and a skill is the same everywhere
    return {name: found[name].read_bytes().replace(b"\r\n", b"\n") for name in ordered}


def text(name: str = MAIN) -> str:
    """One file of the skill; KeyError where it has none of that name."""
    return files()[name].decode()
