"""The labelled questions, and what came of them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hotmart.actions.finding import Finding, find
from hotmart.actions.finding.index import index

FILE = Path(__file__).with_name("questions.toml")


class Question(NamedTuple):
    """What somebody asks, and what is right."""

    ask: str
    accepts: Sequence[str] = ()
    cannot: str = ""

    @property
    def reads(self) -> bool:
        """Whether nothing may be changed by what is offered first."""
        return all(index().reads(id) for id in self.accepts)


class Score(NamedTuple):
    """How many of the questions were answered rightly, as shares."""

    first: float
    in_five: float
    cannot: float
    elsewhere: float
    """Of those that nothing answers, how many were told to be unsure."""
    sure: float
    """Of what was said to be sure, how much was right."""
    writes_first: list[str]
    """Questions that read, and had a write first."""


@cache
def questions(split: str) -> list[Question]:
    """Those of `tune` or of `test`."""
    return [Question(**told) for told in tomllib.loads(FILE.read_text(encoding="utf-8"))[split]]


@cache
def score(split: str) -> Score:
    """How well they are answered."""
    found = [(one, find(one.ask)) for one in questions(split)]
    answered = [(one, it) for one, it in found if one.accepts]
    sure = [is_first(one, it) for one, it in answered if it.certainty == "sure"]
    return Score(
        share([is_first(one, it) for one, it in answered]),
        share([any(match.id in one.accepts for match in it.matches[:5]) for one, it in answered]),
        share([says_cannot(one, it) for one, it in found if one.cannot]),
        share([it.certainty == "unsure" for one, it in found if not one.accepts and not one.cannot]),
        share(sure),
        [one.ask for one, it in found if one.reads and it.matches and it.matches[0].effect == "writes"],
    )


def is_first(question: Question, found: Finding) -> bool:
    """Whether what is right comes first, and nobody is told that it cannot be done."""
    return bool(found.matches) and found.matches[0].id in question.accepts and found.cannot is None


def says_cannot(question: Question, found: Finding) -> bool:
    """Whether it is told that just this cannot be done."""
    return found.cannot is not None and found.cannot.text == index().impossible[question.cannot].text


def share(right: Sequence[bool]) -> float:
    """How many of them are right."""
    return sum(right) / len(right)
