"""What a question is compared by: its words put right, what they mean, and what it is for."""

from __future__ import annotations

import re

from hotmart.actions.finding.index import Index
from hotmart.actions.finding.intent import Intent, clauses, intent
from hotmart.actions.finding.stems import stem
from hotmart.actions.finding.terms import plain, terms, words

_NAME = r"(?<=[^\W\d_][ ,])[A-ZÀ-Ý][a-zß-ÿ]+"
"""A word with a capital within a sentence: it is spelled as its owner spells it."""
MISTYPED = 8
"""Words that are looked up as mistyped, at most."""
DONE = ("ed", "s", "ado", "ada", "ido", "ida", "ou", "am", "ao")
"""How words end that tell of what was done, or of more than one: none of them is a wish."""


class Read:
    """A question as it was understood."""

    __slots__ = ("intent", "terms", "unknown")

    def __init__(self, terms: dict[str, float], unknown: int, intent: Intent) -> None:
        self.terms = terms
        self.intent: Intent = intent
        self.unknown = unknown
        """How many of its words nothing has."""


def understood(question: str, index: Index) -> Read:
    """A question in which words stand for codes already, as it is compared."""
    said = [words(clause) for clause in clauses(plain(question))]
    named = {plain(name) for name in re.findall(_NAME, question)}
    mistyped = [word for word in _mistyped(said, index) if word not in named]
    meant = {word: index.vocabulary.meant(word) or word for word in mistyped}
    right = [[meant.get(word, word) for word in clause] for clause in said]
    told = terms([word for clause in right for word in clause], index.meant, index.small, index.silent)
    unknown = sum(1 for one, counts in told.items() if counts == 1.0 and not index.has(one))
    return Read(told, unknown, intent(_for_intent(said, right), index.intent))


def _mistyped(said: list[list[str]], index: Index) -> list[str]:
    """The words that nobody knows, as many as are looked up."""
    unknown = (word for clause in said for word in clause if not index.is_known(word, stem(word)))
    return [*dict.fromkeys(unknown)][:MISTYPED]


def _for_intent(said: list[list[str]], right: list[list[str]]) -> list[list[str]]:
    """The words by which intent is told: one put right does not count where it was typed as a participle."""
    return [
        [typed if typed.endswith(DONE) else meant for typed, meant in zip(clause, meants, strict=True)]
        for clause, meants in zip(said, right, strict=True)
    ]
