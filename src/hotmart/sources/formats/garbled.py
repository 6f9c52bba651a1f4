"""What a format says of a body that is not written in it."""

from __future__ import annotations


class GarbledError(Exception):
    """The body is not of its format. Nothing of it is quoted: it may be personal."""
