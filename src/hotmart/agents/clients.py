"""The programs with an agent in them: how each is told that it is here, and where it reads what it is taught.

A new one is a few lines. Where a client says where it looks is linked beside it; as of 2026-11.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hotmart.agents import skill
from hotmart.agents.entry import SettingsEntry
from hotmart.agents.errors import SetupError
from hotmart.agents.kept import NOTE
from hotmart.agents.pieces import MarkedBlock, Piece, SkillFolder
from hotmart.agents.servers import SERVERS, launcher
from hotmart.agents.settings import Place


class Client(NamedTuple):
    """A program with an agent in it."""

    title: str
    home: str
    """Its folder, or that in which its folder is."""
    skills: str | None
    """Where in it the skills of this person are; None where it reads no skills."""
    project: str
    """Where in the folder of a project its skills are, or its instructions."""
    signs: tuple[str, ...]
    """What there is where it is installed: a folder, one that a variable names, or a command."""
    variable: str | None = None
    """The variable of the environment by which that folder is another."""


_SHARED, _XDG = "~/.agents", "~/.config"

CLIENTS: dict[str, Client] = {
    # https://code.claude.com/docs/en/skills
    "claude": Client(
        "Claude Code",
        "~/.claude",
        "skills",
        ".claude/skills",
        ("~/.claude", "$CLAUDE_CONFIG_DIR", "claude"),
        "CLAUDE_CONFIG_DIR",
    ),
    # https://developers.openai.com/codex/skills
    "codex": Client("Codex", _SHARED, "skills", ".agents/skills", ("~/.codex", "codex")),
    # https://docs.github.com/en/copilot/concepts/agents/about-agent-skills
    "copilot": Client("GitHub Copilot", "~/.copilot", "skills", ".github/skills", ("~/.copilot", "copilot")),
    # https://cursor.com/docs/context/skills
    "cursor": Client("Cursor", "~/.cursor", "skills", ".cursor/skills", ("~/.cursor", "cursor")),
    # https://geminicli.com/docs/cli/skills/
    "gemini": Client("Gemini CLI", "~/.gemini", "skills", ".gemini/skills", ("~/.gemini", "gemini")),
    # https://block.github.io/goose/docs/guides/context-engineering/using-skills
    "goose": Client(
        "Goose", _XDG, "goose/skills", ".goose/skills", ("~/.config/goose", "goose"), "XDG_CONFIG_HOME"
    ),
    # https://kiro.dev/docs/cli/custom-agents/configuration-reference/
    "kiro": Client("Kiro", "~/.kiro", "skills", ".kiro/skills", ("~/.kiro", "kiro")),
    # https://docs.openclaw.ai/tools/skills
    "openclaw": Client("OpenClaw", "~/.openclaw", "skills", "skills", ("~/.openclaw", "openclaw")),
    # https://opencode.ai/docs/skills
    "opencode": Client(
        "OpenCode",
        _XDG,
        "opencode/skills",
        ".opencode/skills",
        ("~/.config/opencode", "opencode"),
        "XDG_CONFIG_HOME",
    ),
    # https://qwenlm.github.io/qwen-code-docs/en/users/features/skills/
    "qwen": Client("Qwen Code", "~/.qwen", "skills", ".qwen/skills", ("~/.qwen", "qwen")),
    # https://docs.warp.dev/agent-platform/capabilities/skills
    "warp": Client("Warp", _SHARED, "skills", ".agents/skills", ("~/.warp", "warp", "warp-terminal", "oz")),
    # https://docs.windsurf.com/windsurf/cascade/skills
    "windsurf": Client(
        "Windsurf", "~/.codeium/windsurf", "skills", ".windsurf/skills", ("~/.codeium/windsurf", "windsurf")
    ),
    # https://agents.md
    "agents-md": Client("AGENTS.md", "~", None, "AGENTS.md", ()),
}
"""By the name they go by here. The last stands for every program that reads AGENTS.md and no skills."""

INSTRUCTIONS = """\
## Hotmart

Whatever is asked about a Hotmart account (sales, refunds, subscriptions, coupons, students, money) is done
with the command `hotmart`. Before the first call, read what `hotmart skill print` says, and keep to it.

In short: look for an action first (`hotmart action list --intent "the question" --json`); read before you
write; a write needs a person's yes (`hotmart approve PLAN`), never your own; say every amount with its
currency; and never ask for a key in the chat (`hotmart connection ensure --json`).
"""
"""What stands in the instructions of a client that reads no skills. ASCII, for a file in any encoding."""


def pieces(
    name: str, project: Path | None = None, environment: Mapping[str, str] = os.environ
) -> tuple[Piece, ...]:
    """What a client is taught by: in the home of this person, or in the folder of a project."""
    client = CLIENTS[name]
    if client.skills is None:
        folder = project or Path.cwd()
        return (MarkedBlock(folder / client.project, folder, INSTRUCTIONS),)
    if project:
        return (SkillFolder(project / client.project / skill.NAME, project, name),)
    moved = environment.get(client.variable) if client.variable else None
    if moved:
        root = Path(moved).expanduser().absolute()
        return (SkillFolder(root / client.skills / skill.NAME, root, name),)
    home = Path(client.home).expanduser()
    return (SkillFolder(home / client.skills / skill.NAME, Path.home(), name),)


def server(
    name: str, project: Path | None = None, environment: Mapping[str, str] = os.environ
) -> SettingsEntry | None:
    """The entry for our server in the settings of a client; None where it has none, or none for a project."""
    known = SERVERS.get(name)
    if known is None or (project and known.project is None):
        return None
    (taught,) = pieces(name, project, environment)
    note = taught.path / f".hotmart-{name}.json"
    if project:
        # whoever else works there has the command elsewhere
        path, root, command = project / str(known.project), project, skill.NAME
    else:
        moved = environment.get(known.variable) if known.variable else None
        folder = Path(moved or known.home).expanduser().absolute()
        path, root, command = folder / known.file, folder if moved else Path.home(), launcher()
    place = Place(path, known.keys, skill.NAME)
    return SettingsEntry(place, root, known.entry(command), note, taught.root)


def everything(
    name: str, project: Path | None = None, environment: Mapping[str, str] = os.environ
) -> tuple[Piece, ...]:
    """All that a client is given, in the order in which it is put in and taken out: skill, then server.

    The note of the server lies beside the skill, and knows of the folders that were made for either.
    """
    entry = server(name, project, environment)
    return (*pieces(name, project, environment), *([entry] if entry else []))


def is_here(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a client seems to be installed on this machine."""
    return any(_is_there(sign, name, environment) for sign in CLIENTS[name].signs)


def _is_there(sign: str, name: str, environment: Mapping[str, str]) -> bool:
    if not sign.startswith(("$", "~")):
        return shutil.which(sign) is not None
    named = environment.get(sign.removeprefix("$")) if sign.startswith("$") else sign
    folder = None if named is None else Path(named).expanduser().absolute()
    return folder is not None and folder.is_dir() and not _holds_ours_alone(folder, name, environment)


def _holds_ours_alone(folder: Path, name: str, environment: Mapping[str, str]) -> bool:
    """Whether a folder has nothing in it but what was put there by us: that makes no client of it."""
    ours = [one.path for one in everything(name, environment=environment) if _was_made(one)]
    ours = [path for path in ours if path.is_relative_to(folder)]
    ways = {way for path in ours for way in (path, *path.parents)}
    around = [way for way in ways if way.is_relative_to(folder) and way not in ours]
    return bool(ours) and all(one in ways for way in around for one in way.iterdir())


def _was_made(piece: Piece) -> bool:
    """Whether the folder or the file of a piece was made for it."""
    try:
        if isinstance(piece, SettingsEntry):
            return piece.made_the_file() and piece.path.is_file()
    except SetupError:
        return False
    return isinstance(piece, SkillFolder) and (piece.path / NOTE).is_file()


def found_here() -> list[str]:
    """The clients that seem to be installed on this machine."""
    return [name for name in CLIENTS if is_here(name)]
