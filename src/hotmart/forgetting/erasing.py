"""Erasing people from one item: what says who they are goes, what was sold stays.

Of an object that is one of them every personal field goes, and all that nobody knows; money, dates and
products stay, because the accounts need them. Nobody else in the item is touched.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from hotmart.forgetting.people import People
from hotmart.forgetting.sight import holder_of, listed, see
from hotmart.privacy import pages
from hotmart.privacy.fields import CODE, Part, Shape
from hotmart.words import is_list, is_object


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
        seen, holder = see(self._people, item, self._shape), holder_of(item)
        for mention in seen.mentions:
            self._remove(*mention)
        for person, shape in seen.theirs:
            if shape is not None and shape.is_person:
                self._learn(person)
            self._erase(person, shape)
        if self._shape is not None and seen.is_theirs(holder):
            self._erase_loose(item, self._shape)

    def _learn(self, person: dict[str, Any]) -> None:
        told = (person.get("email"), person.get(CODE))
        self.learned |= {one.strip() for one in told if isinstance(one, str) and one.strip()}

    def _erase(self, value: dict[str, Any], shape: Shape | None) -> None:
        for name, held in list(value.items()):
            part = shape.get(name) if shape is not None else None
            within = part.inside if part is not None else None
            objects = [one for one in listed(held) if is_object(one)]
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
        texts = map(pages.as_text, listed(held))
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
