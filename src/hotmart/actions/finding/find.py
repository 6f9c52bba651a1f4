"""From a question to the actions that answer it, the nearest first."""

from __future__ import annotations

from hotmart.actions.finding.codes import recognised
from hotmart.actions.finding.found import Certainty, Effect, Finding, Match
from hotmart.actions.finding.index import Index, index
from hotmart.actions.finding.named import named
from hotmart.actions.finding.ordering import (
    USUAL,
    Ranked,
    impossible,
    is_done_by_name,
    ranked,
    read_first,
    with_first,
)
from hotmart.actions.finding.ranking import Near, nearness
from hotmart.actions.finding.understanding import understood

LONGEST = 400
"""Signs of a question that are read: what comes after them tells hardly more, and takes its time."""
LIKELY_FROM, SURE_FROM = 0.3, 0.6
"""The score from which on the nearest is likely, or sure."""
KNOWN_FROM, SURE_KNOWN = 0.5, 0.8
"""The share of the question that there have to be words for."""
WEAK_BELOW = 0.8
"""The score below which it takes more than words that are said of anything, such as who and when."""
AHEAD = 0.16
"""By which share the second has to be behind for it to be sure."""


def find(question: str, *, limit: int = 10, effect: Effect | None = None) -> Finding:
    """The actions that answer a question in Portuguese or English, the nearest first.

    What changes something comes first only where somebody wants it done, or calls it by its name. `effect`:
    only those that read, or only those that write. Nothing is asked of any network.
    """
    known, question = index(), question[:LONGEST]
    called = named(question, known)
    marked, given = recognised(question)
    read = understood(marked, known)
    near = nearness(read.terms, read.unknown, known)
    count = len(known.actions)
    to_act = read.intent == "act" or is_done_by_name(near.scores[:count], read, known)
    found = ranked(near.scores[:count], to_act, known)
    best = found[0][1] / USUAL if found else 0.0
    cannot = None if called else impossible(near.scores[count:], read, best, known)
    if called:
        found = with_first(called, found)
    elif cannot:
        found = read_first(with_first(cannot.instead, found), known)
    elif not to_act:
        found = read_first(found, known)
    certainty: Certainty = "sure" if called else _certainty(near, found, cannot is not None)
    return Finding(_matches(found, effect, known)[: max(limit, 0)], certainty, cannot, given)


def _certainty(near: Near, found: Ranked, cannot: bool) -> Certainty:
    """How sure it is: by how near the nearest is, and by how much of the question there are words for."""
    best = max(near.scores)
    if not found or best < LIKELY_FROM or near.known < KNOWN_FROM:
        return "unsure"
    if best < WEAK_BELOW and not near.strong:
        return "unsure"
    ahead = cannot or len(found) < 2 or found[1][1] <= (1 - AHEAD) * found[0][1]
    return "sure" if ahead and best >= SURE_FROM and near.known >= SURE_KNOWN else "likely"


def _matches(found: Ranked, effect: Effect | None, known: Index) -> tuple[Match, ...]:
    matches = (
        Match(id, round(min(1.0, score), 3), "reads" if known.reads(id) else "writes") for id, score in found
    )
    return tuple(match for match in matches if effect in (None, match.effect))
