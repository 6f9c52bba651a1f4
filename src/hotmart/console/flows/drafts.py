"""What one browser keeps of its forms: what was typed, what is wrong with it, and what came of it."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from hotmart.actions.reading import Output
from hotmart.console.session import Session
from hotmart.errors import HotmartError
from hotmart.language import Text

_KEPT = 5  # answers of a browser, in memory alone; the oldest goes first
_COMMAND = re.compile(r"\s*[^.:;]*[:;]? ?`?(?:-p |--[a-z]|hotmart action ).*$")


@dataclass(frozen=True)
class Draft:
    """A form that was filled in."""

    typed: Mapping[str, str]
    limit: int = 0
    name: str = ""
    wrong: str = ""
    """The field that is wrong; empty for what is wrong with all of it."""
    said: Text | None = None
    advice: Text | None = None


@dataclass(frozen=True)
class Result:
    """What came of a read."""

    action: str
    typed: Mapping[str, str]
    output: Output
    limit: int = 0


def keep_draft(session: Session, action: str, draft: Draft) -> None:
    """Keep it until the form is shown again."""
    session.kept[f"draft:{action}"] = draft


def draft_of(session: Session, action: str) -> Draft | None:
    """What was last typed into the form of this action, if anything."""
    return cast("Draft | None", session.kept.get(f"draft:{action}"))


def keep_result(session: Session, result: Result) -> str:
    """Keep what came of a read; returns what it is called in an address."""
    known = _results(session)
    key = secrets.token_urlsafe(6)
    known[key] = result
    while len(known) > _KEPT:
        known.popitem(last=False)
    return key


def result_of(session: Session, key: str) -> Result | None:
    """What came of a read; None for one that is not kept any more."""
    return _results(session).get(key)


def _results(session: Session) -> OrderedDict[str, Result]:
    known = session.kept.setdefault("results", OrderedDict[str, Result]())
    return cast("OrderedDict[str, Result]", known)


def on_a_page(text: Text | None) -> Text | None:
    """A sentence without the option of a command at its end, which nobody types here; None if that is all."""
    if text is None:
        return None
    told = Text(_COMMAND.sub("", text.en).strip(), _COMMAND.sub("", text.pt).strip())
    return Text(_ended(told.en), _ended(told.pt)) if told.en and told.pt else None


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def mistake(error: HotmartError, typed: Mapping[str, str], limit: int = 0, name: str = "") -> Draft:
    """A form with what is wrong about it, at its field where it is one."""
    field = str(getattr(error, "argument", ""))
    return Draft(typed, limit, name, field, on_a_page(error.text) or error.text, on_a_page(error.advice))
