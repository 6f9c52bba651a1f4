"""Access tokens that a program hands over, as it holds those of its clients itself: none goes to disk."""

from __future__ import annotations

import re
import threading
from collections.abc import Awaitable, Callable
from inspect import isawaitable, iscoroutinefunction
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import WeakKeyDictionary

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.secrecy import HiddenText

if TYPE_CHECKING:
    import asyncio

AccessToken: TypeAlias = str | Callable[[], str]
"""A token, or what is asked for one: at the first call, and again when Hotmart takes it no longer."""
AsyncAccessToken: TypeAlias = str | Callable[[], str | Awaitable[str]]

_BEARER = re.compile(r"^bearer(?:\s+|$)", re.IGNORECASE)
_HEADER_SAFE = re.compile(r"[!-~]+")


class GivenTokens:
    """The token that a program hands over. Asked for another once it is refused, and by one at a time."""

    def __init__(self, source: AsyncAccessToken) -> None:
        self._token = None if callable(source) else _checked(source)
        self._source = source if callable(source) else None
        self._lock = threading.Lock()
        self._locks: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    def at_hand(self, rejected: str | None = None) -> str | None:
        """The token in memory, unless it is the one Hotmart rejected."""
        return None if self._token == rejected else self._token

    def renewed(self, rejected: str | None = None) -> str | None:
        """Another token, asked for now; None where there is no other."""
        with self._lock:
            if value := self.at_hand(rejected):
                return value
            if self._source is None:
                return None
            self._token = _checked(self._source())
            return self.at_hand(rejected)

    async def renewed_async(self, rejected: str | None = None) -> str | None:
        """The same without blocking, whichever way the token is told."""
        async with self._lock_here():
            if value := self.at_hand(rejected):
                return value
            if self._source is None:
                return None
            self._token = _checked(await _told(self._source))
            return self.at_hand(rejected)

    def _lock_here(self) -> asyncio.Lock:
        """A lock among the tasks of the running loop; another loop asks for itself."""
        import asyncio  # noqa: PLC0415  # whoever awaits has it; nobody else should pay for it

        with self._lock:
            return self._locks.setdefault(asyncio.get_running_loop(), asyncio.Lock())


async def _told(source: Callable[[], Any]) -> Any:
    """What it tells: awaited where it is to be, and asked in a thread where it may block."""
    import asyncio  # noqa: PLC0415  # see above

    asynchronous = iscoroutinefunction(source) or iscoroutinefunction(getattr(source, "__call__", None))  # noqa: B004
    told = source() if asynchronous else await asyncio.to_thread(source)
    return await told if isawaitable(told) else told


def _checked(token: object) -> str:
    """The token, as it is sent; what cannot be one is refused unseen."""
    if not isinstance(token, str):
        if isawaitable(token):
            getattr(token, "close", lambda: None)()  # or Python warns that nobody awaited it
            raise _wrong("only AsyncHotmart awaits it", "só o AsyncHotmart o aguarda")
        kind = type(token).__name__
        raise _wrong(f"it is text, and this is a {kind}", f"é um texto, e isto é um {kind}")
    value = _BEARER.sub("", token.strip())
    if not _HEADER_SAFE.fullmatch(value):
        raise _wrong("it is empty, or no token", "está vazio, ou não é um token")
    return HiddenText(value)


def _wrong(en: str, pt: str) -> InvalidArgumentError:
    return InvalidArgumentError(
        "access_token",
        Text(f"The access token cannot be used: {en}.", f"Não dá para usar o access token: {pt}."),
        Text(
            "Hand over the access_token that Hotmart's login answered with, or a function that returns it.",
            "Informe o access_token que o login da Hotmart devolveu, ou uma função que o retorne.",
        ),
    )
