"""Everything to work with Hotmart from Python."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import AsyncHotmart, Hotmart
    from .errors import (
        APIStatusError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        ConnectionFailedError,
        DecodeError,
        HotmartError,
        InternalServerError,
        InvalidArgumentError,
        NotFoundError,
        OutcomeUnknownError,
        PermissionDeniedError,
        RateLimitError,
        UnexpectedAnswerError,
    )

__version__ = "0.1.0"

__all__ = [
    "APIStatusError",
    "AsyncHotmart",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConnectionFailedError",
    "DecodeError",
    "Hotmart",
    "HotmartError",
    "InternalServerError",
    "InvalidArgumentError",
    "NotFoundError",
    "OutcomeUnknownError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnexpectedAnswerError",
    "__version__",
]

logging.getLogger("hotmart").addHandler(logging.NullHandler())  # silent until the program asks


if not TYPE_CHECKING:  # a type checker would take it for leave to ask for any name

    def __getattr__(name: str) -> Any:
        """Import the room a name lives in when it is first asked for; until then it costs nothing."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        room = "client" if name in ("Hotmart", "AsyncHotmart") else "errors"
        value = globals()[name] = getattr(import_module(f".{room}", __name__), name)
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
