"""What Hotmart sends that the model does not know: noticed, named, and never in the way."""

from __future__ import annotations

from typing import NamedTuple


class Oddity(NamedTuple):
    """Something the model does not know, by the path of its field."""

    path: str
    kind: str
    """`new_field`, `odd_value`, `unfit` (an amount larger or finer than its column), `no_key`, `new_value`
    (of an enum), `no_zone` (a time that names none) or `no_record` (a line of totals)."""
    value: str = ""
    """The new value of an enum; never one of another field, which may be personal."""

    @property
    def is_drift(self) -> bool:
        """Whether the records are not of the shape that they are declared to have."""
        return self.kind in ("new_field", "odd_value", "no_key")
