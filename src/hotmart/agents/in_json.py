"""An entry in settings that are JSON: put in and cut out as text, so that whatever is around it stays.

Only what the standard library reads is touched: comments and trailing commas are for somebody else to edit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeGuard

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_INDENT = "  "


class _Member(NamedTuple):
    """A key and its value, as they stand in a text."""

    key: str
    start: int
    value: int
    end: int


class _Object(NamedTuple):
    """An object in a text: where it opens and closes, and what is in it."""

    start: int
    end: int
    members: list[_Member]

    def has(self, key: str) -> _Member | None:
        """The member of that name. Raises ValueError where there are two."""
        found = [one for one in self.members if one.key == key]
        if len(found) > 1:
            raise ValueError(f"{key} stands there twice")
        return found[0] if found else None


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether it is an object of JSON."""
    return isinstance(value, dict)


def model(text: str) -> dict[str, Any]:
    """What it says, with every number as it is written. Raises ValueError where it is no object of JSON."""
    if not text.strip():
        return {}
    said = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    if not is_object(said):
        raise ValueError("no object")
    return said


def nothing_in(text: str) -> bool:
    """Whether nothing is left in it."""
    return not model(text)


def insertion(text: str, keys: Sequence[str], name: str, value: dict[str, Any]) -> tuple[int, str]:
    """Where a text is to be put in, and which, so that the entry stands under the keys."""
    if not text.strip():
        return len(text), json.dumps(_nested([*keys, name], value), indent=_INDENT, ensure_ascii=False) + "\n"
    there, rest = _read(text, _SPACE.match(text).end()), [*keys, name]  # type: ignore[union-attr]
    while member := there.has(rest[0]):
        there, rest = _read(text, member.value), rest[1:]
    return _added(text, there, rest[0], _nested(rest[1:], value))


def cut(text: str, keys: Sequence[str], name: str, made: int) -> str:
    """The text without the entry, and without the inmost objects that were made for it and are empty now."""
    path = [*keys, name]
    for outer in range(made + 1):
        there = _read(text, _SPACE.match(text).end())  # type: ignore[union-attr]
        for key in path[: len(path) - 1 - outer]:
            there = _read(text, _known(there, key).value)
        gone = _known(there, path[len(path) - 1 - outer])
        if outer and _read(text, gone.value).members:
            break
        text = _without(text, there, gone)
    return text


def _known(there: _Object, key: str) -> _Member:
    member = there.has(key)
    if member is None:
        raise ValueError(f"no {key}")
    return member


def _without(text: str, there: _Object, gone: _Member) -> str:
    index = there.members.index(gone)
    if len(there.members) == 1:
        return text[: there.start + 1] + text[there.end - 1 :]
    if index == len(there.members) - 1:
        return text[: there.members[index - 1].end] + text[gone.end :]
    return text[: gone.start] + text[there.members[index + 1].start :]


def _nested(keys: Sequence[str], value: Any) -> Any:
    for key in reversed(keys):
        value = {key: value}
    return value


def _read(text: str, at: int) -> _Object:
    """The object that begins there. Raises ValueError where there is none."""
    if text[at : at + 1] != "{":
        raise ValueError("no object")
    start, members = at, list[_Member]()
    at = _after_space(text, at + 1)
    while text[at] != "}":
        key, end = _DECODER.raw_decode(text, at)
        value = _after_space(text, _after_space(text, end) + 1)
        _, end = _DECODER.raw_decode(text, value)
        members.append(_Member(key, at, value, end))
        at = _after_space(text, end)
        if text[at] == ",":
            at = _after_space(text, at + 1)
    return _Object(start, at + 1, members)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _added(text: str, there: _Object, key: str, value: Any) -> tuple[int, str]:
    """One more member, after the others, written as they are."""
    if there.members:
        last = there.members[-1]
        before = re.search(r"[ \t\n\r]*\Z", text[: last.start])
        lead = before.group() if before else ""
        return last.end, "," + lead + _written(text, key, value, lead)
    inside = text[there.start + 1 : there.end - 1]
    newline, around = _newline(text), _line_indent(text, there.start)
    if "\n" not in text and there.start != _after_space(text, 0):
        return there.start + 1, _written(text, key, value, "")
    lead = newline + around + _unit(text)
    closing = "" if "\n" in inside else newline + around
    return there.start + 1, lead + _written(text, key, value, lead) + closing


def _written(text: str, key: str, value: Any, lead: str) -> str:
    """A member on one line where the others are, or else over several."""
    if "\n" not in lead:
        return f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
    told = json.dumps(value, indent=_unit(text), ensure_ascii=False)
    around = lead.rpartition("\n")[2]
    return f"{json.dumps(key)}: " + told.replace("\n", _newline(text) + around)


def _newline(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _line_indent(text: str, at: int) -> str:
    """The space at the beginning of the line in which something stands."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _unit(text: str) -> str:
    """By how much the members of the outermost object are indented."""
    found = re.match(r"\s*\{[ \t\r]*\n([ \t]+)\"", text)
    return found.group(1) if found else _INDENT
