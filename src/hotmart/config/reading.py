"""Reading hotmart.toml whole: every mistake in it is told at once, with its line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from hotmart.config.conforming import decoded, findings_of
from hotmart.config.defaults import FILE, WAREHOUSE
from hotmart.config.findings import ConfigError, Finding
from hotmart.config.lines import line_of, lines_of
from hotmart.config.salvaging import Salvaged, salvaged
from hotmart.config.settings import Config
from hotmart.config.toml_in_portuguese import in_portuguese
from hotmart.config.values import Reference, within
from hotmart.language import Text
from hotmart.words import is_object

_AT_LINE = re.compile(r"^(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$")


def load(path: Path) -> Config:
    """The settings of a file. Raises ConfigError, which tells everything that is wrong with it."""
    return parsed(text_of(path), path.absolute().parent, path.name)


def text_of(path: Path) -> str:
    """What the file says, its line endings as they are."""
    try:
        return path.read_bytes().decode("utf-8-sig")  # Notepad puts a mark before the first letter
    except UnicodeDecodeError:
        raise ConfigError(
            path.name, [Finding((), Text("it is not UTF-8 text", "não é um texto em UTF-8"))]
        ) from None


def parsed(text: str, folder: Path, file: str = FILE) -> Config:
    """The settings of a text; relative paths count from this folder."""
    data = _data(text, file)
    findings = list(findings_of(data, Config))
    if findings:
        raise ConfigError(file, located(findings, text))
    return msgspec.convert(_completed(data), Config, dec_hook=partial(_placed, folder))


def salvage(text: str, folder: Path, file: str = FILE) -> tuple[Config, Salvaged]:
    """The settings of a text without what is wrong with it, and what that is.

    Raises ConfigError for what is not TOML, of which nothing can be used.
    """
    found = salvaged(_data(text, file))
    return msgspec.convert(_completed(found.data), Config, dec_hook=partial(_placed, folder)), found


def located(findings: list[Finding], text: str) -> list[Finding]:
    """The same findings in the order of their lines."""
    found = [replace(finding, line=line_of(text, finding.path)) for finding in findings]
    return sorted(found, key=lambda finding: finding.line or 0)


def _data(text: str, file: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = _AT_LINE.match(str(error))
        what, line, column = (told[1], told[2], told[3]) if told else (str(error), None, None)
        at = int(line) if line else len(lines_of(text)) if told else None
        en, pt = (f", column {column}", f", coluna {column}") if column else ("", "")
        sentence = Text(f"it is not TOML here ({what}{en})", f"aqui não é TOML ({in_portuguese(what)}{pt})")
        raise ConfigError(file, [Finding((), sentence, line=at)]) from None
    privacy = data.get("privacy")
    if is_object(privacy) and is_object(privacy.get("columns")):
        privacy["columns"] = _flat(privacy["columns"])
    return data


def _flat(columns: dict[str, Any]) -> dict[str, Any]:
    """`sales_history.buyer_email`, which TOML takes for a table in a table unless it is quoted."""
    flat: dict[str, Any] = {}
    for name, inner in columns.items():
        flat |= (
            {f"{name}.{column}": each for column, each in inner.items()}
            if is_object(inner)
            else {name: inner}
        )
    return flat


def _completed(data: dict[str, Any]) -> dict[str, Any]:
    """With `[defaults]` in every stream, and the path of the warehouse told, so that it counts from here."""
    defaults = data.get("defaults", {})
    return data | {
        "warehouse": {"path": WAREHOUSE} | data.get("warehouse", {}),
        "streams": {name: defaults | own for name, own in data.get("streams", {}).items()},
    }


def _placed(folder: Path, kind: type, value: object) -> Any:
    made = decoded(kind, value)
    if isinstance(made, Path):
        return within(folder, made)
    return made.within(folder) if isinstance(made, Reference) else made
