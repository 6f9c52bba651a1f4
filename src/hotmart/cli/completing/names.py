"""The names that differ from place to place: connections and sources. Each is read without a call."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from hotmart.cli.completing.words import Candidate

FILE = "hotmart.toml"


def names(typed: Sequence[str]) -> Callable[[str], Iterable[Candidate]]:
    """The names of a kind, by the settings that the words so far speak of."""
    told: dict[str, Callable[[], Iterable[str]]] = {
        "streams": lambda: _section(typed, "sources"),
        "sources": lambda: _section(typed, "sources"),
        "connections": lambda: [*_section(typed, "connections"), *_kept()],
    }

    def named(kind: str) -> Iterable[Candidate]:
        found = told[kind]() if kind in told else ()
        return [Candidate(name) for name in dict.fromkeys(found) if _is_plain(name)]

    return named


def _section(typed: Sequence[str], section: str) -> Iterable[str]:
    """The names that a section of the settings has."""
    settings: dict[str, Any] = {}
    with suppress(OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        settings = tomllib.loads(_file(typed).read_text(encoding="utf-8-sig"))
    found = settings.get(section)
    return cast("dict[str, Any]", found) if isinstance(found, dict) else ()


def _file(typed: Sequence[str]) -> Path:
    """The settings: as a command finds them, and as the words say."""
    named = next((word for word, before in zip(typed[1:], typed, strict=False) if before == "--config"), None)
    joined = next((word.partition("=")[2] for word in typed if word.startswith("--config=")), None)
    return Path(named or joined or os.environ.get("HOTMART_CONFIG") or FILE).expanduser()


def _kept() -> Iterable[str]:
    from hotmart.credentials.notes import kept_names  # noqa: PLC0415  # only whoever names one needs them

    return kept_names()


def _is_plain(name: str) -> bool:
    """Whether a shell takes it for what it is, without quotes."""
    return bool(name) and all(one.isalnum() or one in "_-.:@/+" for one in name)
