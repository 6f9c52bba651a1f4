"""How something was computed that is no metric: in a sentence, and its SQL, which anybody can run."""

from __future__ import annotations

import htpy as h

from hotmart.language import Text, say


def computed(means: Text, sql: str) -> h.Element:
    """What it means and its SQL, one click away."""
    return h.details(".how")[
        h.summary[say("How is this computed?", "Como isto é calculado?")],
        h.p[str(means)],
        h.pre(tabindex="0", role="region", aria_label="SQL")[h.code[sql]],
    ]


def next_step(said: Text, *commands: str) -> h.Element:
    """What to do where there is nothing to show."""
    return h.div(".next")[h.p[str(said)], (h.pre(tabindex="0")[h.code[one]] for one in commands)]
