"""Seeing people in one item: which objects of it are somebody who is looked for, and which texts name them.

An object of an item is a person when one of its fields is an e-mail, code or document of theirs, or when
that stands in a detail of it, such as a list of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hotmart.forgetting.people import People, can_mention
from hotmart.privacy import pages
from hotmart.privacy.fields import CODE, Part, Shape
from hotmart.words import is_list, is_object

HOLDERS = ("participant", "subscriber", "buyer", "user")
"""Whose the personal things are that stand outside of any person, such as the code of a ticket or the link
to a bank slip: the first of these that the item names."""


class Theirs(NamedTuple):
    """An object that is one of them, and its shape, where one is known."""

    value: dict[str, Any]
    shape: Shape | None


class Mention(NamedTuple):
    """A field whose text names one of them among other things."""

    value: dict[str, Any]
    name: str
    part: Part | None


class Seen(NamedTuple):
    """What of an item is about them, the innermost first."""

    theirs: list[Theirs]
    mentions: list[Mention]

    def __bool__(self) -> bool:
        return bool(self.theirs or self.mentions)

    def is_theirs(self, value: object) -> bool:
        """Whether this very object is one of them."""
        return any(one.value is value for one in self.theirs)


def see(people: People, item: dict[str, Any], shape: Shape | None) -> Seen:
    """Who of these people stands in an item of this shape; without a shape nobody knows what a field is."""
    seen = Seen([], [])
    _Look(people, shape is not None and shape.knows_people, seen).visit(item, shape)
    return seen


def holder_of(item: dict[str, Any]) -> Any:
    """Whose the things are that stand outside of any person; None where the item does not say."""
    return next((item[name] for name in HOLDERS if _is_told(item.get(name))), None)


def buyers(item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The buyers whom a list of participants tells of (dossier §4.3)."""
    for held in item.values():
        for one in held if is_list(held) else []:
            if is_object(one) and one.get("role") == "BUYER" and is_object(person := one.get("user")):
                yield person


def listed(value: Any) -> list[Any]:
    """What stands in a list, however deep, or the value itself."""
    return [one for part in value for one in listed(part)] if is_list(value) else [value]


class _Look(NamedTuple):
    people: People
    knows_people: bool
    seen: Seen

    def visit(self, value: dict[str, Any], shape: Shape | None) -> bool:
        """Look at an object and all in it; tells whether it is a detail of one of them."""
        is_person = shape is not None and shape.is_person
        found = detail = False
        for name, held in value.items():
            part = shape.get(name) if shape is not None else None
            within = part.inside if part is not None and part.many == is_list(held) else None
            for one in listed(held):
                if is_object(one):
                    detail |= self.visit(one, within)
                elif (text := self._text(name, one, part)) is not None:
                    if self.people.are(text):
                        found = True
                    elif self.people.are_in(text):
                        self.seen.mentions.append(Mention(value, name, part))
                        break
        if found or (detail and is_person):
            self.seen.theirs.append(Theirs(value, shape))
        return (found or detail) and not is_person

    def _text(self, name: str, value: Any, part: Part | None) -> str | None:
        """The text to look at, where there may be somebody in it."""
        if part is None or part.personal or name == CODE or not self.knows_people:
            return pages.as_text(value)
        return value if isinstance(value, str) and can_mention(value) else None


def _is_told(person: Any) -> bool:
    return is_object(person) and any(held is not None for held in person.values())
