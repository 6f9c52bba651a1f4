"""An item with what is of one person in it, and with nothing of anybody else.

It is the other side of erasing: whoever is another person goes, with all that stands in them, and so does
what nobody knows, unless it stands in the person, or belongs to whose item it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from hotmart.forgetting.people import TOKEN, People, kind_of
from hotmart.forgetting.sight import Seen, buyers, holder_of, listed, see
from hotmart.privacy import pages
from hotmart.privacy.fields import Part, Shape
from hotmart.privacy.policies import HASHED, MASK
from hotmart.words import is_list, is_object

_TELLS_WHO = re.compile(r"name|nome|e?_?mail|ucode|document|cpf|cnpj|phone|fone|celular", re.IGNORECASE)
_SELLING = re.compile(r"affiliate|afiliad|co_?produ|produ[ct][eo]r|produtor|seller|vendedor", re.IGNORECASE)
_BUYING = re.compile(r"buyer|comprador|client|customer|subscriber|assinante|participant|student|aluno", re.I)
_GONE: Any = object()


class _Place(NamedTuple):
    """Where a value stands."""

    name: str
    part: Part | None
    within: Shape | None
    mine: bool
    """Whether that is in the person."""


class Keeper:
    """Leaves of items of one shape what is of one person; without a shape nobody knows what a field is."""

    def __init__(self, people: People, shape: Shape | None, learned: Collection[str] = ()) -> None:
        """`learned` are the columns of fields that the model does not know."""
        self._people, self._shape, self._learned = people, shape, frozenset(learned)
        self._seen = Seen([], [])
        self._by_role = shape is None or not shape.knows_people
        self.holds = False
        """Whether the last item is theirs: they bought it, subscribed to it, or use it."""
        self.is_of_one = False
        """Whether nobody else stands in the lists of the last item."""
        self.left_out = 0
        """How many fields that nobody knows were left out, since they may be about somebody else."""

    def item(self, item: dict[str, Any], *, linked: bool = False, beside: bool = False) -> bool:
        """Leave in an item what is theirs, in place; False, and untouched, where it is not about them.

        `linked`: it is theirs though it names nobody, such as a lesson of a student. `beside`: they are
        named by a field that cannot be put back into it.
        """
        self._seen = see(self._people, item, self._shape)
        self.holds = self.is_of_one = False
        if not (self._seen or beside or (linked and not self._is_anothers(item))):
            return False
        shape = self._shape
        if shape is None or self._by_role:
            self.holds = True
            _part_roles(item, self._names_them)
            self._keep(item, shape, mine=False)
            return True
        top = shape.is_person and self._seen.is_theirs(item)
        self.holds = top or self._is_whose(item, linked=linked)
        self.is_of_one = self.holds and not any(map(self._lists_another, _lists(item, shape)))
        self._keep(item, shape, mine=top)
        return True

    def alone(self, item: dict[str, Any]) -> None:
        """The same for a field that stood somewhere in the item before it."""
        self._seen = see(self._people, item, None)
        self._keep(item, None, mine=False)

    def _is_anothers(self, item: dict[str, Any]) -> bool:
        """Whether an item says that it is somebody else's, whatever code it bears."""
        whose = [holder_of(item), *buyers(item)]
        texts = [text for one in whose if is_object(one) for text in one.values() if isinstance(text, str)]
        return any(map(_is_somebody, texts))

    def _is_whose(self, item: dict[str, Any], *, linked: bool) -> bool:
        holder = holder_of(item)
        whose = [*buyers(item)] if holder is None else [holder]
        return any(map(self._seen.is_theirs, whose)) or (linked and not self._is_anothers(item))

    def _keep(self, value: dict[str, Any], shape: Shape | None, *, mine: bool) -> None:
        for name, held in list(value.items()):
            part = self._part(shape, name)
            within = part.inside if part is not None and part.many == is_list(held) else None
            left = self._left(held, _Place(name, part, within, mine))
            if left is _GONE:
                self.left_out += part is None
                del value[name]
            else:
                value[name] = left

    def _part(self, shape: Shape | None, name: str) -> Part | None:
        """What is known of a field; nothing where Hotmart has but begun to send it."""
        part = shape.get(name) if shape is not None else None
        if part is None or (part.column is not None and part.column.name in self._learned):
            return None
        return None if part.inside is not None and self._is_new(part.inside) else part

    def _is_new(self, shape: Shape) -> bool:
        return all(self._part(shape, name) is None for name in shape)

    def _left(self, held: Any, at: _Place, *, in_list: bool = False) -> Any:
        """What is left of a value."""
        if is_list(held):
            kept = [left for one in held if (left := self._left(one, at, in_list=True)) is not _GONE]
            return kept if kept or not held else _GONE
        if not is_object(held):
            return self._scalar(held, at)
        if not self._stays(held, at, in_list=in_list):
            _empty(held)
            return _GONE
        is_one = at.within is None or at.within.is_person
        self._keep(held, at.within, mine=at.mine or (is_one and self._seen.is_theirs(held)))
        return held

    def _stays(self, held: dict[str, Any], at: _Place, *, in_list: bool) -> bool:
        """Whether an object is left, if only in parts."""
        if self._has_theirs(held):
            return True
        if at.within is None:
            return at.mine or (self.holds and not self._is_another(held, at.name))
        return not at.within.is_person and not (in_list and self._tells_of_another(held, at.within))

    def _scalar(self, held: Any, at: _Place) -> Any:
        text = pages.as_text(held)
        if held is None or (at.mine and at.part is not None):
            return held
        if at.mine:  # an object that nobody knows is theirs where it names them, and may name another too
            return self._without_others(held)
        if at.part is not None and at.part.column is not None and not at.part.personal:
            return self._without_others(held)
        theirs = text is not None and (self._people.are(text) or self._people.are_in(text))
        if at.part is None and not theirs and self._may_be_anothers(at.name, text):
            return _GONE
        return self._without_others(held) if self.holds or theirs else _GONE

    def _may_be_anothers(self, name: str, text: str | None) -> bool:
        """Whether a field that nobody knows may well tell of another."""
        is_sellers = not self._by_role and _SELLING.search(name) is not None
        return is_sellers or (text is not None and _is_somebody(text))

    def _without_others(self, held: Any) -> Any:
        """A text without the e-mails of others that it mentions."""
        if not isinstance(held, str) or "@" not in held or self._people.are(held):
            return held
        return TOKEN.sub(lambda one: one[0] if self._is_them(one[0]) or "@" not in one[0] else MASK, held)

    def _is_them(self, token: str) -> bool:
        return self._people.are(token.strip("."))

    def _has_theirs(self, value: Any) -> bool:
        if is_list(value):
            return any(map(self._has_theirs, value))
        if not is_object(value):
            return False
        named = self._seen.is_theirs(value) or any(one.value is value for one in self._seen.mentions)
        return named or any(map(self._has_theirs, value.values()))

    def _is_another(self, value: dict[str, Any], name: str) -> bool:
        """Whether an object that nobody knows may well be somebody."""
        if _SELLING.search(name):
            return True
        for field, held in value.items():
            for one in listed(held):
                if is_object(one) and self._is_another(one, field):
                    return True
                if one is not None and not is_object(one) and _TELLS_WHO.search(field):
                    return True
        return False

    def _tells_of_another(self, value: dict[str, Any], shape: Shape) -> bool:
        """Whether a person stands anywhere in it who is not them."""
        for name, held in value.items():
            part = shape.get(name)
            if part is None or part.inside is None:
                continue
            others = [one for one in listed(held) if is_object(one) and one and not self._seen.is_theirs(one)]
            if others and part.inside.is_person:
                return True
            if any(self._tells_of_another(one, part.inside) for one in others):
                return True
        return False

    def _lists_another(self, element: tuple[dict[str, Any], Shape]) -> bool:
        value, shape = element
        is_another = shape.is_person and not self._seen.is_theirs(value)
        return is_another or self._tells_of_another(value, shape)

    def _names_them(self, held: Any) -> bool:
        texts = [text for one in listed(held) if (text := pages.as_text(one)) is not None]
        return any(self._people.are(text) or self._people.are_in(text) for text in texts)


def _part_roles(row: dict[str, Any], names_them: Callable[[Any], bool]) -> None:
    """Take out of a row that no stream explains who has another part in the sale."""
    roles = {name: role for name in row for role in (_SELLING, _BUYING) if role.search(name)}
    told = {role for name, role in roles.items() if names_them(row[name])}
    for name, role in roles.items():
        if role not in (told or {_BUYING}) and not names_them(row[name]):
            del row[name]


def _is_somebody(text: str) -> bool:
    """Whether a text is an e-mail, code or hash."""
    return kind_of(text) in ("email", "code") or HASHED.fullmatch(text) is not None


def _lists(item: dict[str, Any], shape: Shape) -> Iterator[tuple[dict[str, Any], Shape]]:
    """The objects in the lists of an item, and their shape."""
    for name, held in item.items():
        part = shape.get(name)
        if part is not None and part.inside is not None and part.many:
            yield from ((one, part.inside) for one in listed(held) if is_object(one))


def _empty(value: Any) -> None:
    """Let nothing of an object be found by whoever still holds on to a part of it."""
    for one in listed(value):
        if is_object(one):
            for held in one.values():
                _empty(held)
            one.clear()
