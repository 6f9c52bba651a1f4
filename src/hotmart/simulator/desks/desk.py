"""What every desk has before it: the world, the settings, and one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..answers.answer import Answer
from ..answers.hand import Hand
from ..body import Body
from ..params import Params
from ..selecting import selected
from ..settings import Settings
from ..world import World


@dataclass(slots=True)
class Call:
    """One request that was let in. `slide` is how far rows moved since the page before."""

    world: World
    settings: Settings
    hand: Hand
    params: Params
    path: dict[str, str] = field(default_factory=dict[str, str])
    slide: int = 0
    body: Body = field(default_factory=Body)

    def rows(self, written: list[str]) -> list[str]:
        """The rows, or what `select` leaves of them."""
        paths = self.params.text("select")
        return written if paths is None else [selected(row, paths) for row in written]


Desk = Callable[[Call], Answer]
