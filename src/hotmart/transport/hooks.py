"""What a program may be told of each HTTP attempt: which operation, how it went and how long it took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from hotmart.logs import log


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One HTTP request and what came of it. It holds no id, no person and no secret.

    A call that is sent again makes an attempt for each time, numbered from 1.
    """

    operation: str
    """The operation, such as `sales.history`, or `login`."""
    method: str
    template: str
    """The path as it is declared, such as `/payments/api/v1/sales/{transaction}/refund`."""
    host: str
    port: int
    status: int | None
    """The HTTP status; None when no answer came."""
    error: str | None
    """The class of the error this attempt alone would have raised, such as `RateLimitError`."""
    number: int
    began: int
    """When it was sent, in nanoseconds since 1970."""
    seconds: float
    """How long it took to the end of its answer."""
    waited: float
    """The seconds of waiting just before it, for the quota or to try again."""


Hook: TypeAlias = Callable[[Attempt], None]
"""Called after each attempt, in the thread or task of the call: let it be quick."""


def guarded(hook: Hook) -> Hook:
    """The same hook, whose failures stop no call: the first is logged, the others pass in silence."""
    failed = False

    def told(attempt: Attempt) -> None:
        nonlocal failed
        try:
            hook(attempt)
        except Exception:
            if not failed:
                failed = True
                log.warning(
                    "The hook failed, and the call goes on; it is not said again. / "
                    "O hook falhou, e a chamada continua; não será dito de novo.",
                    exc_info=True,
                )

    return told
