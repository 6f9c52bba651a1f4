"""The codes with which a command or a job ends, and which one says what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotmart.document import Problem

DONE, FAILED, MISUSED = 0, 1, 2
UNCONFIRMED, NO_CREDENTIALS, NOT_FOUND, LIMITED, DOWN = 3, 4, 5, 6, 7
INCOMPLETE, UNKNOWN, DIFFERS = 8, 9, 10
STOPPED, TERMINATED = 130, 143
"""The exit codes: done, any other error, called the wrong way; a person has to say yes, no credential or none
that works, nothing of that name, too many calls, Hotmart does not answer; read but not proved, sent and
nobody knows whether it was done, all there but a sum differs; Ctrl-C, SIGTERM."""

_BY_CODE = {
    "interrupted": STOPPED,
    "incomplete": INCOMPLETE,
    "differs": DIFFERS,
    "confirmation_needed": UNCONFIRMED,
    "plan_refused": MISUSED,
    "forbidden_here": MISUSED,
    "credentials": NO_CREDENTIALS,
    "authentication": NO_CREDENTIALS,
    "permission_denied": NO_CREDENTIALS,
    "not_found": NOT_FOUND,
    "rate_limit": LIMITED,
    "connection_failed": DOWN,
    "internal_server_error": DOWN,
    "outcome_unknown": UNKNOWN,
}


def exit_code(problem: Problem | None) -> int:
    """The exit code that says so; None is no problem."""
    if problem is None:
        return DONE
    return _BY_CODE.get(problem.code) or (MISUSED if problem.misused else FAILED)
