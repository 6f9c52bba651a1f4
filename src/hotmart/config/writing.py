"""Writing hotmart.toml: what was chosen, and every other option beside it, explained and commented out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
import tomlkit

from hotmart.config.findings import dotted
from hotmart.config.flows import FlowConfig
from hotmart.config.questions import QuestionConfig
from hotmart.config.schedules import ScheduleConfig
from hotmart.config.settings import Config, ConnectionConfig, StreamConfig, StreamRules
from hotmart.language import Text, say
from hotmart.words import is_object

SCHEMA_FILE = "hotmart.schema.json"
_WIDTH = 100

_NAMED: dict[str, tuple[type[msgspec.Struct], str]] = {
    "connections": (ConnectionConfig, "main"),
    "streams": (StreamConfig, "sales_history"),
    "flows": (FlowConfig, "unpaid-slips"),
    "questions": (QuestionConfig, "sales-by-product"),
    "schedules": (ScheduleConfig, "daily"),
}
"""The tables that hold a table per name, and a name to show one by."""


def document(config: Config, folder: Path) -> dict[str, Any]:
    """The settings as TOML has them; paths within the folder are relative to it."""

    def plain(value: object) -> Any:
        if isinstance(value, Path):
            return value.relative_to(folder).as_posix() if value.is_relative_to(folder) else str(value)
        return str(value)

    made: dict[str, Any] = msgspec.to_builtins(config, enc_hook=plain, builtin_types=(date,))
    made["streams"] = {name: _differing(own, config.defaults, plain) for name, own in config.streams.items()}
    return {name: _told(table) for name, table in made.items() if table}


def _differing(own: StreamConfig, rules: StreamRules, plain: Any) -> dict[str, Any]:
    """What a stream says that does not hold for all."""
    values = {name: getattr(own, name) for name in own.__struct_fields__}
    told = {name: value for name, value in values.items() if value != getattr(rules, name, None)}
    return dict(msgspec.to_builtins(told, enc_hook=plain, builtin_types=(date,)))


def _told(table: Any) -> Any:
    """A table without what TOML cannot say: null."""
    if is_object(table):
        return {key: _told(value) for key, value in table.items() if value is not None}
    return table


def written(data: Mapping[str, Any]) -> str:
    """A whole hotmart.toml of these tables, in the reader's language."""
    head = say(
        "What `hotmart sync` copies, and where to. Lines that begin with # and a key are options with "
        "an example: remove the # to use one. To check this file, run: hotmart config check",
        "O que o `hotmart sync` copia, e para onde. Linhas que começam com # e uma chave são opções com um "
        "exemplo: tire o # para usar. Para conferir este arquivo, rode: hotmart config check",
    )
    lines = [f"#:schema {SCHEMA_FILE}", *_comment(head)]
    explained: set[str] = set()
    for section, annotation in get_type_hints(Config, include_extras=True).items():
        if _is_value(annotation):
            lines += ["", *_option(section, data.get(section), annotation, explained)]
            continue
        lines += ["", *_comment(_said(annotation))]
        lines += _section(section, data.get(section, {}), annotation, explained)
    return "\n".join(lines).rstrip("\n") + "\n"


def _is_value(annotation: Any) -> bool:
    """Whether a key of the file stands for itself, and is no table."""
    bare = get_args(annotation)[0]
    return not isinstance(bare, type) and get_origin(bare) is not dict


def _section(section: str, data: Mapping[str, Any], annotation: Any, explained: set[str]) -> Iterator[str]:
    if section == "sources":
        yield from _sources(data)
    elif section in _NAMED:
        table, example = _NAMED[section]
        for name, one in data.items():
            yield from _table((section, name), one, table, explained)
        if not data:
            yield from _table((section, example), None, table, explained)
    else:
        table, *_ = get_args(annotation)
        yield from _table((section,), data, table, explained)


def _table(
    path: tuple[str, ...], data: Mapping[str, Any] | None, table: type[msgspec.Struct], explained: set[str]
) -> Iterator[str]:
    """One table: its keys as told, those that are not told as examples. All of it an example without data."""
    yield f"{'#' if data is None else ''}[{dotted(path)}]"
    inner: list[str] = []
    for name, annotation in get_type_hints(table, include_extras=True).items():
        told = (data or {}).get(name)
        if told is None and _said(annotation).en in explained:
            continue
        lines = _option(name, told, annotation, explained)
        if is_object(told) or is_object(_example(annotation)):
            inner += ["", *_inner((*path, name), told, annotation)]
        else:
            yield from lines
    yield from inner


def _option(name: str, told: Any, annotation: Any, explained: set[str]) -> Iterator[str]:
    if _said(annotation).en not in explained:
        explained.add(_said(annotation).en)
        yield from _comment(_said(annotation))
    yield f"#{name} = {toml(_example(annotation))}" if told is None else f"{name} = {toml(told)}"


def _inner(path: tuple[str, ...], told: Mapping[str, Any] | None, annotation: Any) -> Iterator[str]:
    yield from _comment(_said(annotation))
    mark, values = ("#", _example(annotation)) if not told else ("", told)
    yield f"{mark}[{dotted(path)}]"
    for key, value in values.items():
        yield f"{mark}{dotted([key])} = {toml(value)}"


def _sources(data: Mapping[str, Any]) -> Iterator[str]:
    """Each as it is: what a source may say, `hotmart source` explains."""
    if data:
        yield from tomlkit.dumps({"sources": data}).rstrip("\n").split("\n")
    else:
        yield "#[sources.tickets]"
        yield '#url = "https://api.example.org/tickets"'
        yield '#key = "id"'


def toml(value: Any) -> str:
    """A value as TOML writes it."""
    return tomlkit.dumps({"v": value}).removeprefix("v = ").rstrip("\n")


def _comment(text: Text | str) -> list[str]:
    return textwrap.wrap(
        str(text), _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )


def _meta(annotation: Any) -> msgspec.Meta:
    """What a field's type carries about it."""
    if get_origin(annotation) is not Annotated:
        raise TypeError(f"{annotation} is not explained")
    meta: msgspec.Meta = get_args(annotation)[1]
    return meta


def _said(annotation: Any) -> Text:
    meta = _meta(annotation)
    return Text(meta.description or "", (meta.extra or {})["pt"])


def _example(annotation: Any) -> Any:
    return (_meta(annotation).examples or [None])[0]
