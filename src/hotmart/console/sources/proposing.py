"""A change of hotmart.toml, thought through before it is written: what it says now, and what it would say."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from hotmart.accounts.checking import verified
from hotmart.config.defaults import FILE
from hotmart.config.editing import changed, removed, write
from hotmart.config.findings import Finding
from hotmart.config.reading import salvage, text_of
from hotmart.config.schema import text as schema_text
from hotmart.config.settings import Config
from hotmart.config.writing import SCHEMA_FILE, written
from hotmart.console.house import House
from hotmart.language import Text
from hotmart.streams.known import STREAMS
from hotmart.words import is_object


@dataclass(frozen=True)
class Edit:
    """One key, and what it is to be; None takes it out, and an empty table stands for nothing."""

    key: tuple[str, ...]
    value: Any = None


@dataclass(frozen=True)
class Proposal:
    """What would be written, and why it may be."""

    file: Path
    before: str | None
    """What stands there; None where there is no file yet."""
    after: str
    edits: tuple[Edit, ...]
    config: Config
    warnings: tuple[Finding, ...]
    done: Text
    """What is said once it is written."""
    note: Text | None = None
    """What was done already, and is to be known before."""

    @property
    def changes(self) -> bool:
        """Whether anything would be another than it is."""
        return self.after != self.before

    @property
    def word(self) -> str:
        """What tells it from every other."""
        return word_of(self.before, self.after)

    @property
    def difference(self) -> list[str]:
        """Line by line, each with its sign, without the head."""
        sides = ((self.before or "").splitlines(), self.after.splitlines())
        return [*unified_diff(*sides, lineterm="", n=2)][2:]


def word_of(*shown: object) -> str:
    """A word for what is shown, which goes with the yes to it, and with no yes to anything else."""
    return hashlib.sha256("\0".join(map(str, shown)).encode()).hexdigest()[:16]


def file_of(house: House) -> Path:
    """The hotmart.toml of this console: where it is, or where it would be."""
    named = os.environ.get("HOTMART_CONFIG")
    return house.file or Path(named or FILE)


def data_of(house: House) -> dict[str, Any]:
    """What the file says, as TOML has it; nothing where there is none. Raises ConfigError."""
    path = file_of(house)
    if not path.is_file():
        return {}
    text = text_of(path)
    verified(text, path)
    return tomllib.loads(text)


def proposed(house: House, edits: Iterable[Edit], done: Text, note: Text | None = None) -> Proposal:
    """What comes of these edits. Raises ConfigError with everything that would be wrong with the file."""
    path = file_of(house)
    before = text_of(path) if path.is_file() else None
    wanted = tuple(_that_change(_read(before or "", path), edits))
    after = written(_nested(wanted)) if before is None else _edited(before, wanted)
    config, warnings = verified(after, path)
    return Proposal(path, before, after, wanted, config, tuple(warnings), done, note)


def is_as_it_was(proposal: Proposal) -> bool:
    """Whether the file still is what the difference was made from."""
    now = text_of(proposal.file) if proposal.file.is_file() else None
    return now == proposal.before


def carry_out(proposal: Proposal) -> None:
    """Write it; beside a first file its schema, by which editors check it."""
    write(proposal.file, proposal.after)
    beside = proposal.file.with_name(SCHEMA_FILE)
    if proposal.before is None and not beside.exists():
        write(beside, schema_text(STREAMS))


def leaf_edits(key: tuple[str, ...], before: Any, after: Any) -> list[Edit]:
    """What makes one table of another, value by value, so that what stays the same is not touched."""
    if not (is_object(before) or before is None) or not is_object(after):
        return [] if before == after else [Edit(key, after)]
    old = before or {}
    gone = [Edit((*key, name)) for name in old if name not in after]
    return gone + [
        edit for name, value in after.items() for edit in leaf_edits((*key, name), old.get(name), value)
    ]


def value_at(data: Any, key: Sequence[str]) -> Any:
    """What a file says under this key, dots written without quotes as well; None where nothing."""
    for index, step in enumerate(key):
        rest = ".".join(key[index:])
        if is_object(data) and rest in data:
            return data[rest]
        if not is_object(data) or step not in data:
            return None
        data = data[step]
    return data


def table_at(data: Any, key: Sequence[str]) -> dict[str, Any]:
    """The table that a file has under this key; an empty one where it has none."""
    found = value_at(data, key)
    return found if is_object(found) else {}


def _read(text: str, path: Path) -> dict[str, Any]:
    salvage(text, path.absolute().parent, path.name)  # tells what is no TOML, and where
    return tomllib.loads(text)


def _that_change(data: dict[str, Any], edits: Iterable[Edit]) -> Iterator[Edit]:
    """Those that make a difference now: what a form left as it was is not held against a later editor."""
    for edit in edits:
        now = value_at(data, edit.key)
        if now != edit.value and not (edit.value == {} and now is not None):
            yield edit


def _edited(text: str, edits: Iterable[Edit]) -> str:
    for edit in edits:
        now = value_at(tomllib.loads(text), edit.key)
        if edit.value is None and now is not None:
            text = removed(text, edit.key)
        elif edit.value not in (None, {}) and now != edit.value:
            text = changed(text, edit.key, edit.value)
    return text


def _nested(edits: Iterable[Edit]) -> dict[str, Any]:
    """The tables of a file in which nothing stands yet."""
    whole: dict[str, Any] = {}
    for edit in edits:
        if edit.value is None:
            continue
        inside = whole
        for step in edit.key[:-1]:
            inside = inside.setdefault(step, {})
        if edit.value == {}:
            inside.setdefault(edit.key[-1], {})
        else:
            inside[edit.key[-1]] = edit.value
    return whole
