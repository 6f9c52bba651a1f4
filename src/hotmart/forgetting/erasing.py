"""Erasing people from one item: what says who they are goes, what was sold stays.

An object of an item is a person when one of its fields is an e-mail, code or document of theirs, or when
that stands in a detail of it. Then every personal field of it goes, and all that nobody knows; money,
dates and products stay, because the accounts need them. Nobody else in the item is touched.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from hotmart.forgetting.people import People, can_mention
from hotmart.privacy import pages
from hotmart.privacy.fields import CODE, Part, Shape
from hotmart.words import is_list, is_object

HOLDERS = ("participant", "subscriber", "buyer", "user")
"""Whose the personal things are that stand outside of any person, such as the code of a ticket or the link
to a bank slip: the first of these that the item names."""


class Eraser:
    """Erases people from items of one shape; without a shape nobody knows what a field is."""

    def __init__(self, people: People, shape: Shape | None, plain: Collection[str] = ()) -> None:
        self._people, self._shape, self._plain = people, shape, plain
        self._knows_people = shape is not None and shape.knows_people
        self.learned: set[str] = set()
        """Other e-mails and codes of the same people, as they were found."""
        self.erased = 0

    def __call__(self, page: bytes) -> bytes:
        """The page without them; the same bytes when they are not there."""
        document, before = pages.read(page), self.erased
        for row in pages.items(document):
            if is_object(row):
                self.item(row)
        return pages.written(document) if self.erased > before else page

    def item(self, item: dict[str, Any]) -> None:
        """Erase them from an item, in place."""
        holder = next((item[name] for name in HOLDERS if _is_told(item.get(name))), None)
        gone = _Gone()
        self._visit(item, self._shape, gone)
        if self._shape is not None and any(one is holder for one in gone):
            self._erase_loose(item, self._shape)

    def _visit(self, value: dict[str, Any], shape: Shape | None, gone: _Gone) -> bool:
        """Erase them from an object and all in it; tells whether it is a detail of one of them."""
        is_person = shape is not None and shape.is_person
        found = detail = False
        for name, held in list(value.items()):
            part = shape.get(name) if shape is not None else None
            within = part.inside if part is not None and part.many == is_list(held) else None
            for one in _listed(held):
                if is_object(one):
                    detail |= self._visit(one, within, gone)
                elif (text := self._text(name, one, part)) is not None:
                    if self._people.are(text):
                        found = True
                    elif self._people.are_in(text):
                        self._remove(value, name, part)
                        break
        if found or (detail and is_person):
            if is_person:
                self._learn(value)
            self._erase(value, shape)
            gone.append(value)
        return (found or detail) and not is_person

    def _text(self, name: str, value: Any, part: Part | None) -> str | None:
        """The text to look at, where there may be somebody in it."""
        if part is None or part.personal or name == CODE or not self._knows_people:
            return pages.as_text(value)
        return value if isinstance(value, str) and can_mention(value) else None

    def _learn(self, person: dict[str, Any]) -> None:
        told = (person.get("email"), person.get(CODE))
        self.learned |= {one.strip() for one in told if isinstance(one, str) and one.strip()}

    def _erase(self, value: dict[str, Any], shape: Shape | None) -> None:
        for name, held in list(value.items()):
            part = shape.get(name) if shape is not None else None
            within = part.inside if part is not None else None
            objects = [one for one in _listed(held) if is_object(one)]
            if objects and (within is not None or self._shape is None):
                for one in objects:
                    if within is None or not within.is_person:  # who is a person too is looked at alone
                        self._erase(one, within)
            elif held != [] and self._goes(name, held, part, shape):
                self._remove(value, name, part)

    def _goes(self, name: str, held: Any, part: Part | None, shape: Shape | None) -> bool:
        """Whether a field of a person goes."""
        if held is None:
            return False
        if self._is_theirs(held) or (name == CODE and shape is not None and shape.is_person):
            return True
        if part is None or part.column is None:
            return self._shape is not None or (isinstance(held, str | list) and name not in self._plain)
        odd = is_object(held) or (is_list(held) and not part.many)
        free_text = part.column.kind in ("text", "texts") and not part.key
        return part.personal or odd or (free_text and not self._knows_people)

    def _is_theirs(self, held: Any) -> bool:
        texts = map(pages.as_text, _listed(held))
        return any(text and (self._people.are(text) or self._people.are_in(text)) for text in texts)

    def _remove(self, value: dict[str, Any], name: str, part: Part | None) -> None:
        """Remove a field; a key stays a key, as a hash."""
        held = value.get(name)
        if part is not None and part.key:
            if not isinstance(held, str) or self._people.hashed(held) == held:
                return
            value[name] = self._people.hashed(held)
        else:
            value.pop(name, None)
        self.erased += 1

    def _erase_loose(self, value: dict[str, Any], shape: Shape) -> None:
        if shape.is_person:
            return
        for name, held in list(value.items()):
            part = shape.get(name)
            if part is None:
                continue
            if part.personal and held is not None:
                self._remove(value, name, part)
            elif part.inside is not None and is_object(held):
                self._erase_loose(held, part.inside)


class _Gone(list[dict[str, Any]]):
    """The objects that were people and are erased."""


def _listed(value: Any) -> list[Any]:
    """What stands in a list, however deep, or the value itself."""
    return [one for part in value for one in _listed(part)] if is_list(value) else [value]


def _is_told(person: Any) -> bool:
    return is_object(person) and any(held is not None for held in person.values())
