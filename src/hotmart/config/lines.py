"""On which line of a TOML text a key begins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from hotmart.config.findings import Step
from hotmart.words import is_object


def line_of(text: str, path: Sequence[Step]) -> int | None:
    """The line, from 1; None where it cannot be told.

    No parser here keeps positions. But a key begins on the first line after which the text so far, read by
    itself, has it: only lines that hold the key's word are tried.
    """
    keys = tuple(step for step in path if isinstance(step, str))
    apart = tuple(part for key in keys for part in key.split("."))  # where "a.b" was written without quotes
    lines = lines_of(text)
    return _line_of(lines, keys) or _line_of(lines, apart)


def lines_of(text: str) -> list[str]:
    """The lines with their endings, as TOML parts them: other marks of a line's end may stand in a text."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _line_of(lines: list[str], keys: tuple[str, ...]) -> int | None:
    for number, line in enumerate(lines, 1):
        if keys and keys[-1] in line and _appears(lines, number, keys):
            return number
    return None


def _appears(lines: list[str], number: int, keys: tuple[str, ...]) -> bool:
    """Whether the text before this line lacks the key, and with it, read to the end of its value, has it."""
    before = _read(lines[: number - 1])
    if before is None or _has(before, keys):
        return False
    for end in range(number, len(lines) + 1):
        after = _read(lines[:end])
        if after is not None:
            return _has(after, keys)
    return False


def _read(lines: list[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads("".join(lines))
    except tomllib.TOMLDecodeError:
        return None


def _has(data: Any, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if not is_object(data) or key not in data:
            return False
        data = data[key]
    return True
