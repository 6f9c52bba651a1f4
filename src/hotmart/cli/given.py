"""What an option gives as text: itself, a file by `@FILE`, or stdin by `-`."""

from __future__ import annotations

import sys
from pathlib import Path

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text


def text_given(given: str, option: str) -> str:
    """The text. Raises InvalidArgumentError for a file that is none, OSError for one that cannot be read."""
    if given == "-":
        return sys.stdin.read()
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InvalidArgumentError(
            option,
            Text(f"The file of --{option} is not text.", f"O arquivo de --{option} não é texto."),
        ) from None
