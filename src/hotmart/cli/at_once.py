"""What is answered before Click could be there: whoever asks which account it is asks often, and waits."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from hotmart.errors import HotmartError


def answered(words: Sequence[str]) -> bool:
    """Whether these words were answered here. What is odd, or goes wrong, is left to the command itself."""
    if words[:1] != ["whoami"] or not {*words[1:]} <= {"--json"}:
        return False
    from hotmart.connections.whoami import said  # noqa: PLC0415  # for those words only

    try:
        told = said(as_json="--json" in words)
    except HotmartError:
        return False
    try:
        sys.stdout.write(told + "\n")
    except UnicodeEncodeError:  # a terminal without accents, to which Click knows what to say
        return False
    return True
