"""Where each client is told of its MCP servers, and in which words ours is told.

A new one is a line. Where a client says so is linked beside it; as of 2026-11. Goose has its settings in
YAML, which cannot be changed here without losing what its owner wrote around; it is given the skill alone.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from hotmart.agents.skill import NAME

Entry: TypeAlias = dict[str, Any]
ARGUMENTS = ["mcp", "serve"]


def _plain(command: str) -> Entry:
    return {"command": command, "args": [*ARGUMENTS]}


def _copilot(command: str) -> Entry:
    return {"type": "local", **_plain(command), "tools": ["*"]}


def _opencode(command: str) -> Entry:
    return {"type": "local", "command": [command, *ARGUMENTS]}


class Server(NamedTuple):
    """Where a client is told of a server that it starts itself."""

    home: str
    """The folder of the settings of this person, unless a variable names another."""
    file: str
    project: str | None
    """The settings of a project; None where it has none."""
    keys: tuple[str, ...] = ("mcpServers",)
    """Under which the servers stand there."""
    entry: Callable[[str], Entry] = _plain
    """What is said of a server that is started by a command."""
    variable: str | None = None


SERVERS: dict[str, Server] = {
    # https://code.claude.com/docs/en/mcp
    "claude": Server("~", ".claude.json", ".mcp.json", variable="CLAUDE_CONFIG_DIR"),
    # https://developers.openai.com/codex/mcp
    "codex": Server("~/.codex", "config.toml", ".codex/config.toml", ("mcp_servers",), variable="CODEX_HOME"),
    # https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers
    "copilot": Server("~/.copilot", "mcp-config.json", ".github/mcp.json", entry=_copilot),
    # https://cursor.com/docs/mcp
    "cursor": Server("~/.cursor", "mcp.json", ".cursor/mcp.json"),
    # https://geminicli.com/docs/tools/mcp-server/
    "gemini": Server("~/.gemini", "settings.json", ".gemini/settings.json"),
    # https://kiro.dev/docs/mcp/configuration
    "kiro": Server("~/.kiro", "settings/mcp.json", ".kiro/settings/mcp.json"),
    # https://docs.openclaw.ai/cli/mcp
    "openclaw": Server("~/.openclaw", "openclaw.json", None, ("mcp", "servers")),
    # https://opencode.ai/docs/migrate-v1: both generations read this form of the first
    "opencode": Server(
        "~/.config", "opencode/opencode.json", "opencode.json", ("mcp",), _opencode, "XDG_CONFIG_HOME"
    ),
    # https://qwenlm.github.io/qwen-code-docs/en/users/features/mcp/
    "qwen": Server("~/.qwen", "settings.json", ".qwen/settings.json"),
    # https://docs.warp.dev/agents/capabilities/mcp
    "warp": Server("~/.warp", ".mcp.json", ".warp/.mcp.json"),
    # https://docs.windsurf.com/windsurf/cascade/mcp
    "windsurf": Server("~/.codeium/windsurf", "mcp_config.json", None),
}
"""By the name of the client. Whoever is not here is given the skill alone."""


def launcher() -> str:
    """The command by which a client of this person starts us: in full, as it may look in other folders.

    A link to it stays one: what it leads to may move with the next version.
    """
    for typed in (sys.argv[0], NAME, str(Path(sys.executable).with_name(NAME))):
        found = shutil.which(typed) if Path(typed).stem == NAME else None
        if found:
            return str(Path(found).absolute())
    return NAME
