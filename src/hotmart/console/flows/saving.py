"""Saving a flow in hotmart.toml, or taking it out: the difference is shown before it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from hotmart.accounts.checking import verified
from hotmart.config.defaults import FILE
from hotmart.config.editing import changed, removed, write
from hotmart.config.finding import find
from hotmart.config.flows import NAME, no_name
from hotmart.config.reading import load, text_of
from hotmart.errors import ConfigurationError, InvalidArgumentError
from hotmart.language import Text


@dataclass(frozen=True)
class Change:
    """What would be written."""

    file: Path
    name: str
    before: str
    after: str

    @property
    def difference(self) -> list[str]:
        """Line by line, with two lines around each change; empty where nothing changes."""
        sides = self.before.splitlines(), self.after.splitlines()
        name = self.file.name
        return list(unified_diff(*sides, fromfile=name, tofile=name, lineterm="", n=2))


def saving(
    file: Path | None, name: str, action: str, connection: str | None, parameters: Mapping[str, str]
) -> Change:
    """What saving a flow would write; one of that name is written anew.

    Raises InvalidArgumentError for a name that cannot be, ConfigurationError where there is no file.
    """
    if not re.fullmatch(NAME, name):
        said, advice = no_name()
        raise InvalidArgumentError(
            "name", Text(f"{said.en.capitalize()}.", f"{said.pt.capitalize()}."), advice
        )
    path = _existing(file)
    before = text = text_of(path)
    known = load(path).flows.get(name)
    place = ("flows", name)
    for gone in set(known.parameters if known else ()) - set(parameters):
        text = removed(text, (*place, "parameters", gone))
    if known and known.connection and connection is None:
        text = removed(text, (*place, "connection"))
    text = changed(text, (*place, "action"), action)
    if connection is not None:
        text = changed(text, (*place, "connection"), connection)
    for parameter, value in parameters.items():
        text = changed(text, (*place, "parameters", parameter), value)
    verified(text, path)
    return Change(path, name, before, text)


def forgetting(file: Path | None, name: str) -> Change:
    """What taking a flow out would write."""
    path = _existing(file)
    before = text_of(path)
    after = removed(before, ("flows", name))
    verified(after, path)
    return Change(path, name, before, after)


def write_down(change: Change) -> None:
    """Write it. Raises ConfigurationError where somebody else has changed the file meanwhile."""
    if text_of(change.file) != change.before:
        name = change.file.name
        raise ConfigurationError(
            Text(
                f"{name} was changed meanwhile; nothing was written.",
                f"{name} foi alterado enquanto isso; nada foi gravado.",
            ),
            Text(
                "Save the flow again to see the difference.", "Guarde o fluxo de novo para ver a diferença."
            ),
        )
    write(change.file, change.after)


def _existing(file: Path | None) -> Path:
    path = find(file)
    if path is None:
        raise ConfigurationError(
            Text(
                f"There is no {FILE} here, and flows are saved there.",
                f"Não há {FILE} aqui, e é nele que ficam os fluxos.",
            ),
            Text("To write one, run: hotmart init", "Para criar um, rode: hotmart init"),
        )
    return path
