"""Whether somebody wants to know something, or wants it done.

Read from left to right, the first word that tells decides: what asks, a verb as one commands with it, or what
is wished for by name. A verb counts where it opens a clause or follows a wish; elsewhere it tells of somebody
else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from hotmart.actions.finding.terms import MARK

Intent: TypeAlias = Literal["act", "may", "know", "thing", "things", ""]
"""To do something, to know whether one may, to know something; a thing is named without a verb that acts, or
several are; or nothing is told."""

_CLAUSE = re.compile(r"[.,;:!?\n]+(?=\s|$)")
_HOW = frozenset(("how", "como"))
_RELATIVE = frozenset(("que", "who", "that"))
_AIM = frozenset(("to", "para", "pra", "pro", "de"))
_DAY = "dayofmonth"
_AHEAD = 4  # words after a verb of making among which a report may stand
_TOOL_WITHIN = 7


class Words:
    """The words that tell, as the index has them."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = told
        self._split: dict[str, frozenset[str]] = {}

    def of(self, kind: str) -> frozenset[str]:
        """All words of a kind."""
        if kind not in self._split:
            self._split[kind] = frozenset(self._told[kind].split())
        return self._split[kind]

    def several(self, kind: str) -> tuple[str, ...]:
        """All of a kind that are more than a word each."""
        return tuple(self._told[kind].split(","))


class Here:
    """A word where it stands, and what was told before it."""

    __slots__ = ("clause", "leads", "of_tool", "place", "wished")

    def __init__(self, clause: Sequence[str], place: int, wished: bool, leads: bool, of_tool: bool) -> None:
        self.clause, self.place = clause, place
        self.wished, self.leads, self.of_tool = wished, leads, of_tool

    @property
    def word(self) -> str:
        return self.clause[self.place]

    @property
    def before(self) -> str:
        return self.clause[self.place - 1] if self.place else ""

    @property
    def after(self) -> str:
        return self.clause[self.place + 1] if self.place + 1 < len(self.clause) else ""

    @property
    def must(self) -> bool:
        """Whether the word before is no relative: "tenho que"."""
        return self.place >= 2 and self.clause[self.place - 2] in ("tenho", "temos", "tem")

    def says(self, phrases: Sequence[str]) -> bool:
        """Whether one of these begins here."""
        rest = " ".join(self.clause[self.place : self.place + _AHEAD]) + " "
        return any(rest.startswith(f"{phrase} ") for phrase in phrases)


def clauses(text: str) -> list[str]:
    """The parts of a sentence that are told apart by signs."""
    return [part for part in _CLAUSE.split(text) if part.strip()]


def intent(said: Sequence[Sequence[str]], told: Words) -> Intent:
    """What the question is for. Of several clauses the last that says it decides."""
    polite = any(word in told.of("polite") for clause in said for word in clause)
    decided: Intent = ""
    for clause in said:
        decided = _of_clause(clause, polite, told) or decided
    every = {word for clause in said for word in clause}
    if not decided and any(word in told.of("of_many") or _was_done(word) for word in every):
        return "things"
    return decided or ("thing" if every.isdisjoint(told.of("acts") | told.of("wishes")) else "")


def _was_done(word: str) -> bool:
    """Whether it tells of what was done already: a participle, in Portuguese of several."""
    return word.endswith(("adas", "ados", "idas", "idos")) or (len(word) > 5 and word.endswith("ed"))


def _of_clause(whole: Sequence[str], polite: bool, told: Words) -> Intent:
    clause, of_tool = _without_tool(whole, told)
    wished, leads, phrases = polite, False, told.several("wish_phrases")
    for place in range(len(clause)):
        here = Here(clause, place, wished, leads, of_tool)
        if _is_one_more(here, told):
            return "act"
        if decided := _asked(here, told) or _done(here, told):
            return decided
        leads = leads or here.word in _HOW or here.word in told.of("reported")
        wished = wished or here.word in told.of("wishes") or here.word in told.of("can") or here.says(phrases)
    return "may" if of_tool else ""


def _asked(here: Here, told: Words) -> Intent:
    """What a word that asks makes of the clause."""
    word = here.word
    if here.place == 0 and here.says(told.several("act_openers")):
        return "act"
    if word in _HOW:
        return "know" if here.after in told.of("after_how") else ""
    if _asks_whether(here, told):
        return "may"
    if word in told.of("can") or here.says(told.several("wish_phrases") + told.several("act_phrases")):
        return ""
    wished = word in told.of("wishes") or word in told.of("reported")
    told_of_somebody = wished and here.before in _RELATIVE and not here.must
    opens = here.place == 0 and not here.of_tool and word in told.of("opens_a_question")
    opens = opens or (word == "que" and here.before == "o")
    opens = opens or here.says(told.several("ask_phrases"))
    asks = told_of_somebody or opens or word in told.of("asks") or word in told.of("know_nouns")
    return "know" if asks else ""


def _asks_whether(here: Here, told: Words) -> bool:
    """Whether it is asked if something can be done: "can I refund", and not "can you refund"."""
    word, you = here.word, told.of("you")
    if here.leads:
        return False
    if word in told.of("can"):
        in_portuguese = here.place == 0 and word not in ("can", "could")  # "pode cancelar?": whoever is asked
        return not in_portuguese and here.before not in you and here.after not in you
    return word in told.of("may") or here.says(told.several("may_phrases"))


def _done(here: Here, told: Words) -> Intent:
    """What a word that acts makes of it."""
    if _is_act(here, told):
        ahead = here.clause[here.place + 1 : here.place + 1 + _AHEAD]
        reports = any(word in told.of("reports") or word in told.of("asks") for word in ahead)
        return "know" if reports and here.word in told.of("generic") else "act"
    return "act" if here.wished and _is_wished(here, told) else ""


def _without_tool(clause: Sequence[str], told: Words) -> tuple[Sequence[str], bool]:
    """Without "which endpoint": what it does is what is asked for."""
    for place, word in enumerate(clause[:_TOOL_WITHIN]):
        if word in told.of("acts"):
            break
        if word in told.of("tools"):
            return clause[place + 1 :], True
    return clause, False


def _is_act(here: Here, told: Words) -> bool:
    """Whether the word is a verb that acts, and not the name of a thing or told of somebody else."""
    word = here.word
    if word in told.of("first_person") and not _HOW.isdisjoint(here.clause[: here.place]):
        return True
    if here.of_tool and word in told.of("third_person"):
        return True
    may_be_a_noun = word in told.of("nouns_too")
    if word not in told.of("acts") or (may_be_a_noun and _is_named(here, told)):
        return False
    wished = here.wished or here.leads or here.of_tool
    if here.before in _AIM:
        return (wished or here.place == 1) and not (may_be_a_noun and here.before != "to")
    return _begins(here, told) or (wished and not may_be_a_noun)


def _is_named(here: Here, told: Words) -> bool:
    """Whether a word that may be of a thing is: "refund rate", "price and refund"."""
    if here.after in told.of("after_nouns"):
        return True
    is_object = here.after in told.of("objects") or here.after.startswith(MARK)
    return here.before in told.of("joining") and not is_object


def _begins(here: Here, told: Words) -> bool:
    """Whether the word begins what is said, or follows what a verb follows."""
    before = here.before
    return (
        here.place == 0
        or before.startswith(MARK)
        or before in _HOW
        or before in told.of("before_verbs")
        or before in told.of("wishes")
    )


def _is_wished(here: Here, told: Words) -> bool:
    """Whether a thing that is wished for is an act by its name: "I want a refund", not "the refund rate"."""
    if here.says(told.several("act_phrases")) or here.word in told.of("slips") or here.word == _DAY:
        return True
    if here.place == len(here.clause) - 1 and (here.word == "back" or here.clause[-2:] == ["de", "volta"]):
        return True
    return here.word in told.of("act_nouns") and here.after not in told.of("after_nouns")


def _is_one_more(here: Here, told: Words) -> bool:
    """Whether something is named there that is wanted anew: "I need a link", "new 10% off coupon"."""
    if here.word not in told.of("makeable"):
        return False
    place = here.place - 1
    while place > 0 and (here.clause[place] in told.of("between_new") or here.clause[place].isdigit()):
        place -= 1
    return place >= 0 and here.clause[place] in told.of("one_more") and (here.wished or place == 0)
