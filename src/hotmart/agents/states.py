"""How what was set up stands where it was put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from hotmart.language import Text

State: TypeAlias = Literal["absent", "current", "outdated", "changed", "foreign"]
"""Not there; as this version writes it; as another did; changed by somebody since; somebody else's."""
STATES: dict[State, Text] = {
    "absent": Text("not set up", "não configurado"),
    "current": Text("set up", "configurado"),
    "outdated": Text("set up by another version", "configurado por outra versão"),
    "changed": Text("changed by somebody since", "alterado por alguém depois"),
    "foreign": Text("written by somebody else", "gravado por outra pessoa"),
}
"""Each in words."""


def together(states: Sequence[State]) -> State:
    """How several stand: as they all do, or else as the first that is not as it should be."""
    different: list[State] = [*dict.fromkeys(states)]
    if len(different) == 1:
        return different[0]
    wrong: list[State] = [one for one in different if one not in ("absent", "current")]
    return wrong[0] if wrong else "outdated"
