"""What is found: the actions that may be meant, how sure that is, and what the API cannot do."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from hotmart.actions.finding.codes import Given
from hotmart.language import Text

Certainty: TypeAlias = Literal["sure", "likely", "unsure"]
Effect: TypeAlias = Literal["reads", "writes"]


class Match(NamedTuple):
    """An action that may be meant, how near it is from 0 to 1, and whether it changes anything at Hotmart."""

    id: str
    score: float
    effect: Effect


class Cannot(NamedTuple):
    """That the API cannot do what is asked for, and the actions that come nearest."""

    text: Text
    instead: tuple[str, ...]


class Finding(NamedTuple):
    """What is meant by a question, and how sure that is."""

    matches: tuple[Match, ...]
    certainty: Certainty
    cannot: Cannot | None
    given: Given
    """The parameters that stand in the question; of several values a list."""
