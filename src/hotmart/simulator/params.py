"""The parameters of a request, read as strictly as Hotmart reads them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from urllib.parse import parse_qsl

from hotmart.simulator.refusals import invalid_parameter

LARGEST: Final = 2**63  # whole numbers have 64 bits
_PRESENTATION: Final = frozenset({"max_results", "page_token", "select"})


class Params:
    """A query string. A value that makes no sense answers 400, whichever it is."""

    def __init__(self, query: bytes | str) -> None:
        text = query.decode("latin-1") if isinstance(query, bytes) else query
        self._values: dict[str, list[str]] = {}
        for name, value in parse_qsl(text, keep_blank_values=True):
            self._values.setdefault(name, []).append(value)

    @property
    def question(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is asked for, whichever page of it and however much of each row."""
        asked = (name for name in sorted(self._values) if name not in _PRESENTATION)
        return tuple((name, tuple(self._values[name])) for name in asked)

    def text(self, name: str) -> str | None:
        """A text, or nothing. Of a repeated key the first counts."""
        values = self._values.get(name)
        return values[0] if values and values[0] else None

    def every(self, name: str) -> list[str]:
        """Every value of a repeatable key, in the order they were sent."""
        return [value for value in self._values.get(name, ()) if value]

    def texts(self, name: str) -> frozenset[str] | None:
        """Every value of a repeatable key."""
        values = self._values.get(name)
        return frozenset(values) if values else None

    def integer(self, name: str) -> int | None:
        """A whole number."""
        value = self.text(name)
        if value is None:
            return None
        if not value.removeprefix("-").isdecimal() or len(value) > 20:  # read no number that never ends
            raise invalid_parameter()
        number = int(value)
        if not -LARGEST <= number < LARGEST:
            raise invalid_parameter()
        return number

    def flag(self, name: str) -> bool | None:
        """`true` or `false`."""
        value = self.choice(name, ("true", "false"))
        return None if value is None else value == "true"

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """One word of a list."""
        value = self.text(name)
        if value is not None and value not in allowed:
            raise invalid_parameter()
        return value

    def choices(self, name: str, allowed: Collection[str]) -> frozenset[str] | None:
        """Words of a list: one that is not in it spoils the whole call (dossier §3.8)."""
        values = self.texts(name)
        if values is not None and not values.issubset(allowed):
            raise invalid_parameter()
        return values

    def window(self, first: str, last: str) -> tuple[int | None, int | None]:
        """The two ends of a window in milliseconds."""
        start, end = self.integer(first), self.integer(last)
        if start is not None and end is not None and start > end:
            raise invalid_parameter()
        return start, end
