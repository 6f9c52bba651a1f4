"""The hook: a command of the user's that is told how each sync of an account ended."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path

from hotmart.errnos import why
from hotmart.language import Text

LIMIT = 60.0  # seconds
STDERR = 2  # the command's stdout goes there too: ours holds one answer and nothing else


async def told(command: Sequence[str], document: str, folder: Path, limit: float = LIMIT) -> Text | None:
    """Run a command in this folder, with the document on its stdin; return what went wrong with it.

    There is no shell in between, and what it does changes no verdict.
    """
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=STDERR, cwd=folder)
    except OSError as error:
        said = why(error)
        return _failed(command, f"could not be started: {said.en}", f"não pôde ser iniciado: {said.pt}")
    try:
        async with asyncio.timeout(limit):
            await process.communicate(document.encode())
    except TimeoutError:
        return _failed(command, f"was ended after {limit:g} s", f"foi encerrado depois de {limit:g} s")
    finally:
        await _ended(process)
    code = process.returncode
    return _failed(command, f"ended with code {code}", f"terminou com código {code}") if code else None


async def _ended(process: Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.wait()


def _failed(command: Sequence[str], en: str, pt: str) -> Text:
    """Its arguments are not repeated: they may hold a secret."""
    return Text(
        f"The command in [sync].after ({command[0]}) {en}.", f"O comando de [sync].after ({command[0]}) {pt}."
    )
