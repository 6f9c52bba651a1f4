"""Write src/hotmart/actions/finding/index.json: all that finding an action compares a question with.

What is slow is done here once: endings, meanings, and what each word is worth. A command that looks for an
action then only reads it.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log, sqrt
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from declared import paragraphs

from hotmart.actions.finding import index
from hotmart.actions.finding.codes import recognised
from hotmart.actions.finding.ranking import SATURATION
from hotmart.actions.finding.stems import stem
from hotmart.actions.finding.terms import MEANING, phrase, plain, terms, words
from hotmart.api import CATALOGUE
from hotmart.declaring.endpoint import Endpoint

FILE = Path(index.FILE)
WORDS = FILE.parent / "words"
ACTIONS = ("sales", "subscriptions", "changing", "selling", "learning", "composed")
FIELDS = {"name": 3.0, "words": 2.0, "phrases": 1.0, "description": 1.0, "parameters": 0.3}
"""What a word is worth in each field."""
SPOKEN = ("name", "words", "phrases")
"""The fields whose texts are each compared with the question by themselves."""
LENGTH = 0.5
"""BM25's b: how much a word among many counts less."""
RARITY = 0.4
"""How much rare words count more: less than in BM25, as most terms are meanings that somebody chose."""

Fields: TypeAlias = dict[str, list[str]]


class Meant(NamedTuple):
    """What is needed to make terms of a text."""

    small: frozenset[str]
    silent: frozenset[str]
    by_words: dict[str, str]

    def terms(self, text: str) -> dict[str, float]:
        """The terms of a text, as those of a question are made."""
        marked, _ = recognised(text)
        return terms(words(plain(marked)), self.by_words, self.small, self.silent)


def text() -> str:
    """What the file holds."""
    meant, said, cannot = meanings(), actions(), impossible()
    texts = [*(fields(said[id], id) for id in said), *(fields(one) for one in cannot.values())]
    worth = weighed(texts, meant)
    rarity = {term: told[0] for term, told in worth.items()}
    phrases, spoken = standing(texts, rarity, meant)
    told = {
        "actions": {id: _short_of(one) for id, one in said.items()},
        "impossible": {key: _impossible(one) for key, one in cannot.items()},
        "paths": [[one.method, one.path, one.id] for one in operations().values()],
        "small": " ".join(sorted(meant.small)),
        "silent": " ".join(sorted(meant.silent)),
        "weak": " ".join(MEANING + one for one in read("concepts")["weak"].split()),
        "meant": meant.by_words,
        "intent": intent(),
        "vocabulary": " ".join(sorted(vocabulary(texts))),
        "most": max(rarity.values()),
        "weights": {term: " ".join(map(_short, worth[term])) for term in worth},
        "phrases": {term: " ".join(map(str, places)) for term, places in phrases.items()},
        "spoken": " ".join(f"{whose}:{_short(length)}" for whose, length in spoken),
    }
    return "{" + ",\n".join(f"{_json(key)}:{_json(value)}" for key, value in told.items()) + "}\n"


def _short_of(one: Mapping[str, Any]) -> dict[str, Any]:
    """What is needed of an action when it is looked for."""
    return {key: one[key] for key in ("look", "usual") if key in one}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def read(name: str) -> dict[str, Any]:
    """One of the files of words."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))


def operations() -> dict[str, Endpoint[..., Any]]:
    """The operations that are actions, by id: not those that stand for others under an old name."""
    return {one.id: one for one in CATALOGUE if not one.stands_for}


def actions() -> dict[str, dict[str, Any]]:
    """What is said of every action, by its id: the operations, and then what is more than one call.

    Raises KeyError for an operation of which nothing is said, and ValueError for a write that does not tell
    what to look at instead, or a read that does.
    """
    said = {id: one for name in ACTIONS for id, one in _by_id(read(name))}
    declared = operations()
    for id, one in said.items():
        if ("look" in one) != (id in declared and declared[id].effect != "reads"):
            raise ValueError(f"{id}: a write has a `look`, and nothing else has")
    return _with_asked({id: said[id] for id in dict.fromkeys([*declared, *said])})


def impossible() -> dict[str, dict[str, Any]]:
    """What is said of everything that cannot be done, by its name."""
    return _with_asked(read("impossible"))


def _with_asked(said: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The same with the questions of strangers that each answers."""
    asked = read("asked")
    return {key: one | {"asked": asked.get(key, [])} for key, one in said.items()}


def _by_id(told: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, one in told.items():
        if "name" in one:
            yield before + name, one
        else:
            yield from _by_id(one, f"{before}{name}.")


def fields(one: Mapping[str, Any], id: str = "") -> Fields:
    """The texts of each field of an action, or of what cannot be done."""
    operation = operations().get(id)
    parameters = [param.name for param in operation.params] if operation else []
    described = [paragraphs(operation.doc)[0], operation.doc_pt] if operation else _both(one, "description")
    return {
        "name": _both(one, "name"),
        "words": [*one["words"]["en"], *one["words"]["pt"]],
        "phrases": [*one["phrases"]["en"], *one["phrases"]["pt"], *one["asked"]],
        "description": described,
        "parameters": [" ".join([id, *parameters]).replace("_", " ").replace(".", " ")],
    }


def _both(one: Mapping[str, Any], field: str) -> list[str]:
    return [one[field]["en"], one[field]["pt"]] if field in one else []


def _impossible(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": _both(one, "text"),
        "instead": one["instead"],
        "acts": one.get("acts", False),
        "needs": [MEANING + meaning for meaning in one.get("needs", "").split()],
    }


def meanings() -> Meant:
    """The words that mean something, by their stems, and those that count little or nothing."""
    told = read("concepts")
    small = frozenset(told["small"].split())
    found: defaultdict[str, list[str]] = defaultdict(list)
    for meaning, listed in told["means"].items():
        for one in dict.fromkeys(phrase(words(plain(way)), small) for way in listed.split(",")):
            found[one].append(meaning)
    silent = frozenset(map(stem, told["silent"].split()))
    return Meant(small, silent, {one: " ".join(found[one]) for one in sorted(found)})


def intent() -> dict[str, str]:
    """The words that tell whether somebody wants to know or to act."""
    return {
        name: ",".join(listed) if isinstance(listed, list) else " ".join(listed.split())
        for name, listed in read("intent").items()
    }


def vocabulary(texts: Sequence[Fields]) -> set[str]:
    """All words there are, for those that are mistyped."""
    told = read("concepts")
    listed = [*told["means"].values(), told["small"], told["silent"], *intent().values()]
    listed += [one for one_of in texts for field in one_of.values() for one in field]
    return {word for one in listed for word in words(plain(recognised(one)[0])) if word.isalpha()}


def weighed(texts: Sequence[Fields], meant: Meant) -> dict[str, list[float]]:
    """BM25 with fields: of each term how much it tells, then by turns a number and what it is worth there."""
    counts = [_counted(one, meant) for one in texts]
    usual = sum(sum(one.values()) for one in counts) / len(counts)
    having = Counter(term for one in counts for term in one)
    worth: dict[str, list[float]] = {}
    for term, many in sorted(having.items()):
        rarity = round(log(1 + (len(texts) - many + 0.5) / (many + 0.5)) ** RARITY, 2)
        worth[term] = [rarity]
        for number, one in enumerate(counts):
            if term in one:
                damped = SATURATION * (1 - LENGTH + LENGTH * sum(one.values()) / usual)
                worth[term] += [number, rarity * one[term] * (SATURATION + 1) / (one[term] + damped)]
    return worth


def _counted(fields: Fields, meant: Meant) -> dict[str, float]:
    """How often each term is said, weighed by where."""
    counted: defaultdict[str, float] = defaultdict(float)
    for field, several in fields.items():
        for one in several:
            for term, counts in meant.terms(one).items():
                counted[term] += counts * FIELDS[field]
    return counted


def standing(
    texts: Sequence[Fields], rarity: Mapping[str, float], meant: Meant
) -> tuple[dict[str, list[int]], list[tuple[int, float]]]:
    """Where each term is said, phrase by phrase; and of each phrase whose it is, and its length.

    A phrase in which a word counts less, because what it means counts too, has the complement of its number.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    spoken: list[tuple[int, float]] = []
    for number, one_of in enumerate(texts):
        for one in dict.fromkeys(said for field in SPOKEN for said in one_of[field]):
            told = meant.terms(one)
            for term, counts in told.items():
                found[term].append(len(spoken) if counts == 1.0 else ~len(spoken))
            if told:
                length = sqrt(sum((counts * rarity[term]) ** 2 for term, counts in told.items()))
                spoken.append((number, length))
    return {term: found[term] for term in sorted(found)}, spoken


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
