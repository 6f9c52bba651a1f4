"""Finding hotmart.toml."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from hotmart.config.defaults import FILE
from hotmart.errors import ConfigurationError
from hotmart.language import Text


def find(given: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The file to read: the one given, else that of HOTMART_CONFIG, else hotmart.toml of this folder.

    The folders above are not searched: a job must not change its meaning with the folder it is kept in.
    """
    told = given or (Path(environment["HOTMART_CONFIG"]) if environment.get("HOTMART_CONFIG") else None)
    if told is None:
        return Path(FILE) if Path(FILE).is_file() else None
    if not told.is_file():
        raise ConfigurationError(
            Text(f"There is no file {told}.", f"Não existe o arquivo {told}."),
            Text("To write one, run: hotmart init", "Para criar um, rode: hotmart init"),
        )
    return told
