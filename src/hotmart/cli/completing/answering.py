"""Answering a shell: a line for each thing that could be meant. It never fails, and says nothing instead."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from hotmart.cli.completing.names import names
from hotmart.cli.completing.words import Candidate, candidates, index

ASKED = "_HOTMART_COMPLETE"
"""The variable in which a shell says that it only asks, and which one it is."""
WORDS = "_HOTMART_WORDS"
"""The words, where a shell cannot hand them over as arguments."""


def answer() -> None:
    """Write what could be meant by the last of the words."""
    typed = os.environ[WORDS].split("\n") if WORDS in os.environ else sys.argv[1:]
    with suppress(Exception):
        told = "".join(f"{line}\n" for line in lines(typed, os.environ[ASKED]))
        sys.stdout.buffer.write(told.encode())
        sys.stdout.flush()


def lines(typed: Sequence[str], shell: str) -> list[str]:
    """The answer, as every one of our scripts reads it: kind, value and what it is, with tabs between."""
    words = _joined(typed) if shell == "bash" else list(typed)
    *before, word = words or [""]
    found = candidates(before, word, index(), names(before))
    if shell == "bash" and word.startswith("-") and "=" in word:
        start = len(word.partition("=")[0]) + 1  # what stands before it is another word to bash
        found = [one._replace(value=one.value[start:]) if one.kind == "plain" else one for one in found]
    return [_line(one) for one in found]


def _line(one: Candidate) -> str:
    return "\t".join((one.kind, one.value, " ".join(one.help.split())))


def _joined(typed: Sequence[str]) -> list[str]:
    """The words as they were typed: bash makes three of `--client=claude`."""
    joined: list[str] = []
    for word in typed:
        after_equals = bool(joined) and joined[-1].startswith("--") and joined[-1].endswith("=")
        if joined and ((word == "=" and joined[-1].startswith("--")) or after_equals):
            joined[-1] += word
        else:
            joined.append(word)
    return joined
