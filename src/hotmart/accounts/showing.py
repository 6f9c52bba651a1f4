"""The settings as they work out: every default filled in, every stream that is chosen, and no secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
import tomlkit

from hotmart.accounts.selection import chosen
from hotmart.config.accounts import AccountConfig, accounts
from hotmart.config.settings import Config, Section
from hotmart.secrecy import MASK
from hotmart.streams.stream import Stream
from hotmart.words import is_list, is_object


def effective(config: Config, streams: Mapping[str, Stream]) -> dict[str, Any]:
    """The tables of a file that would say all of it."""
    parts = accounts(config)
    names = {part.name: chosen(part, streams, config.sources) for part in parts}
    read = [name for name in (*streams, *config.sources) if any(name in taken for taken in names.values())]
    return {
        "connections": {part.name: _account(part, names[part.name]) for part in parts},
        "warehouse": _plain(config.warehouse, "path", "schema", "prefix"),
        "sync": _plain(config.sync, "streams", "club"),
        "streams": {name: {"table": name} | _plain(config.stream(name)) for name in dict.fromkeys(read)},
        "privacy": _plain(config.privacy),
        "sources": {name: _hidden(msgspec.to_builtins(one)) for name, one in config.sources.items()},
    }


def shown(config: Config, streams: Mapping[str, Stream]) -> str:
    """The same as TOML."""
    return tomlkit.dumps({name: table for name, table in effective(config, streams).items() if table})


def _account(account: AccountConfig, streams: list[str]) -> dict[str, Any]:
    where = {"warehouse": str(account.warehouse), "schema": account.schema, "prefix": account.prefix}
    return _plain(account.connection) | where | {"streams": streams, "club": list(account.club)}


def _plain(table: Section, *told_elsewhere: str) -> dict[str, Any]:
    """A table with its defaults; what every connection tells for itself is left out."""
    values = {name: getattr(table, name) for name in table.__struct_fields__ if name not in told_elsewhere}
    made: dict[str, Any] = msgspec.to_builtins(values, enc_hook=str, builtin_types=(date,))
    return {name: value for name, value in made.items() if value not in (None, {})}


_SECRET = ("headers", "query", "body")
_REFERENCE = re.compile(r"(\w+ )?env:\w+")


def _hidden(source: dict[str, Any]) -> dict[str, Any]:
    """A source without the values that may be secrets; where they are may be seen."""
    told = {name: value for name, value in source.items() if value is not None}
    return told | {name: _masked(told[name]) for name in _SECRET if name in told}


def _masked(value: Any) -> Any:
    if is_object(value):
        return {name: _masked(inner) for name, inner in value.items()}
    if is_list(value):
        return [_masked(inner) for inner in value]
    if isinstance(value, str):
        return value if _REFERENCE.fullmatch(value) else MASK
    return value
