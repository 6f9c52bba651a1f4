"""A question saved in hotmart.toml or taken out of it: the difference is shown first, then written."""

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
from hotmart.config.questions import NAME, no_name
from hotmart.config.reading import text_of
from hotmart.console.sources.proposing import word_of
from hotmart.errors import ConfigurationError, InvalidArgumentError
from hotmart.language import Text


@dataclass(frozen=True)
class Change:
    """What would be written."""

    file: Path
    before: str
    after: str
    name: str

    @property
    def word(self) -> str:
        """What tells it from every other."""
        return word_of(self.before, self.after)

    @property
    def difference(self) -> list[str]:
        """Of the file, line by line."""
        sides = (self.before.splitlines(), self.after.splitlines())
        return list(unified_diff(*sides, fromfile=self.file.name, tofile=self.file.name, lineterm="", n=2))


def saving(file: Path | None, name: str, sql: str, known: Mapping[str, object]) -> Change:
    """What it takes to save a question. Raises InvalidArgumentError for a name that cannot be or is taken."""
    if not re.fullmatch(NAME, name):
        said, advice = no_name()
        raise InvalidArgumentError("name", Text(f"{said.en}.", f"{said.pt}."), advice)
    if name in known:
        raise InvalidArgumentError(
            "name",
            Text(f"There is a question {name} already.", f"Já existe a pergunta {name}."),
            Text(
                "Choose another name, or remove that one first.", "Escolha outro nome, ou remova essa antes."
            ),
        )
    path = _existing(file)
    before = text_of(path)
    after = changed(before, ("questions", name, "sql"), sql)
    verified(after, path)
    return Change(path, before, after, name)


def removing(file: Path | None, name: str) -> Change:
    """What it takes to remove one. Raises InvalidArgumentError where it is not in the file."""
    path = _existing(file)
    before = text_of(path)
    after = removed(before, ("questions", name))
    verified(after, path)
    return Change(path, before, after, name)


def write_down(change: Change) -> None:
    """Write what was shown. Raises ConfigurationError where somebody else has changed the file meanwhile."""
    if text_of(change.file) != change.before:
        raise ConfigurationError(
            Text(
                f"{change.file.name} was changed meanwhile; nothing was written.",
                f"{change.file.name} foi alterado enquanto isso; nada foi gravado.",
            ),
            Text("Save the question again.", "Salve a pergunta de novo."),
        )
    write(change.file, change.after)


def _existing(file: Path | None) -> Path:
    path = find(file)
    if path is None:
        raise ConfigurationError(
            Text(
                f"There is no {FILE} here, and questions are saved there.",
                f"Não há {FILE} aqui, e é nele que as perguntas são salvas.",
            ),
            Text("To write one, run: hotmart init", "Para criar um, rode: hotmart init"),
        )
    return path
