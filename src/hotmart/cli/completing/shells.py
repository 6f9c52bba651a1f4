"""The shells: the script that each is given, and the line of its start that reads it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hotmart.agents.marks import SHELL
from hotmart.agents.pieces import MarkedBlock

_SCRIPTS = Path(__file__).parent / "scripts"


class Shell(NamedTuple):
    """A shell, and how it comes to know the script."""

    title: str
    script: str
    variable: str
    home: str
    """The folder that this variable names, and where that is otherwise."""
    file: str
    """Where in it the script goes."""
    line: str | None
    """What its start says to read it; None where it looks there by itself."""


_SOURCED = 'if [ -r "{path}" ]; then . "{path}"; fi'
SHELLS: dict[str, Shell] = {
    "bash": Shell(
        "bash", "hotmart.bash", "XDG_DATA_HOME", "~/.local/share", "hotmart/completion.bash", _SOURCED
    ),
    "zsh": Shell("zsh", "hotmart.zsh", "XDG_DATA_HOME", "~/.local/share", "hotmart/completion.zsh", _SOURCED),
    "fish": Shell(
        "fish", "hotmart.fish", "XDG_CONFIG_HOME", "~/.config", "fish/completions/hotmart.fish", None
    ),
    "powershell": Shell(
        "PowerShell",
        "hotmart.ps1",
        "XDG_DATA_HOME",
        "~/.local/share",
        "hotmart/completion.ps1",
        'if (Test-Path "{path}") {{ . "{path}" }}',
    ),
}


def script(name: str) -> str:
    """What a shell reads to complete our commands."""
    return (_SCRIPTS / SHELLS[name].script).read_text(encoding="utf-8")


def usual(environment: Mapping[str, str] = os.environ, *, windows: bool = os.name == "nt") -> str | None:
    """The shell of whoever runs this, if it is one of ours."""
    name = Path(environment.get("SHELL", "")).name
    if name in SHELLS:
        return name
    return "powershell" if windows or name == "pwsh" else None


def pieces(name: str, environment: Mapping[str, str] = os.environ) -> tuple[MarkedBlock, ...]:
    """What is written for a shell: the script, and the line of its start."""
    shell = SHELLS[name]
    moved = environment.get(shell.variable)
    root = Path(moved).absolute() if moved else Path.home()
    file = (Path(moved).absolute() if moved else Path(shell.home).expanduser()) / shell.file
    written = MarkedBlock(file, root, script(name), SHELL)
    if shell.line is None:
        return (written,)
    start = _start(name, environment)
    around = Path.home() if start.is_relative_to(Path.home()) else start.parent
    return (written, MarkedBlock(start, around, shell.line.format(path=_spelled(file)), SHELL))


def _start(name: str, environment: Mapping[str, str]) -> Path:
    """The file that a shell reads when it starts."""
    if name == "zsh":
        return Path(environment.get("ZDOTDIR") or Path.home()) / ".zshrc"
    if name == "powershell":
        return _profile() or Path.home() / ".config" / "powershell" / "profile.ps1"
    return Path.home() / (".bash_profile" if sys.platform == "darwin" else ".bashrc")


def _profile() -> Path | None:
    """The start of PowerShell, which it knows itself: on Windows it may be in a folder that was moved."""
    for program in filter(None, map(shutil.which, ("pwsh", "powershell"))):
        command = [program, "-NoProfile", "-NonInteractive", "-Command", "$PROFILE.CurrentUserAllHosts"]
        try:
            told = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            continue
        if told.strip():
            return Path(told.strip())
    return None


def _spelled(path: Path) -> str:
    """A path as a shell writes it, with its own name for the home."""
    home = Path.home()
    return f"$HOME/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else path.as_posix()
