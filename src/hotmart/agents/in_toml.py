"""An entry in settings that are TOML: a table of its own at the end, so that whatever is above it stays."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from typing import Any

import tomlkit

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def model(text: str) -> dict[str, Any]:
    """What it says, fractions as they are written. Raises ValueError where it is no TOML."""
    return tomllib.loads(text, parse_float=str)


def nothing_in(text: str) -> bool:
    """Whether nothing is left in it: a comment is somebody's."""
    return not text.strip()


def insertion(text: str, keys: Sequence[str], name: str, value: dict[str, Any]) -> tuple[int, str]:
    """Where a text is to be put in, and which, so that the entry stands under the keys."""
    newline = "\r\n" if "\r\n" in text else "\n"
    between = "" if not text.strip() else newline
    if text and not text.endswith("\n"):
        between = newline + between
    path = ".".join(one if _BARE.fullmatch(one) else json.dumps(one) for one in (*keys, name))
    # a text of JSON, and a list of them, is one of TOML, too
    lines = [f"[{path}]", *(f"{key} = {json.dumps(one, ensure_ascii=False)}" for key, one in value.items())]
    return len(text), between + "".join(line + newline for line in lines)


def cut(text: str, keys: Sequence[str], name: str, made: int) -> str:
    """The text without the entry, and without the inmost tables that were made for it and are empty now."""
    document = tomlkit.parse(text)
    tables: list[Any] = [document]
    for key in keys:
        tables.append(tables[-1][key])
    tables[-1].remove(name)
    for outer in range(1, made + 1):
        if tables[-outer]:
            break
        tables[-outer - 1].remove(keys[-outer])
    return tomlkit.dumps(document)
