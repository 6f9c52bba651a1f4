"""How what was set up stands where it was put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

State: TypeAlias = Literal["absent", "current", "outdated", "changed", "foreign"]
"""Not there; as this version writes it; as another did; changed by somebody since; somebody else's."""


def together(states: Sequence[State]) -> State:
    """How several stand: as they all do, or else as the first that is not as it should be."""
    different: list[State] = [*dict.fromkeys(states)]
    if len(different) == 1:
        return different[0]
    wrong: list[State] = [one for one in different if one not in ("absent", "current")]
    return wrong[0] if wrong else "outdated"
