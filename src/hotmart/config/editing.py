"""Setting or unsetting one key of a hotmart.toml: every comment and every other key stays as it was."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from msgspec import NODEFAULT
from msgspec.structs import fields
from tomlkit.container import Container

from hotmart.config.findings import dotted
from hotmart.config.lines import line_of, lines_of
from hotmart.config.settings import Config
from hotmart.config.writing import toml
from hotmart.errors import ConfigurationError, InvalidArgumentError, did_you_mean
from hotmart.language import Text
from hotmart.words import is_object

_BEFORE_TABLES = {one.name for one in fields(Config) if one.default_factory is NODEFAULT}
"""The keys that stand in no table."""
_HEADER = re.compile(r"\s*\[")
_TEXT = re.compile(r"\s*[^#\s]")


def read_key(text: str) -> tuple[str, ...]:
    """A key as typed, such as `streams.sales_history.history`, in its parts."""
    try:
        (found, *others) = _paths(tomllib.loads(f"{text} = 0"))
    except (tomllib.TOMLDecodeError, ValueError):
        found, others = (), []
    if others or (len(found) < 2 and _BEFORE_TABLES.isdisjoint(found)):
        raise InvalidArgumentError(
            "key",
            Text(f"{text!r} is not a key of the file.", f"{text!r} não é uma chave do arquivo."),
            Text("Write it like streams.sales_history.history", "Escreva como streams.sales_history.history"),
        )
    return found


def read_value(text: str) -> Any:
    """A value as typed: what TOML reads, or else the text itself, so that texts need no quotes."""
    try:
        found = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return found["value"] if len(found) == 1 else text


def changed(text: str, key: Sequence[str], value: Any) -> str:
    """The text with this key set. Raises ConfigurationError where that cannot be done by a program."""
    before = tomllib.loads(text)
    wanted = _with(before, key, value)
    for attempt in (_replaced if _holds(before, key) else _inserted, _replaced):
        made = attempt(text, key, value)
        if made is not None and _same(made, wanted):
            return made
    raise ConfigurationError(
        Text(f"{dotted(key)} cannot be set here.", f"Não dá para definir {dotted(key)} aqui."),
        Text("Edit the file by hand.", "Edite o arquivo à mão."),
    )


def removed(text: str, key: Sequence[str]) -> str:
    """The text without this key, or this table.

    Raises InvalidArgumentError where it is not there, ConfigurationError where a program cannot do it.
    """
    before = tomllib.loads(text)
    if not _holds(before, key):
        there = [dotted(path) for path in _paths(before)]
        raise InvalidArgumentError(
            "key",
            Text(f"{dotted(key)} is not in the file.", f"{dotted(key)} não está no arquivo."),
            did_you_mean(dotted(key), there) or Text("Its default holds already.", "O padrão dela já vale."),
        )
    wanted = _pruned(_without(before, key))
    for attempt in (_cut, _deleted):
        for made in attempt(text, key):
            if _reads_as(made, wanted):
                return made
    raise ConfigurationError(
        Text(f"{dotted(key)} cannot be unset here.", f"Não dá para remover {dotted(key)} daqui."),
        Text("Edit the file by hand.", "Edite o arquivo à mão."),
    )


def write(path: Path, text: str) -> None:
    """Put a text where the file is: readers see the old or the new, and a link stays a link."""
    whole = path.resolve()
    draft = whole.with_name(f".{whole.name}.{os.getpid()}")
    try:
        draft.write_bytes(text.encode())
        if whole.exists():
            shutil.copymode(whole, draft)
        draft.replace(whole)
    finally:
        draft.unlink(missing_ok=True)


def _replaced(text: str, key: Sequence[str], value: Any) -> str | None:
    """With tomlkit, which keeps what stands around a value."""
    whole = tomlkit.parse(text)
    inside: Container | Any = whole
    rest = list(key)
    while len(rest) > 1 and ".".join(rest) not in inside:
        step = rest.pop(0)
        if step not in inside:
            inside[step] = tomlkit.table()
        inside = inside[step]
        if not is_object(inside):
            return None
    inside[".".join(rest) if ".".join(rest) in inside else rest[-1]] = value
    return whole.as_string()


def _inserted(text: str, key: Sequence[str], value: Any) -> str | None:
    """As a line of its own: under its commented example, or the last key of its table, or in a new table."""
    *table, name = key
    end = "\r\n" if "\r\n" in text else "\n"
    line = f"{dotted([name])} = {toml(value)}{end}"
    lines = lines_of(text)
    if not table:
        top = next((n for n, above in enumerate(lines) if _HEADER.match(above)), len(lines))
        shown = (n + 1 for n in range(top) if lines[n].startswith(f"#{name} ="))
        place = next(shown, 0)
        return "".join([*lines[:place], line, *lines[place:]])
    header = line_of(text, table)
    if header is None:
        closed = text if not text or text.endswith("\n") else text + end
        return f"{closed}{end if closed else ''}[{dotted(table)}]{end}{line}"
    if not _HEADER.match(lines[header - 1]):
        return None
    following = (n for n in range(header, len(lines)) if _HEADER.match(lines[n]))
    after = next(following, len(lines))
    example = (n for n in range(header, after) if lines[n].startswith(f"#{name} ="))
    last = max(n for n in range(header - 1, after) if _TEXT.match(lines[n]))
    place = next(example, last) + 1
    if not lines[place - 1].endswith("\n"):
        lines[place - 1] += end
    return "".join([*lines[:place], line, *lines[place:]])


def _cut(text: str, key: Sequence[str]) -> Iterator[str]:
    """Without the lines of the key: those of its value, or all down to the end of a table."""
    lines, first = lines_of(text), line_of(text, key)
    if first is not None:
        for end in range(first, len(lines) + 1):
            yield "".join([*lines[: first - 1], *lines[end:]])


def _deleted(text: str, key: Sequence[str]) -> Iterator[str]:
    """With tomlkit, where a key shares its line with others."""
    whole = tomlkit.parse(text)
    inside: Container | Any = whole
    rest = list(key)
    while len(rest) > 1 and ".".join(rest) not in inside:
        inside = inside[rest.pop(0)]
    del inside[".".join(rest)]
    yield whole.as_string()


def _without(data: dict[str, Any], key: Sequence[str]) -> dict[str, Any]:
    first, *rest = key
    whole = ".".join(key)
    if whole in data or not rest:
        return {name: value for name, value in data.items() if name != whole}
    return data | {first: _without(data[first], rest)}


def _pruned(data: dict[str, Any]) -> dict[str, Any]:
    """Without empty tables, which say nothing."""
    inner = {name: _pruned(value) if is_object(value) else value for name, value in data.items()}
    return {name: value for name, value in inner.items() if value != {}}


def _reads_as(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return _pruned(tomllib.loads(text)) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _paths(data: Any) -> list[tuple[str, ...]]:
    """Where the values of this table stand."""
    if not is_object(data):
        return [()]
    return [(key, *path) for key, inner in data.items() for path in _paths(inner)]


def _holds(data: dict[str, Any], key: Sequence[str]) -> bool:
    if ".".join(key) in data:
        return True
    first, *rest = key
    inner = data.get(first)
    return is_object(inner) and bool(rest) and _holds(inner, rest)


def _with(data: dict[str, Any], key: Sequence[str], value: Any) -> dict[str, Any]:
    """The data with this key set; a key in quotes that holds the dots itself counts too."""
    first, *rest = key
    whole = ".".join(key)
    if not rest or whole in data:
        return data | {whole if whole in data else first: value}
    inner = data.get(first)
    return data | {first: _with(inner if is_object(inner) else {}, rest, value)}


def _same(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
