"""Libraries that are installed only when asked for, such as pandas: those of the extra `pandas`."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

from hotmart.errors import ConfigurationError
from hotmart.language import Text


def extra(module: str, name: str) -> ModuleType:
    """An optional library; ConfigurationError, with the command that installs it, when it is not there."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise  # it is there, and lacks something of its own
        library, command = error.name.partition(".")[0], installing(name)
        raise ConfigurationError(
            Text(f"{library} is not installed.", f"{library} não está instalado."),
            Text(f"Install it with: {command}", f"Instale com: {command}"),
        ) from None


def installing(name: str) -> str:
    """The command that installs an extra, from where this library came itself."""
    import json  # noqa: PLC0415  # not small, and seldom needed
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415  # likewise

    try:
        found = distribution("hotmart")
        told: dict[str, Any] = json.loads(found.read_text("direct_url.json") or "{}")
        pip = "uv pip" if (found.read_text("INSTALLER") or "").strip() == "uv" else "pip"
    except (PackageNotFoundError, ValueError):
        told, pip = {}, "pip"
    return f"{pip} install {_wanted(told, name)}"


def _wanted(told: dict[str, Any], name: str) -> str:
    """What pip is asked for, by what it noted when it installed this library (PEP 610)."""
    url = str(told.get("url", ""))
    if vcs := told.get("vcs_info"):
        at = vcs.get("requested_revision") or vcs.get("commit_id", "")
        return f'"hotmart[{name}] @ {vcs.get("vcs", "git")}+{url}{f"@{at}" if at else ""}"'
    if "dir_info" in told:
        editable = "--editable " if told["dir_info"].get("editable") else ""
        return f'{editable}"{_path(url)}[{name}]"'
    if url and (not url.startswith("file:") or _path(url).is_file()):
        return f'"hotmart[{name}] @ {url}"'
    return f'"hotmart[{name}]"'


def _path(url: str) -> Path:
    from urllib.request import url2pathname  # noqa: PLC0415  # likewise

    return Path(url2pathname(url.removeprefix("file://")))
