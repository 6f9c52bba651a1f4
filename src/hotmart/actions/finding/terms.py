"""From words to what they stand for: without accents and endings, with what they mean in either language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from hotmart.actions.finding.stems import stem

MARK = "~"
"""What a word begins with that stands for a code."""
MEANING = "#"
"""What a term begins with that is a meaning, and not a word."""
EXACTLY = "="
"""What a phrase begins with that means something only with its small words."""
LONGEST_PHRASE = 4
OF_A_MEANING = 0.4
"""What a word counts for that has a meaning which counts as well."""

_WORD = re.compile(r"~?[a-z0-9]+")
_JOINED = re.compile(r"\b(?:e[ -](?=mail)|co[ -](?=produ)|web[ -](?=hook)|check-(?=in\b))")
_DAY = re.compile(r"\b(?:dia|day) \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)\b")
_SPELLED = (("let's", "lets"), ("n't", " not"), ("n’t", " not"), ("%", " percentsign "))


def plain(text: str) -> str:
    """The text in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """The words of a plain text. A day of the month is one, whichever it is."""
    for sign, spelled in _SPELLED:
        text = text.replace(sign, spelled)
    joined = _JOINED.sub(lambda found: found[0][:-1], text)
    return _WORD.findall(_DAY.sub("dayofmonth", joined))


def counting(told: Sequence[str], small: Collection[str]) -> list[int]:
    """The places of the words that count."""
    return [place for place, word in enumerate(told) if word not in small and not word.isdigit()]


def phrase(told: Sequence[str], small: Collection[str]) -> str:
    """The words of a phrase as they are looked up: without the small ones, unless they are what makes it."""
    stems = [stem(word) for word in told]
    return ("" if len(counting(told, small)) == len(stems) else EXACTLY) + " ".join(stems)


def meanings(
    stems: Sequence[str], places: Sequence[int], meant: Mapping[str, str]
) -> tuple[set[str], set[int]]:
    """What the words mean, alone and together, and the places of those that mean something."""
    found: set[str] = set()
    meaning: set[int] = set()
    for begins, order in (("", places), (EXACTLY, range(len(stems)))):
        for first in range(len(order)):
            for last in range(first + 1, min(first + LONGEST_PHRASE, len(order)) + 1):
                if said := meant.get(begins + " ".join([stems[place] for place in order[first:last]])):
                    found.update(said.split())
                    meaning.update(order[first:last])
    return found, meaning


def terms(
    told: Sequence[str], meant: Mapping[str, str], small: Collection[str], silent: Collection[str]
) -> dict[str, float]:
    """What is compared, and how much each counts: the meanings whole, the words that have one less."""
    stems, places = [stem(word) for word in told], counting(told, small)
    found, meaning = meanings(stems, places, meant)
    counted: dict[str, float] = {}
    for place in places:
        if stems[place] not in silent:
            counts = OF_A_MEANING if place in meaning else 1.0
            counted[stems[place]] = max(counted.get(stems[place], 0.0), counts)
    return counted | {MEANING + one: 1.0 for one in sorted(found)}
