"""Totals: the last line of a table that sums the others up, and is no record."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hotmart.config.source import Kind, Mark
from hotmart.sources.places import at
from hotmart.sources.values import GROUPED, NUMBER, PRICE

_LABEL = re.compile(r"\W*(?:sub|grand\s+)?(?:total|totais|soma|sum)\b.*", re.IGNORECASE | re.DOTALL)

_ENGLISH = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True)
class Totals:
    """How the last line of a table is told from a record that lost its key."""

    keys: Collection[str]
    columns: Mapping[str, Kind]
    decimal: Mark = "."

    def stand_last(self, records: list[dict[str, Any]]) -> bool:
        """Whether the last line alone has no key, and holds numbers only, after a word for totals or none."""
        if len(records) < 2 or self._has_key(records[-1]):
            return False
        if not all(map(self._has_key, records[:-1])):
            return False
        filled = _filled(records[-1])
        if filled and _LABEL.fullmatch(next(iter(filled.values()))):
            del filled[next(iter(filled))]
        return all(self._is_number(name, text) for name, text in filled.items())

    def add_up(self, records: list[dict[str, Any]]) -> bool:
        """Whether a number of the last line is the sum of those above it, as no record's would be."""
        above = records[:-1]
        return any(
            self._read(text) == sum(self._read(str(record.get(name) or "")) or 0 for record in above)
            for name, text in _filled(records[-1]).items()
            if self._read(text) is not None
        )

    def _has_key(self, record: dict[str, Any]) -> bool:
        return all(str(at(record, place, "")).strip() for place in self.keys)

    def _is_number(self, name: str, text: str) -> bool:
        """Whether a number stands there, and no text is told to; the key is told to be text."""
        return self.columns.get(name) != "text" and name not in self.keys and _bare(text) is not None

    def _read(self, text: str) -> Decimal | None:
        """The number, by the mark that the source says; Brazil's where the amount cannot be another."""
        bare = _bare(text)
        if bare is None:
            return None
        if GROUPED.fullmatch(bare) and (self.decimal == "," or not NUMBER.fullmatch(bare)):
            bare = bare.replace(".", "").replace(",", ".")
        return Decimal(bare.replace(",", ""))


def _filled(record: dict[str, Any]) -> dict[str, str]:
    """The cells of a line that hold anything."""
    return {name: text.strip() for name, text in record.items() if text.strip()}


def _bare(text: str) -> str | None:
    """A number without its currency; None for any other text."""
    said = text.strip().replace("\N{MINUS SIGN}", "-").removesuffix("%").strip()
    found = PRICE.fullmatch(said)
    told = "".join(filter(None, found.groups())) if found else said
    return told if any(one.fullmatch(told) for one in (NUMBER, GROUPED, _ENGLISH)) else None
