"""As much GraphQL as `accounts/info` needs: one question about one account (dossier §11.2).

    {accountByFilterToExternalApplication(accountInput:{ucode:"…"}){name documents{type value}}}

The account can be named in the question, or by a variable: `accountInput:{ucode:$ucode}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hotmart.simulator.refusals import invalid_parameter

QUESTION: Final = "accountByFilterToExternalApplication"
LONGEST: Final = 10_000  # characters
_TOKEN: Final = re.compile(r'\s*(?:#[^\n]*\n\s*)*([{}():!,]|\$\w+|\w+|"[^"\\\n]*")')


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and of whom: a ucode, or the variable that holds it."""

    fields: dict[str, list[str]]
    ucode: str = ""
    variable: str = ""


class _Reader:
    """The tokens of a question, taken one by one; commas mean nothing in GraphQL."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._at = 0

    def peek(self) -> str:
        """The token that comes, or nothing at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def take(self, *wanted: str) -> str:
        """The token that comes, which must be one of these if any are named."""
        token = self.peek()
        if not token or (wanted and token not in wanted):
            raise invalid_parameter()
        self._at += 1
        return token

    def fields(self) -> dict[str, list[str]]:
        """`{name documents{type value}}`: names, each with the names inside it."""
        found: dict[str, list[str]] = {}
        self.take("{")
        while self.peek() != "}":
            name = self._name()
            found[name] = self._names() if self.peek() == "{" else []
        self.take("}")
        if not found:
            raise invalid_parameter()
        return found

    def skip(self, opening: str, closing: str) -> None:
        """Pass over what stands in brackets."""
        self.take(opening)
        while self.take() != closing:
            pass

    def _names(self) -> list[str]:
        self.take("{")
        found = [self._name()]
        while self.peek() != "}":
            found.append(self._name())
        self.take("}")
        return found

    def _name(self) -> str:
        name = self.take()
        if not name.isidentifier():
            raise invalid_parameter()
        return name


def read_query(text: str) -> Question:
    """The question that a query asks; 400 where it asks anything else."""
    reader = _Reader(text)
    if reader.peek() == "query":
        reader.take()
        if reader.peek() not in "({":
            reader.take()
        if reader.peek() == "(":
            reader.skip("(", ")")
    reader.take("{")
    reader.take(QUESTION)
    for token in ("(", "accountInput", ":", "{", "ucode", ":"):
        reader.take(token)
    who = reader.take()
    for token in ("}", ")"):
        reader.take(token)
    fields = reader.fields()
    reader.take("}")
    if reader.peek():
        raise invalid_parameter()
    if who.startswith("$"):
        return Question(fields, variable=who[1:])
    if who.startswith('"'):
        return Question(fields, ucode=who[1:-1])
    raise invalid_parameter()


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at, text = 0, text.strip()
    while at < len(text):
        token = _TOKEN.match(text, at) if at < LONGEST else None
        if token is None:
            raise invalid_parameter()
        found.append(token[1])
        at = token.end()
    return [part for part in found if part != ","]
