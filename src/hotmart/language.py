"""Which language a person reads: English or Brazilian Portuguese, as asked for, or as the environment says.

A server that answers several people at once chooses for each with `speaking`; whoever chooses nothing gets
the language of the environment. What lies below the surfaces keeps its sentences as `Text`, in both.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, NamedTuple, TypeAlias

Language: TypeAlias = Literal["en", "pt"]
LANGUAGES: tuple[Language, ...] = ("en", "pt")

_chosen: ContextVar[Language | None] = ContextVar("hotmart_language", default=None)


@contextmanager
def speaking(language: Language | None) -> Generator[None]:
    """Answer in this language for as long as the block lasts; None leaves it to the environment again.

    It holds for this thread or task, and for what asyncio starts from it; another thread chooses for itself.
    A sentence is put into words when it is shown: an error that leaves the block speaks the language outside.
    Raises ValueError for a language that is neither English nor Portuguese.
    """
    before = _chosen.set(None if language is None else _known(language))
    try:
        yield
    finally:
        _chosen.reset(before)


def _known(language: str) -> Language:
    """`pt`, `pt-BR`, `pt_BR` and the like are one."""
    for known in LANGUAGES:
        if language.lower().split("-")[0].split("_")[0] == known:
            return known
    raise ValueError(f"the languages are {' and '.join(LANGUAGES)}, not {language!r}")


def language() -> Language:
    """The reader's: the one chosen here, else that of HOTMART_LANG, or of the locale of the environment."""
    return _chosen.get() or _of_the_environment()


def _of_the_environment() -> Language:
    for name in ("HOTMART_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "pt" if value.lower().startswith("pt") else "en"
    return "en"


def speaks_portuguese() -> bool:
    """Whether the reader reads Portuguese."""
    return language() == "pt"


def say(en: str, pt: str) -> str:
    """The one of two sentences that the reader understands."""
    return pt if speaks_portuguese() else en


class Text(NamedTuple):
    """One sentence in both languages; as a string it is the reader's, at the moment it is asked."""

    en: str
    pt: str

    def __str__(self) -> str:
        return say(self.en, self.pt)

    def __format__(self, how: str) -> str:
        return format(str(self), how)


def both(said: Callable[[], str]) -> Text:
    """A sentence that is put together, with figures in it, as it reads in either language."""
    with speaking("en"):
        en = said()
    with speaking("pt"):
        pt = said()
    return Text(en, pt)
