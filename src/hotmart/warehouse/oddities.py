"""What Hotmart sends that the model does not know: noticed, named, and never in the way."""

from __future__ import annotations

from typing import NamedTuple


class Oddity(NamedTuple):
    """Something the model does not know, by the path of its field."""

    path: str
    kind: str
    """`new_field`, `odd_value`, `no_key`, or `new_value` for an enum."""
    value: str = ""
    """The new value of an enum; never one of another field, which may be personal."""
