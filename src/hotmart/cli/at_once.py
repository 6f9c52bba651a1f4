"""What is answered before Click could be there: what is asked often, by somebody or a program that waits."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from hotmart.errors import HotmartError


def answered(words: Sequence[str]) -> bool:
    """Whether these words were answered here. What is odd, or goes wrong, is left to the command itself."""
    try:
        told = _told([one for one in words if one != "--json"], as_json="--json" in words)
    except HotmartError:
        return False
    if told is None:
        return False
    try:
        sys.stdout.write(told + "\n")
    except UnicodeEncodeError:  # a terminal without accents, to which Click knows what to say
        return False
    return True


def _told(words: Sequence[str], *, as_json: bool) -> str | None:
    match words:
        case ["whoami"]:
            from hotmart.connections.whoami import said  # noqa: PLC0415  # for those words only

            return said(as_json=as_json)
        case ["action", "list", "--intent", intent] if not intent.startswith("-"):
            return _meant(intent, as_json=as_json)
        case _:
            return None


def _meant(intent: str, *, as_json: bool) -> str | None:
    """The actions that are meant. A notice to a person has a colour, so that is left to Click."""
    from hotmart.actions.finding import find  # noqa: PLC0415  # for those words only
    from hotmart.actions.listing import as_json as in_json  # noqa: PLC0415  # likewise
    from hotmart.actions.listing import as_lines, notices  # noqa: PLC0415  # likewise

    finding = find(intent)
    if as_json:
        return in_json(finding)
    return None if sys.stdout.isatty() and any(notices(finding)) else as_lines(finding)
