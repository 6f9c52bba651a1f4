"""Stdout that says when it cannot be written: a disk that is full, a device that failed, nobody who reads.

Nothing here but the standard library: every command begins with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

UNWRITABLE = 1
"""The exit code."""


class UnwritableError(Exception):
    """The answer could not be written. No OSError: whoever expects that of a file does not mean this one."""

    def __init__(self, why: OSError) -> None:
        super().__init__(why)
        self.why = why


class Watched:
    """A stream like the one within, but for the error that it raises where it cannot be written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with _told():
            return self._stream.write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        with _told():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _told() -> Generator[None]:
    try:
        yield
    except BrokenPipeError:  # nobody reads any more, which is no error: Click ends quietly
        raise
    except OSError as error:
        raise UnwritableError(error) from None


@contextmanager
def watched() -> Generator[None]:
    """Have stdout watched for as long as the block lasts, and exit with a sentence where it fails.

    What was not written by then is let go of, or Python would say so once more when it ends.
    """
    stream = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123  # a daemon has none
    sys.stdout = cast("TextIO", Watched(stream))
    try:
        yield
        sys.stdout.flush()
    except (UnwritableError, BrokenPipeError) as error:
        sys.exit(unwritten(error))
    finally:
        sys.stdout = stream


def unwritten(error: UnwritableError | OSError) -> int:
    """Say on stderr that the answer could not be written, and write no more; returns the exit code."""
    why = error.why if isinstance(error, UnwritableError) else error
    if not isinstance(why, BrokenPipeError):
        _complain(why)
    _let_go(sys.stdout, 1)
    return UNWRITABLE


def _complain(why: OSError) -> None:
    from hotmart.document import explained  # noqa: PLC0415  # nearly always it is written
    from hotmart.errnos import why as in_words  # noqa: PLC0415  # likewise
    from hotmart.errors import HotmartError  # noqa: PLC0415  # likewise
    from hotmart.language import Text  # noqa: PLC0415  # likewise

    said = in_words(why)
    problem = explained(
        HotmartError(
            Text(
                f"The answer could not be written: {said.en}.", f"Não deu para gravar a resposta: {said.pt}."
            ),
            Text(
                "What the command did stays done. Look at where its output goes.",
                "O que o comando fez continua feito. Confira para onde vai a saída dele.",
            ),
        )
    )
    try:
        sys.stderr.write(f"{problem.message} {problem.hint}\n")
        sys.stderr.flush()
    except (OSError, AttributeError):  # nobody is left to be told
        _let_go(sys.stderr, 2)


def let_go_of_stderr() -> None:
    """Write no more there, either."""
    _let_go(sys.stderr, 2)


def _let_go(stream: Any, number: int) -> None:
    """Have what is still to be written go nowhere: Python writes it when it ends, and complains."""
    with suppress(OSError, ValueError, AttributeError):
        if stream.fileno() != number:
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
