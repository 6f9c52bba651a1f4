"""What a format says of a body that is not written in it."""

from __future__ import annotations


class GarbledError(Exception):
    """The body is not of its format. Nothing of it is quoted: it may be personal."""

    line: int | None = None
    """The line with a quote that does not belong there, where it is that."""
