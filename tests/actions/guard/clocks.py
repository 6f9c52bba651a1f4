"""Books whose clock is ahead, so that nothing has to be waited for."""

from __future__ import annotations

from datetime import timedelta

from hotmart.actions.guard.book import Book
from hotmart.actions.guard.plan import now
from hotmart.client import OVER_WITHIN


def later(book: Book, seconds: float = OVER_WITHIN + 1) -> Book:
    """The same book so much later: unless told, when no write that was sent is under way any more."""
    return Book(book.path, clock=lambda: now() + timedelta(seconds=seconds))
