"""How trackers pack several values into one field: what stands between them, and which is which.

UTMify's separator is one that nobody types, and it always joins the same five parts (dossier §23). Others
join by a sign and in an order of their own, which `[tracking]` in hotmart.toml tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hotmart.config.tracking import TrackingConfig

UTMIFY = "hQwK21wXxR"
"""What UTMify puts between the parts."""
NAMES = ("source", "campaign", "medium", "content", "term")
"""The parts, in UTMify's order: in an ad its platform, campaign, ad set, ad and placement."""
CUT = (28, 32)
"""How many characters a `sck` has at least and at most that was probably cut: it holds about 30."""


class Packing(NamedTuple):
    """A way of packing: the separator, and what the parts between are, in their order."""

    separator: str
    order: Sequence[str]

    def place(self, name: str) -> int | None:
        """Where a part stands, from 1; None where this way has none of that name."""
        return self.order.index(name) + 1 if name in self.order else None

    @property
    def joins_ids(self) -> bool:
        """Whether a part may be `name|id`: not where that sign parts the parts themselves."""
        return "|" not in self.separator


def packings(config: TrackingConfig) -> list[Packing]:
    """The ways to look for, the most certain first: UTMify's, and another where the settings tell one."""
    own = Packing(config.separator or UTMIFY, tuple(config.order or NAMES))
    return [own] if own.separator == UTMIFY else [Packing(UTMIFY, NAMES), own]
