"""A metric: a figure of a business that is defined once, with its SQL, its unit and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from hotmart.language import Text

Unit: TypeAlias = Literal["money", "count", "share", "months"]
"""Money is in its currency; a share is from 0 to 1."""
Variant: TypeAlias = Literal["", "panel", "saas"]
"""Whose definition it is, where Hotmart's panel and the software trade differ (dossier §24)."""
Kind: TypeAlias = Literal["flow", "stock", "now"]
"""What happened in a period; what there is at its end; or what there is now, whatever the period."""


class Metric(NamedTuple):
    """One definition. Its SQL is made of the facts of facts.py."""

    name: str
    title: Text
    definition: Text
    unit: Unit
    needs: tuple[str, ...]
    """The streams it is made of: without one of them it is incomplete."""
    kind: Kind
    fact: str
    """The fact whose rows are summed up."""
    value: str
    """The aggregate over those rows. `{only}` and `{also}` are where its condition goes: see `summed`."""
    where: str = "true"
    when: str = "ordered_at"
    """The moment of a row by which it belongs to a period."""
    currency: str = ""
    """The column of its currency; empty where there is none."""
    by: Mapping[str, str] = {}
    """What it can be divided by, and the column of the fact that says so."""
    usual: tuple[str, ...] = ()
    """What it is divided by where nobody says: a mix without its parts is nothing."""
    of_whole: bool = False
    """Whether each value is shown as its share of all of that period and currency."""
    variant: Variant = ""
    caveat: Text | None = None

    def summed(self, *, alone: bool = True) -> str:
        """The aggregate in SQL: over rows that fulfil its condition, or over all, with it inside."""
        if alone or self.where == "true":
            return self.value.format(only="", also="")
        return self.value.format(only=f" FILTER ({self.where})", also=f"({self.where}) AND ")

    @property
    def key(self) -> str:
        """Its name, with the variant where there are two."""
        return f"{self.name}:{self.variant}" if self.variant else self.name
