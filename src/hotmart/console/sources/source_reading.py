"""A source as a form has it, made a table of hotmart.toml and back. What could be a secret is not taken."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from hotmart.config.findings import Finding
from hotmart.config.writing import toml
from hotmart.console.sources.fields import Field, Values
from hotmart.console.sources.source_fields import EVERY, PAGES, WINDOW
from hotmart.credentials.naming import looks_secret
from hotmart.language import say
from hotmart.sources.secrets import is_secret
from hotmart.words import is_list, is_object

_LINE = re.compile(r"\s*([^=:]+?)\s*[=:]\s*(.*?)\s*")
_NUMBERS = ("skip", "first", "size")
_USUAL = {"method": "GET", "format": "json", "decimal": ".", "moments": "ms"}
"""What holds where nothing is told, and so is not written."""
_NEEDED = {"url": "https://example.org", "key": "id"}
"""What has to be told, and what takes its place while the rest is checked."""
_TABLES = ("query", "headers", "columns")
_SECRETIVE = ("headers", "query", "url")
"""Where a secret may be typed."""


def fields(name: str) -> list[Field]:
    """The fields, with the keys of this source."""
    return [replace(one, key=("sources", name, *one.key)) for one in EVERY]


def read(told: Values, wrong: dict[str, str]) -> dict[str, Any]:
    """The table that a form means. What cannot be read goes into `wrong`, and is left out."""
    found: dict[str, Any] = {}
    for one in EVERY[1:]:
        text = told.get(one.name, "").strip()
        if not text or text == _USUAL.get(one.name) or _is_idle(one, told):
            continue
        value = _value(one.name, text, wrong)
        if value is None:
            continue
        inside = found
        for step in one.key[:-1]:
            inside = inside.setdefault(step, {})
        inside[one.key[-1]] = value
    for name, stands_in in _NEEDED.items():
        if not told.get(name, "").strip():
            wrong[name] = say("This is missing.", "Falta preencher.")
            found[name] = stands_in
    lacking = [one.name for one in WINDOW[:3] if not told.get(one.name, "").strip()]
    if 0 < len(lacking) < len(WINDOW[:3]):
        wrong |= dict.fromkeys(lacking, say("A period needs this too.", "Um período precisa disto também."))
        found.pop("window", None)
    return found


def secrets_in(told: Values) -> dict[str, str]:
    """What looks like a secret where only its name may stand, by field: neither kept nor shown again."""
    found: dict[str, str] = {}
    for name in ("headers", "query"):
        values = [value for _, value in _lines(told.get(name, ""))]
        if any(looks_secret(value) and not is_secret(value) for value in values):
            found[name] = _no_secret()
    return found


def warned_of_secrets(findings: Iterable[Finding], name: str) -> dict[str, str]:
    """What a check only warns of, and a page does not write: it was typed here, and can still be left out."""
    return {
        str(one.path[2]): _no_secret()
        for one in findings
        if one.warning and one.path[:2] == ("sources", name) and one.path[2:3] and one.path[2] in _SECRETIVE
    }


def without_secrets(told: Values, wrong: Mapping[str, str]) -> Values:
    """The form as it may be shown again: names of headers stay, what was typed as their values does not."""
    shown = {**told, "url": _plain_address(told.get("url", ""), has_secret="url" in wrong)}
    for name in ("headers", "query"):
        if (name == "headers" and name in wrong) or wrong.get(name) == _no_secret():
            shown[name] = "\n".join(_without_value(*line) for line in _lines(told.get(name, "")))
    return shown


def _without_value(name: str, value: str) -> str:
    shown = value if is_secret(value) else "env:"
    return f"{name} = {shown}" if name else shown


def _plain_address(url: str, *, has_secret: bool) -> str:
    """An address without what may hold a secret: a password, or a query."""
    if "@" in url.partition("?")[0]:
        return ""
    return url.partition("?")[0] if has_secret else url


def values_of(source: Mapping[str, Any], name: str) -> Values:
    """What a form begins with: a source as the file or a template tells it."""
    told = {"name": name}
    for one in EVERY[1:]:
        value: Any = source
        for step in one.key:
            value = value.get(step) if is_object(value) else None
        if value is not None:
            told[one.name] = _written(one.name, value)
    return told


def _is_idle(field: Field, told: Values) -> bool:
    """Whether a field says something of what was not chosen."""
    if field in PAGES:
        kind = told.get("pages", "")
        only = {"next": "cursor", "first": "page"}.get(field.name)
        return not kind or (kind == "none" and field.name != "pages") or (only is not None and kind != only)
    if field in WINDOW and field.name == "moments":
        return not any(told.get(one.name, "").strip() for one in WINDOW[:3])
    return False


def _value(name: str, text: str, wrong: dict[str, str]) -> Any:
    if name in _NUMBERS:
        if not text.isascii() or not text.isdigit():
            wrong[name] = say("This must be a whole number.", "Deve ser um número inteiro.")
            return 1  # while the rest is checked
        return int(text)
    if name == "key":
        keys = [one.strip() for one in text.split(",") if one.strip()]
        return keys[0] if len(keys) == 1 else keys
    if name in _TABLES:
        return _table(name, text, wrong)
    return _body(text) if name == "body" else text


def _body(text: str) -> Any:
    """What is a table as JSON, all else as text."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if is_object(found) else text


def _table(name: str, text: str, wrong: dict[str, str]) -> dict[str, Any] | None:
    lines = list(_lines(text))
    for key, _ in lines:
        if not key:
            wrong[name] = say(
                "Write a line for each, such as name = value.",
                "Escreva uma linha para cada, como nome = valor.",
            )
            return None
    return {key: _typed(value) if name == "query" else value.strip('"') for key, value in lines}


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Names and values; an empty name for a line that is none of these."""
    for line in text.splitlines():
        if line.strip():
            found = _LINE.fullmatch(line)
            yield (found[1].strip('"'), found[2]) if found else ("", line)


def _typed(text: str) -> Any:
    """A value of a query as TOML reads it, or else the text itself."""
    try:
        found = tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, KeyError):
        return text
    return found if isinstance(found, str | int | float | bool) or is_list(found) else text


def _written(name: str, value: Any) -> str:
    if name == "body":
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
    if is_object(value):
        return "\n".join(
            f"{key} = {inner if isinstance(inner, str) else toml(inner)}" for key, inner in value.items()
        )
    return ", ".join(str(one) for one in value) if is_list(value) else str(value)


def _no_secret() -> str:
    return say(
        "This looks like a secret: write env:NAME, and set that variable. What was typed is not shown again.",
        "Isto parece um segredo: escreva env:NOME, e defina essa variável. O que foi digitado não é mostrado "
        "de novo.",
    )
