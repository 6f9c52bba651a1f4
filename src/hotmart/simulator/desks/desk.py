"""What every desk has before it: the world, the settings, and one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.body import Body
from hotmart.simulator.paging import Tokens, cut
from hotmart.simulator.params import Params
from hotmart.simulator.selecting import selected
from hotmart.simulator.settings import Settings
from hotmart.simulator.world import World

T = TypeVar("T")


@dataclass(slots=True)
class Call:
    """One request that was let in. `slide` is how far rows moved since the page before, and `odd_cents` how
    much too high a sum counts the sale of a transaction."""

    world: World
    settings: Settings
    hand: Hand
    params: Params
    path: dict[str, str] = field(default_factory=dict[str, str])
    slide: int = 0
    body: Body = field(default_factory=Body)
    odd_cents: Callable[[str], int] = lambda _: 0

    def one(self, written: str) -> Answer:
        """The answer that is one object."""
        return Answer(self._selected([written]), shape="object")

    def array(self, written: list[str]) -> Answer:
        """The answer that is a bare list."""
        return Answer(self._selected(written), shape="array")

    def page(
        self,
        found: Sequence[T],
        write: Callable[[T], str],
        tokens: Tokens,
        *,
        counted: bool,
        size: int | None = None,
    ) -> Answer:
        """The page that was asked for, of so many rows where it does not say, and its way to the next."""
        part = cut(found, self.params, tokens, size or self.settings.page_size, self.slide)
        written = [write(it) for it in part.rows]
        return Answer(self._selected(written), part.info(self.hand, tokens, counted=counted))

    def _selected(self, written: list[str]) -> list[str]:
        """The rows, or what `select` leaves of them."""
        paths = self.params.text("select")
        return written if paths is None else [selected(row, paths) for row in written]


Desk = Callable[[Call], Answer]
