"""One call, ready to travel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

import msgspec

from hotmart.glossary import WORDS
from hotmart.secrecy import MASK
from hotmart.words import When, spelled

Effect: TypeAlias = Literal["reads", "writes", "destroys"]


class Request(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """One call, ready to travel: what is asked, as Hotmart spells it."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: dict[str, Any] | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """Those beside the ones of every call."""
    operation: str = ""
    template: str = ""  # the path before values were put in it
    settle: str = ""  # for a write: the read that tells whether it was done
    effect: Effect | None = None

    @property
    def reads(self) -> bool:
        """Whether it changes nothing, so that it may be asked again."""
        return self.effect == "reads" if self.effect else self.method == "GET"

    def with_query(self, **changes: str | int | When | Sequence[str] | None) -> Request:
        """The same call with these keys replaced; a list repeats its key, None leaves it out."""
        kept = [(name, value) for name, value in self.query if name not in changes]
        for name, value in changes.items():
            kept.extend((name, one) for one in spelled(value))
        return msgspec.structs.replace(self, query=tuple(kept))

    def __repr__(self) -> str:
        shown = "&".join(f"{name}={MASK if _private(name) else value}" for name, value in self.query)
        target = self.path + ("?" + shown if shown else "")
        return f"<Request {self.method} {target}" + (" with a body>" if self.body else ">")

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("", repr(self))]


def _private(name: str) -> bool:
    return name not in WORDS or WORDS[name].private
