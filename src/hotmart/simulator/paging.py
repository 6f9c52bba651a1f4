"""Pages: how many rows, which ones, and the token that leads to the next (dossier §3.6).

A token is an offset in disguise, not a snapshot: rows that move between two reads are seen twice or missed.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Generic, Protocol, TypeVar

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.params import Params
from hotmart.simulator.refusals import Refused, invalid_parameter

MOST_ROWS: Final = 500
AGAIN: Final = "~"  # what follows it in a token is there only to make it another one (see `faults.py`)
T = TypeVar("T")


class Tokens(Protocol):
    """A way to write an offset down."""

    def write(self, rows: int, page: int) -> str:
        """The token of a page, counted from 1."""
        ...

    def read(self, token: str) -> tuple[int, int]:
        """Rows and page of a token."""
        ...


@dataclass(frozen=True, slots=True)
class Offset:
    """A base64 JSON offset; the name of the size differs between sales and products."""

    size: str = "rows"

    def write(self, rows: int, page: int) -> str:
        """`{"rows":500,"page":2}` in base64."""
        offset = {self.size: rows, "page": page}
        return base64.b64encode(json.dumps(offset, separators=(",", ":")).encode()).decode()

    def read(self, token: str) -> tuple[int, int]:
        """The offset, or 400 `invalid_token`."""
        try:
            offset = json.loads(base64.b64decode(token, validate=True))
            rows, page = offset[self.size], offset["page"]
        except (binascii.Error, ValueError, KeyError, TypeError):
            raise _invalid_token() from None
        return _checked(rows, page)


@dataclass(frozen=True, slots=True)
class Opaque:
    """64 hexadecimal digits that only this account can read, as subscriptions use them."""

    seed: int

    def write(self, rows: int, page: int) -> str:
        """The offset and its seal, masked."""
        plain = f"{rows:08x}{page:08x}"
        seal = self._digest(plain, 24)
        mask = self._digest(seal, 8)
        return f"{int(plain, 16) ^ int(mask, 16):016x}{seal}"

    def read(self, token: str) -> tuple[int, int]:
        """The offset of a token with a true seal, or 400 `invalid_token`."""
        try:
            plain = f"{int(token[:16], 16) ^ int(self._digest(token[16:], 8), 16):016x}"
        except ValueError:
            raise _invalid_token() from None
        rows, page = int(plain[:8], 16), int(plain[8:], 16)
        if self.write(rows, page) != token:
            raise _invalid_token()
        return _checked(rows, page)

    def _digest(self, text: str, size: int) -> str:
        return blake2b(f"{self.seed}/{text}".encode(), digest_size=size).hexdigest()


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """The part of a selection that one page shows."""

    rows: Sequence[T]
    number: int
    size: int
    total: int
    more: bool

    def info(self, hand: Hand, tokens: Tokens, *, counted: bool) -> str:
        """`page_info`: no token leads nowhere, and only some endpoints count."""
        return hand.object(
            f'"next_page_token":"{tokens.write(self.size, self.number + 1)}",' if self.more else "",
            f'"prev_page_token":"{tokens.write(self.size, self.number - 1)}",' if self.number > 1 else "",
            f'"results_per_page":{len(self.rows)},',
            f'"total_results":{self.total},' if counted else "",
        )


def cut(selection: Sequence[T], params: Params, tokens: Tokens, default: int, slide: int = 0) -> Slice[T]:
    """The page that was asked for.

    Over 500 rows are silently 500. The token's size wins over `max_results`, which must not change on
    the way. `slide` moves later pages by some rows, as rows that come and go between reads do.
    """
    rows = params.integer("max_results")
    size = default if rows is None else min(rows, MOST_ROWS)
    if size < 1:
        raise invalid_parameter()
    number = 1
    if token := (params.text("page_token") or "").partition(AGAIN)[0]:
        size, number = tokens.read(token)
    start = (number - 1) * size
    if number > 1:
        start = max(0, start + slide)
    return Slice(selection[start : start + size], number, size, len(selection), start + size < len(selection))


def _checked(rows: object, page: object) -> tuple[int, int]:
    if type(rows) is int and type(page) is int and 1 <= rows <= MOST_ROWS and page >= 1:
        return rows, page
    raise _invalid_token()


def _invalid_token() -> Refused:
    return Refused(400, "invalid_token", "The page token is invalid or expired.")
