"""The one place where a program of the system is run: tests hand in another."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from hotmart.errnos import why
from hotmart.language import Text
from hotmart.schedule.system.timer import SystemTimerError

LIMIT = 30.0  # seconds


class Ran(NamedTuple):
    """How a program ended, and what it wrote."""

    code: int
    out: bytes = b""
    err: bytes = b""


Runner: TypeAlias = Callable[[Sequence[str], bytes], Ran]
"""Runs a program with these words and this on its stdin. FileNotFoundError when there is no such program."""


def run(words: Sequence[str], stdin: bytes = b"") -> Ran:
    """Run a program of the system, which answers in English, within half a minute."""
    try:
        done = subprocess.run(  # noqa: S603  # programs of the system, by words that are quoted for them
            words,
            input=stdin,
            capture_output=True,
            timeout=LIMIT,
            env=os.environ | {"LC_ALL": "C"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ran(1, err=f"no answer within {LIMIT:g} s".encode())
    return Ran(done.returncode, done.stdout, done.stderr)


def wanted(runner: Runner, words: Sequence[str], stdin: bytes = b"") -> Ran:
    """The same, for what has to succeed. Raises SystemTimerError with what the program said."""
    try:
        ran = runner(words, stdin)
    except OSError as error:
        said = why(error)
        raise _failed(words, said) from None
    return succeeded(ran, words)


def succeeded(ran: Ran, words: Sequence[str]) -> Ran:
    """What ran, if it succeeded. Raises SystemTimerError otherwise."""
    if ran.code:
        told = (ran.err or ran.out).decode("utf-8", "replace").strip() or f"code {ran.code}"
        raise _failed(words, Text(told, told))
    return ran


def _failed(words: Sequence[str], said: Text) -> SystemTimerError:
    command = " ".join(words[:3])
    return SystemTimerError(
        Text(f"`{command}` failed: {said.en}", f"`{command}` falhou: {said.pt}"),
        Text(
            "Nothing is scheduled by it. `hotmart run-due`, called once a minute, needs none of this.",
            "Nada ficou agendado por ele. `hotmart run-due`, chamado a cada minuto, não precisa disso.",
        ),
    )
