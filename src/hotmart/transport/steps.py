"""The steps of a call: what is to be done next, and what came of it.

An exchange is a generator. It yields a Send, a Sleep or a Login and is handed what came of it. So whatever
decides touches no socket, no clock and no chance, and each client drives it in a few lines.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from hotmart.language import Text
from hotmart.request import Request

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Send:
    """Send this and hand back the Reply, or Lost. Its repr holds nothing secret."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(default=None, repr=False)
    request: Request | None = field(default=None, repr=False)
    number: int = 1  # of the attempts to send this request
    waited: float = 0.0  # seconds, since the attempt before


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Login:
    """Hand back a token, and not the one that Hotmart rejected; None where there is no other."""

    rejected: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. The names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer came. `sent` is False only when nothing can have reached Hotmart."""

    reason: Text
    sent: bool
    again: bool = True  # whether another try could go better


Step: TypeAlias = Send | Sleep | Login
Exchange: TypeAlias = Generator[Step, "Reply | Lost | str | None", R]
