"""The settings as they work out: every default filled in, every stream that is chosen, and no secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import tomlkit

from hotmart.accounts.describing import mode
from hotmart.accounts.selection import chosen
from hotmart.accounts.tailoring import shaped
from hotmart.config.accounts import AccountConfig, accounts
from hotmart.config.section import Section
from hotmart.config.settings import Config, StreamRules
from hotmart.config.values import Duration
from hotmart.secrecy import MASK
from hotmart.streams.ladder import LADDER
from hotmart.streams.stream import Stream
from hotmart.streams.windows import LONGEST
from hotmart.words import is_list, is_object


def effective(config: Config, streams: Mapping[str, Stream]) -> dict[str, Any]:
    """The tables of a file that would say all of it."""
    parts = accounts(config)
    names = {part.name: chosen(part, streams, config.sources) for part in parts}
    read = [name for name in (*streams, *config.sources) if any(name in taken for taken in names.values())]
    made = shaped(config, parts[0])  # of what is told for a stream, accounts differ in none
    zone = {"time_zone": config.time_zone} if config.time_zone else {}  # else the account itself says it
    return zone | {
        "connections": {part.name: _account(part, names[part.name]) for part in parts},
        "warehouse": _plain(config.warehouse, "path", "schema", "prefix"),
        "publish": _plain(config.publish),
        "sync": _plain(config.sync, "streams", "club"),
        "streams": {name: _stream(config, made[name]) for name in dict.fromkeys(read)},
        "privacy": _plain(config.privacy),
        "writes": _plain(config.writes, "max_amount") | _limits(config.writes.max_amount),
        "tracking": _plain(config.tracking),
        "notify": _plain(config.notify),
        "schedules": {name: _plain(one) for name, one in config.schedules.items()},
        "flows": {name: _plain(one) for name, one in config.flows.items()},
        "questions": {name: _plain(one) for name, one in config.questions.items()},
        "sources": {
            name: _hidden(msgspec.to_builtins(one, enc_hook=str)) for name, one in config.sources.items()
        },
    }


def shown(config: Config, streams: Mapping[str, Stream]) -> str:
    """The same as TOML."""
    return tomlkit.dumps({name: table for name, table in effective(config, streams).items() if table})


def _limits(most: Mapping[str, Decimal]) -> dict[str, Any]:
    """Amounts as TOML has them, which knows no decimals."""
    told = {name: int(one) if one == one.to_integral_value() else float(one) for name, one in most.items()}
    return {"max_amount": told} if told else {}


def _account(account: AccountConfig, streams: list[str]) -> dict[str, Any]:
    where = {"warehouse": str(account.warehouse), "schema": account.schema, "prefix": account.prefix}
    return _plain(account.connection) | where | {"streams": streams, "club": list(account.club)}


def _stream(config: Config, stream: Stream) -> dict[str, Any]:
    """What holds for a stream: what is told of it, and what it does where nothing is told.

    A length that means nothing for it has no default: what is read whole every time looks back to nowhere.
    """
    told = _plain(config.stream(stream.name))
    lengths: dict[str, int | None] = {}
    reads = "full_table" if mode(stream) == "full_table" else "incremental"  # of parents that changed, too
    if stream.windowed and reads == "incremental" and len(stream.ladder) == len(LADDER):
        young, settling, old = stream.ladder
        lengths = {"lookback": young.age, "settle": settling.age, "full_every": old.staleness}
    if stream.windowed:
        lengths["window"] = min(stream.origin.longest, stream.policy.longest or LONGEST)
    filled = {name: str(Duration(milliseconds=length)) for name, length in lengths.items() if length}
    found = {"table": stream.name} | told | filled | {"mode": reads}
    return {
        name: found[name] for name in ("table", *StreamRules.__struct_fields__, "columns") if name in found
    }


def _plain(table: Section, *told_elsewhere: str) -> dict[str, Any]:
    """A table with its defaults; what every connection tells for itself is left out."""
    values = {name: getattr(table, name) for name in table.__struct_fields__ if name not in told_elsewhere}
    made: dict[str, Any] = msgspec.to_builtins(values, enc_hook=str, builtin_types=(date,))
    return {name: value for name, value in made.items() if value not in (None, {})}


_SECRET = ("headers", "query", "body")
_REFERENCE = re.compile(r"(\w+ )?env:\w+")


def _hidden(source: dict[str, Any]) -> dict[str, Any]:
    """A source without the values that may be secrets; where they are may be seen."""
    told = _told(source)
    return told | {name: _masked(told[name]) for name in _SECRET if name in told}


def _told(table: dict[str, Any]) -> dict[str, Any]:
    """A table, and the tables in it, without what is not told: TOML has no null."""
    return {
        name: _told(value) if is_object(value) else value
        for name, value in table.items()
        if value is not None
    }


def _masked(value: Any) -> Any:
    if is_object(value):
        return {name: _masked(inner) for name, inner in value.items()}
    if is_list(value):
        return [_masked(inner) for inner in value]
    if isinstance(value, str):
        return value if _REFERENCE.fullmatch(value) else MASK
    return value
