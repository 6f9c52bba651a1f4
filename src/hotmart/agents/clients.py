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
from hotmart.agents.kept import NOTE
from hotmart.agents.pieces import MarkedBlock, Piece, SkillFolder


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
    """What a client is given: in the home of this person, or in the folder of a project."""
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


def is_here(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a client seems to be installed on this machine."""
    return any(_is_there(sign, name, environment) for sign in CLIENTS[name].signs)


def _is_there(sign: str, name: str, environment: Mapping[str, str]) -> bool:
    if not sign.startswith(("$", "~")):
        return shutil.which(sign) is not None
    named = environment.get(sign.removeprefix("$")) if sign.startswith("$") else sign
    folder = None if named is None else Path(named).expanduser().absolute()
    return folder is not None and folder.is_dir() and not _holds_the_skill_alone(folder, name, environment)


def _holds_the_skill_alone(folder: Path, name: str, environment: Mapping[str, str]) -> bool:
    """Whether a folder has nothing in it but the skill that was put there: that makes no client of it."""
    for piece in pieces(name, environment=environment):
        if not (isinstance(piece, SkillFolder) and piece.path.is_relative_to(folder)):
            continue
        if not (piece.path / NOTE).is_file():
            continue
        around = [piece.path, *piece.path.parents]
        way = around[: around.index(folder)]
        if all([*one.parent.iterdir()] == [one] for one in way):
            return True
    return False


def found_here() -> list[str]:
    """The clients that seem to be installed on this machine."""
    return [name for name in CLIENTS if is_here(name)]
