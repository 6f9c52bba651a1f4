"""An action that is called by its name, or by its method and path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hotmart.actions.finding.index import Index

_PATH = (
    r"(?i)(?:\b(GET|POST|PUT|PATCH|DELETE)\s+)?(?:https?://[\w.:-]{1,99})?"
    r"(/?[\w{}.~-]{1,99}(?:/[\w{}.~-]{1,99}){1,9})"
)
_SQL = ("select ", "with ", "describe ")
_ID = r"\b[a-z]+\.[a-z_]+\b"


def named(question: str, index: Index) -> list[str]:
    """The actions that are called by name, in the order in which they are."""
    alone = " ".join(question.lower().split())
    if alone.startswith(_SQL) and (" from " in alone or alone.startswith("describe")):
        return ["ask"]
    found = [alone] if alone in index.actions else []
    if "." in alone:
        found += [id for id in re.findall(_ID, alone) if id in index.actions]
    if "/" in alone:
        for method, path in re.findall(_PATH, question):
            found += by_path(method.upper(), path.strip("/").split("/"), index)
    return [*dict.fromkeys(found)]


def by_path(method: str, typed: Sequence[str], index: Index) -> list[str]:
    """The actions at a path, or at the end of one; where no method is told, what reads first."""
    at = [*_at(method, typed, index)]
    best = max((same for same, _, _ in at), default=0)
    return [id for same, _, id in sorted(at, key=lambda one: one[1]) if same == best]


def _at(method: str, typed: Sequence[str], index: Index) -> Iterator[tuple[int, bool, str]]:
    """What matches: how many of its parts are the same to the letter, and whether it writes."""
    for verb, path, id in index.paths:
        parts = path.strip("/").split("/")
        if method not in ("", verb) or len(typed) > len(parts):
            continue
        ends = parts[len(parts) - len(typed) :]
        pairs = [*zip(typed, ends, strict=True)]
        same = sum(mine == its for mine, its in pairs)
        begins = len(typed) == len(parts) or typed[0] == ends[0]  # the end of a path begins with a word of it
        if same and begins and all(mine == its or its.startswith("{") for mine, its in pairs):
            yield same, not index.reads(id), id
