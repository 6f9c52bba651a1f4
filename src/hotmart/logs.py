"""Logging, off until it is asked for: by the program's own logging, or by `log_level` of a client.

Nothing that is logged holds a credential, a token or a value of a person, at any level.
"""

from __future__ import annotations

import logging
import sys

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

log = logging.getLogger("hotmart")
log.addHandler(logging.NullHandler())  # silent until the program asks


class _Plain(logging.StreamHandler):  # type: ignore[type-arg]  # generic for checkers only
    """Writes to the error stream, as long as the program has set up no logging of its own."""

    def emit(self, record: logging.LogRecord) -> None:
        if not logging.getLogger().handlers:
            self.stream = sys.stderr
            super().emit(record)


def listen(level: int | str) -> None:
    """Log from this level on. Where the program has no logging of its own, it goes to the error stream."""
    try:
        log.setLevel(level.upper() if isinstance(level, str) else level)
    except (ValueError, TypeError):
        raise InvalidArgumentError(
            "log_level",
            Text("log_level must be a level of logging.", "log_level deve ser um nível do logging."),
        ) from None
    if not any(isinstance(handler, _Plain) for handler in log.handlers):
        handler = _Plain()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s: %(message)s"))
        log.addHandler(handler)
