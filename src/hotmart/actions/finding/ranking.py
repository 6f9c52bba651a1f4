"""How near each action is to a question: what its words are worth together, and its nearest phrase."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from hotmart.actions.finding.index import Index
from hotmart.actions.finding.terms import MARK, MEANING, OF_A_MEANING

SATURATION = 1.2
"""BM25's k1: how soon it makes no difference that a word stands there once more."""
BY_WORDS, BY_PHRASE = 0.5, 0.5
UNKNOWN = 0.5
"""What a word counts that nobody knows, as a share of the rarest: a name, mostly."""


class Near:
    """How near the question is to everything, by number, and to which share of it there are words at all."""

    __slots__ = ("known", "scores", "strong")

    def __init__(self, scores: list[float], known: float, strong: bool) -> None:
        self.scores, self.known = scores, known
        self.strong = strong
        """Whether anything is said that is not said of everything."""


def nearness(terms: Mapping[str, float], unknown: int, index: Index) -> Near:
    """The score of every action, and of what cannot be done: from 0 to 1, or a little more."""
    rarity = {term: index.rarity(term) for term in terms}
    known = sum(counts * rarity[term] for term, counts in terms.items() if index.has(term))
    whole = known + unknown * UNKNOWN * index.most
    by_words, by_phrase = _by_words(terms, whole, index), _by_phrase(terms, rarity, index)
    scores = [BY_WORDS * word + BY_PHRASE * phrase for word, phrase in zip(by_words, by_phrase, strict=True)]
    strong = any(term[0] in (MARK, MEANING) and term not in index.weak for term in terms)
    return Near(scores, known / whole if whole else 0.0, strong)


def _by_words(terms: Mapping[str, float], whole: float, index: Index) -> list[float]:
    """BM25, as a share of what a text that says nothing else would have."""
    scores = [0.0] * len(index.names)
    for term, counts in terms.items():
        for number, worth in index.worth(term):
            scores[number] += counts * worth
    best = whole * (SATURATION + 1)
    return [score / best if best else 0.0 for score in scores]


def _by_phrase(terms: Mapping[str, float], rarity: Mapping[str, float], index: Index) -> list[float]:
    """The cosine with the nearest phrase of each."""
    shared: dict[int, float] = {}
    for term, counts in terms.items():
        product = counts * rarity[term] ** 2
        for phrase in index.standing(term):
            number, there = (phrase, 1.0) if phrase >= 0 else (~phrase, OF_A_MEANING)
            shared[number] = shared.get(number, 0.0) + product * there
    length = sqrt(sum((counts * rarity[term]) ** 2 for term, counts in terms.items()))
    scores = [0.0] * len(index.names)
    for phrase, product in shared.items():
        whose, its_length = index.spoken(phrase)
        scores[whose] = max(scores[whose], product / (its_length * length))
    return scores
