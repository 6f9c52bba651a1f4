"""Libraries that are installed only when asked for, such as pandas: `pip install "hotmart[pandas]"`."""

from __future__ import annotations

import importlib
from types import ModuleType

from hotmart.errors import ConfigurationError
from hotmart.language import Text


def extra(module: str, name: str) -> ModuleType:
    """An optional library; ConfigurationError, with the command that installs it, when it is not there."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise  # it is there, and lacks something of its own
        library, command = error.name.partition(".")[0], f'pip install "hotmart[{name}]"'
        raise ConfigurationError(
            Text(f"{library} is not installed.", f"{library} não está instalado."),
            Text(f"Install it with: {command}", f"Instale com: {command}"),
        ) from None
