"""What a command has done for good, or may have: whatever goes wrong after that says so.

An answer that cannot be written, a disk that is full, Ctrl-C: none of them takes back what was sent. Whoever
sends notes it here, and `hotmart.document.explained` puts it beside every error that comes later, in place of
the advice to try the same again.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from hotmart.errors import HotmartError
from hotmart.language import Text


class Deed(NamedTuple):
    """Something that cannot be taken back."""

    said: Text
    """What was done, or may have been, as a sentence."""
    advice: Text
    """What to do instead of the same once more."""
    sure: bool = True
    """Whether it was done; otherwise nobody knows yet."""


_LOOK_FIRST = Text(
    "Do not run it again before you have looked: hotmart audit",
    "Não rode de novo antes de conferir: hotmart audit",
)
_deeds: ContextVar[list[Deed] | None] = ContextVar("hotmart_deeds", default=None)


@contextmanager
def remembered() -> Generator[None]:
    """One command: what is noted within holds to its end, also by the threads and tasks it starts."""
    before = _deeds.set([])
    try:
        yield
    finally:
        _deeds.reset(before)


def deeds() -> tuple[Deed, ...]:
    """What was done so far, the first first; nothing outside of a command."""
    return tuple(_deeds.get() or ())


def was_done(said: Text, advice: Text = _LOOK_FIRST) -> None:
    """Note that something was done. Outside of a command nobody is told, so nothing is noted."""
    found = _deeds.get()
    if found is not None:
        found.append(Deed(said, advice))


@contextmanager
def may_be_done(said: Text, advice: Text = _LOOK_FIRST) -> Generator[None]:
    """Where something is being sent: whoever is stopped, or fails oddly, within is told that it may be done.

    It is forgotten where the block ends, or raises a HotmartError, which says itself what came of it.
    """
    found, deed = _deeds.get(), Deed(said, advice, sure=False)
    if found is not None:
        found.append(deed)
    try:
        yield
    except HotmartError:
        _forget(found, deed)
        raise
    _forget(found, deed)


def _forget(found: list[Deed] | None, deed: Deed) -> None:
    if found is not None and deed in found:
        found.remove(deed)
