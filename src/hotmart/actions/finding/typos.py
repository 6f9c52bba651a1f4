"""The word that was meant by one that nobody knows: by its letters, and by the groups of three it shares."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 5
ALIKE = 0.62
"""The share of groups of letters from which on two words that begin alike are taken for one."""


class Vocabulary:
    """All words that are known, by their length."""

    def __init__(self, known: Iterable[str]) -> None:
        self.words = frozenset(known)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self.words):
            self._by_length.setdefault(len(word), []).append(word)

    def meant(self, word: str) -> str | None:
        """The nearest known word: one letter apart, two in a long word; or one with the same beginning."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        limit = 1 if len(word) < 9 else 2
        near = [
            (distance(word, known, limit), known)
            for length in range(len(word) - limit, len(word) + limit + 1)
            for known in self._by_length.get(length, ())
            if len(known) >= SHORTEST and _may_be(word, known, limit)
        ]
        best = min(near, default=None)
        return best[1] if best and best[0] <= limit else self._alike(word)

    def _alike(self, word: str) -> str | None:
        """The known word that shares most groups of letters with a long one, and its first five."""
        if len(word) < 7:
            return None
        mine = grams(word)
        best = max(
            (
                (2 * len(mine & grams(known)) / (len(mine) + len(grams(known))), known)
                for length in range(5, len(word) + 4)
                for known in self._by_length.get(length, ())
                if known[:5] == word[:5]
            ),
            default=(0.0, ""),
        )
        return best[1] if best[0] >= ALIKE else None


def _may_be(word: str, known: str, limit: int) -> bool:
    """Whether so few letters differ that it is worth a closer look. The first is hardly ever mistyped."""
    begins_alike = known[0] == word[0] or known[:2] == word[1::-1]
    return begins_alike and len(set(word) ^ set(known)) <= 2 * limit


def grams(word: str) -> set[str]:
    """The groups of three letters of a word, its edges included."""
    edged = f"^{word}$"
    return {edged[place : place + 3] for place in range(len(edged) - 2)}


def distance(one: str, other: str, limit: int) -> int:
    """How many letters were mistyped, left out, added or swapped; more than the limit is all the same."""
    before: list[int] = []
    row = [*range(len(other) + 1)]
    for place, letter in enumerate(one, 1):
        further, before = before, row
        row = [place]
        for there, known in enumerate(other, 1):
            cost: int = min(before[there] + 1, row[-1] + 1, before[there - 1] + (letter != known))
            if place > 1 and there > 1 and letter == other[there - 2] and one[place - 2] == known:
                cost = min(cost, further[there - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    last: int = row[-1]
    return last
