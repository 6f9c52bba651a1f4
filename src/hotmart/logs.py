"""Logging, off until it is asked for: by the program's own logging, or by `log_level` of a client.

Nothing that is logged holds a credential, a token or a value of a person, at any level.
"""

from __future__ import annotations

import logging
import sys

log = logging.getLogger("hotmart")


class _Plain(logging.StreamHandler):  # type: ignore[type-arg]  # generic for checkers only
    """Writes to the error stream, as long as the program has set up no logging of its own."""

    def emit(self, record: logging.LogRecord) -> None:
        if not logging.getLogger().handlers:
            self.stream = sys.stderr
            super().emit(record)


def listen(level: int) -> None:
    """Log from this level on. Where the program has no logging of its own, it goes to the error stream."""
    log.setLevel(level)
    if not any(isinstance(handler, _Plain) for handler in log.handlers):
        handler = _Plain()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s: %(message)s"))
        log.addHandler(handler)
