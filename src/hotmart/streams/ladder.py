"""The age ladder: how stale the reading of a row may be, by the age of the row."""

from __future__ import annotations

from typing import NamedTuple

from hotmart.streams.windows import DAY


class Rung(NamedTuple):
    """A step of the age ladder: rows up to this age are read again when their reading is this stale."""

    age: int | None
    staleness: int


LADDER = (Rung(8 * DAY, 0), Rung(90 * DAY, 1 * DAY), Rung(None, 90 * DAY))
"""Young orders every run, those of the last quarter daily, the rest each quarter (ms).

A sale settles within its warranty, 60 days at the most; what moves later is found by the status
sweeps and the count probes of every run, so the last rung only catches what no count can show.
"""
EVERY_RUN = (Rung(None, 0),)
