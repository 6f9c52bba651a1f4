"""The custom response: `select=a,b.c` keeps only those attributes (dossier §3.9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, cast

import msgspec

_read = msgspec.json.Decoder(strict=True)
_NOTHING: Final = object()  # not None: event tickets have nulls, and these can be asked for


class _Kept(dict[str, "_Kept"]):
    """Attributes to keep, each with those of its own; none means all of it."""


def selected(row: str, paths: str) -> str:
    """A row with only the attributes of a comma list; wrong names are silently dropped."""
    kept = _Kept()
    for path in paths.split(","):
        level = kept
        for name in path.strip().split("."):
            level = level.setdefault(name, _Kept())
    found = _project(_read.decode(row), kept)
    return "{}" if found is _NOTHING else msgspec.json.encode(found).decode()


def _project(value: Any, kept: _Kept) -> Any:
    if not kept:
        return value
    if isinstance(value, list):
        items = cast("Iterable[Any]", value)
        return [part for part in (_project(item, kept) for item in items) if part is not _NOTHING]
    if isinstance(value, dict):
        parts = {name: _project(value[name], below) for name, below in kept.items() if name in value}
        return {name: part for name, part in parts.items() if part is not _NOTHING} or _NOTHING
    return _NOTHING
