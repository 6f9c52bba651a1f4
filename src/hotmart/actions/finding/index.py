"""The index that was made beforehand: what is compared with a question, read once.

What belongs to a term is one text there, and taken apart when the term is asked for: to read the file as so
many numbers would take longer than all else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from hotmart.actions.finding.intent import Words
from hotmart.actions.finding.typos import Vocabulary
from hotmart.language import Text

FILE = f"{__file__.removesuffix('index.py')}index.json"


class Impossible:
    """Something that the API cannot do."""

    __slots__ = ("acts", "instead", "needs", "text")

    def __init__(self, told: dict[str, Any]) -> None:
        self.text = Text(*told["text"])
        self.instead: tuple[str, ...] = tuple(told["instead"])
        self.acts: bool = told["acts"]
        """Whether it is something done: whoever only wants to know does not mean it."""
        self.needs: list[str] = told["needs"]
        """Meanings without one of which it is not meant."""


class Index:
    """The words of every action, and of what cannot be done, ready to be compared."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.actions: dict[str, dict[str, Any]] = told["actions"]
        self.impossible = {key: Impossible(one) for key, one in told["impossible"].items()}
        self.names: list[str] = [*self.actions, *self.impossible]
        """What is compared, by its number: the actions, then what cannot be done."""
        self.paths: list[list[str]] = told["paths"]
        self.meant: dict[str, str] = told["meant"]
        """The meanings of a word, or of several together."""
        self.most: float = told["most"]
        """How much a term tells that nothing has: as much as the rarest."""
        self.small = frozenset(told["small"].split())
        self.silent = frozenset(told["silent"].split())
        self.weak = frozenset(told["weak"].split())
        self._weights: dict[str, str] = told["weights"]
        self._phrases: dict[str, str] = told["phrases"]
        self._spoken: list[str] = told["spoken"].split()
        self._told = told

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All words that are known, for those that are mistyped."""
        return Vocabulary(self._told["vocabulary"].split())

    @cached_property
    def intent(self) -> Words:
        """The words that tell whether somebody wants to know or to act."""
        return Words(self._told["intent"])

    def reads(self, id: str) -> bool:
        """Whether an action changes nothing."""
        return "look" not in self.actions[id]

    def look(self, id: str) -> str:
        """The read that is meant by a question about a write."""
        look: str = self.actions[id]["look"]
        return look

    def is_usual(self, id: str) -> bool:
        """Whether it is asked for more often than the others of its kind."""
        return "usual" in self.actions[id]

    def has(self, term: str) -> bool:
        """Whether anything has that term."""
        return term in self._weights

    def is_known(self, word: str, stem: str) -> bool:
        """Whether a word is none that was mistyped."""
        return self.has(stem) or stem in self.meant or word in self.small or word in self.vocabulary.words

    def rarity(self, term: str) -> float:
        """How much a term tells."""
        return float(self._weights[term].partition(" ")[0]) if self.has(term) else self.most

    def worth(self, term: str) -> Iterator[tuple[int, float]]:
        """What a term is worth, by the number of what has it."""
        told = iter(self._weights.get(term, "").split()[1:])
        return ((int(number), float(worth)) for number, worth in zip(told, told, strict=True))

    def standing(self, term: str) -> Iterator[int]:
        """The phrases that a term stands in; the complement of a number where it counts less there."""
        return map(int, self._phrases.get(term, "").split())

    def spoken(self, phrase: int) -> tuple[int, float]:
        """Of a phrase the number of whose it is, and its length."""
        number, length = self._spoken[phrase].split(":")
        return int(number), float(length)


@cache
def index() -> Index:
    """The one index there is."""
    with open(FILE, "rb") as file:  # noqa: PTH123  # to import pathlib would take longer than to read it
        return Index(json.load(file))
