"""The page in a process of its own, which outlives the command that started it: `connection ensure` does."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys

from hotmart.connections.glance import glance, told
from hotmart.connections.page.hosting import host


def main() -> None:
    """NAME, and how it is asked for; the address is said on stdout, in one line, and then nothing more."""
    name, *ways = sys.argv[1:]
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_visited(name, ways))


async def _visited(name: str, ways: list[str]) -> None:
    task = asyncio.current_task()
    if task is not None and os.name == "posix":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    known = glance(name, told())
    await host(
        name,
        _say,
        with_code="--code" in ways,
        sandbox="--sandbox" in ways or known.sandbox,
        club=known.club,
        api_url=known.api_url,
        auth_url=known.auth_url,
    )


def _say(url: str, port: int) -> None:
    """Tell whoever started this, who then ends; later there is nobody left to hear anything."""
    sys.stdout.write(json.dumps({"url": url, "port": port}) + "\n")
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)


if __name__ == "__main__":
    main()
