"""Which action comes first: by how near it is, and never a write where nobody wants anything done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from hotmart.actions.finding.found import Cannot
from hotmart.actions.finding.index import Index
from hotmart.actions.finding.intent import Intent
from hotmart.actions.finding.terms import MEANING
from hotmart.actions.finding.understanding import Read

Ranked: TypeAlias = list[tuple[str, float]]

TO_ACT, TO_KNOW = 1.6, 0.6
"""What becomes of the score of a write, where somebody wants to act and where not."""
NOT_POSSIBLE: dict[Intent, tuple[float, float]] = {
    "act": (TO_ACT, TO_ACT),
    "may": (1.0, 1.2),
    "know": (1.0, 0.0),
    "thing": (1.0, 0.6),
    "things": (1.0, 0.6),
    "": (1.0, 0.8),
}
"""The same of what cannot be known, and of what cannot be done."""
USUAL = 1.06
"""What becomes of the score of an action that is asked for more often than others of its kind."""
AT_LEAST = 0.08
"""What is below is not near."""
CANNOT_FROM = 0.35
"""The score from which on something is said to be impossible."""
DONE_FROM, NEARER = 0.4, 1.25
"""The score of a write, and how many times that of the nearest read it is, to be wanted by its name."""
PERIOD = f"{MEANING}period"
NEARLY = 0.75
"""The share of the score of a write from which on a read is as near to a question as what it looks at."""


def ranked(scores: Sequence[float], to_act: bool, index: Index) -> Ranked:
    """The actions by score, those that write lifted or lowered as somebody wants to act or not."""
    weighed = {
        id: score * _weight(id, to_act, index) * (USUAL if index.is_usual(id) else 1.0)
        for id, score in zip(index.actions, scores, strict=True)
        if score >= AT_LEAST
    }
    return sorted(weighed.items(), key=lambda one: (-one[1], one[0]))


def _weight(id: str, to_act: bool, index: Index) -> float:
    """What the score is worth. A copy changes nothing at Hotmart, but is made by who wants to act."""
    if index.reads(id):
        return TO_ACT if to_act and id == "sync" else 1.0
    return TO_ACT if to_act else TO_KNOW


def is_done_by_name(scores: Sequence[float], read: Read, index: Index) -> bool:
    """Whether what is named, without a verb, is only ever wanted done: "second copy of the boleto".

    A period is told by who wants to know.
    """
    if read.intent not in ("thing", "") or PERIOD in read.terms:
        return False
    best = {True: 0.0, False: 0.0}
    for id, score in zip(index.actions, scores, strict=True):
        best[index.reads(id)] = max(best[index.reads(id)], score)
    return best[False] >= DONE_FROM and best[False] >= NEARER * best[True]


def impossible(scores: Sequence[float], read: Read, best: float, index: Index) -> Cannot | None:
    """What cannot be done, if the question is nearer to that than to what can, whose best score is given."""
    weighed = (
        (score * NOT_POSSIBLE[read.intent][one.acts], key)
        for score, (key, one) in zip(scores, index.impossible.items(), strict=True)
        if not one.needs or any(meaning in read.terms for meaning in one.needs)
    )
    score, key = max(weighed, default=(0.0, ""))
    if score < CANNOT_FROM or score <= best:
        return None
    return Cannot(index.impossible[key].text, index.impossible[key].instead)


def with_first(first: Sequence[str], others: Ranked) -> Ranked:
    """Those before all others, with a score that is no lower."""
    top = max([score for _, score in others[:1]], default=CANNOT_FROM)
    return [*((id, top) for id in first), *(one for one in others if one[0] not in first)]


def read_first(found: Ranked, index: Index) -> Ranked:
    """The same with a read in front: the nearest, or that which a question about the write means."""
    if not found or index.reads(found[0][0]):
        return found
    write, top = found[0]
    near = (id for id, score in found if index.reads(id) and score >= NEARLY * top)
    return with_first([next(near, index.look(write))], found)
