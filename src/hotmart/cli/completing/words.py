"""From what is typed to what could be meant: commands, options, and what each takes.

It is answered out of an index that `make docs` writes from the commands themselves, so that no command, no
engine and no client has to be loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, TypedDict

from hotmart.language import say

INDEX = Path(__file__).with_name("index.json")

Takes: TypeAlias = str | list[str] | None
"""What a parameter takes: `file`, `folder`, `text`, names of a kind, one of a few; None is a flag."""


class Parameter(TypedDict):
    """An option or an argument."""

    spelled: list[str]
    takes: Takes
    many: bool
    en: str
    pt: str


class Command(TypedDict):
    """A command, by the path of its words."""

    en: str
    pt: str
    inner: list[str]
    options: list[Parameter]
    arguments: list[Parameter]


class Index(TypedDict):
    """All commands, and the names that are always the same."""

    commands: dict[str, Command]
    names: dict[str, dict[str, list[str]]]


class Candidate(NamedTuple):
    """What could be meant, or the kind of file that could."""

    value: str
    help: str = ""
    kind: Literal["plain", "file", "folder"] = "plain"


Named: TypeAlias = Callable[[str], Iterable[Candidate]]
"""The names of a kind, such as connections, as far as they are known here and now."""


@cache
def index() -> Index:
    """What `make docs` wrote of the commands."""
    read: Index = json.loads(INDEX.read_text(encoding="utf-8"))
    return read


class _Typed(NamedTuple):
    """What is there before the word that is being typed."""

    command: Command
    path: str
    waiting: Parameter | None
    """The option that the word is the value of."""
    used: frozenset[str]
    arguments: int
    only_arguments: bool


def candidates(typed: Sequence[str], word: str, known: Index, named: Named) -> list[Candidate]:
    """What could be meant by a word, after these."""
    before = _read(typed, known)
    found: Iterable[Candidate]
    if before.waiting:
        found = _values(before.waiting, known, named)
    elif word.startswith("-") and not before.only_arguments:
        option, equals, value = word.partition("=")
        if equals:
            parameter = _option(before.command, option, known)
            values = _values(parameter, known, named) if parameter else ()
            return [
                one._replace(value=f"{option}={one.value}" if one.kind == "plain" else value)
                for one in values
                if one.value.startswith(value) or one.kind != "plain"
            ]
        found = _options(before)
    else:
        found = _next(before, known, named)
    return [one for one in found if one.kind != "plain" or one.value.startswith(word)]


def _read(typed: Sequence[str], known: Index) -> _Typed:
    """Where one is, after these words."""
    path, waiting, used, arguments, only_arguments = "", None, set[str](), 0, False
    for word in typed:
        command = known["commands"][path]
        if waiting:
            waiting = None
        elif word == "--" and not only_arguments:
            only_arguments = True
        elif word.startswith("-") and not only_arguments:
            option, equals, _ = word.partition("=")
            used.add(option)
            parameter = _option(command, option, known)
            waiting = parameter if parameter and parameter["takes"] is not None and not equals else None
        elif word in command["inner"]:
            path = f"{path} {word}".lstrip()
            used, arguments = set[str](), 0
        else:
            arguments += 1
    return _Typed(known["commands"][path], path, waiting, frozenset(used), arguments, only_arguments)


def _option(command: Command, spelled: str, known: Index) -> Parameter | None:
    """The option of a command, or the one that may stand anywhere."""
    options = [*command["options"], *known["commands"][""]["options"]]
    return next((one for one in options if spelled in one["spelled"]), None)


def _options(before: _Typed) -> Iterator[Candidate]:
    """The options of a command, but for those that are there and may be there only once."""
    for one in before.command["options"]:
        if one["many"] or before.used.isdisjoint(one["spelled"]):
            yield from (Candidate(spelled, say(one["en"], one["pt"])) for spelled in one["spelled"])


def _next(before: _Typed, known: Index, named: Named) -> Iterable[Candidate]:
    """What may come next: a command, or an argument; an option where there is neither."""
    command = before.command
    if command["inner"]:
        return [
            Candidate(name, say(inner["en"], inner["pt"]))
            for name in command["inner"]
            for inner in [known["commands"][f"{before.path} {name}".lstrip()]]
        ]
    here = command["arguments"][before.arguments : before.arguments + 1] or [
        one for one in command["arguments"][-1:] if one["many"]
    ]
    return _values(here[0], known, named) if here else () if before.only_arguments else _options(before)


def _values(parameter: Parameter, known: Index, named: Named) -> Iterator[Candidate]:
    """What a parameter takes."""
    match parameter["takes"]:
        case None | "text":
            return
        case "file":
            yield Candidate("", kind="file")
        case "folder":
            yield Candidate("", kind="folder")
        case [*choices]:
            yield from map(Candidate, choices)
        case str() as kind:
            fixed: Mapping[str, list[str]] = known["names"].get(kind, {})
            yield from (Candidate(name, say(*told)) for name, told in fixed.items())
            yield from named(kind)
