"""The console as a whole: a port, a copy of what there is, and the serving, until it is told to end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from hotmart.console.app import app_of
from hotmart.console.house import House
from hotmart.console.preparing import prepare
from hotmart.copies.folder import sweep
from hotmart.errors import HotmartError
from hotmart.loopback.address import HOST
from hotmart.loopback.serving import listener, served

PORT = 4_680
PATIENCE = 0.7  # seconds of a page that waits for its figures before it tells that they are being measured
NEXT = 20  # ports that are tried after the one that is in use


async def host(house: House, ready: Callable[[str], None], port: int = PORT) -> None:
    """Serve a console until the task is cancelled; `ready` is told the address that lets in.

    Where the port is in use, the next that is free. Raises OSError where none is. Told to end by the system,
    it ends as by Ctrl-C.
    """
    task = asyncio.current_task()
    if task is not None and os.name == "posix":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with contextlib.closing(house), contextlib.closing(_listener(port)) as on:
        house.port = on.getsockname()[1]
        house.patience = PATIENCE
        house.snapshots.prepares = partial(prepare, house)
        url = f"http://{HOST}:{house.port}/?token={house.sessions.token}"
        async with served(app_of(house), on, lambda: ready(url)) as serving:
            threading.Thread(target=_begin, args=(house,), name="begin", daemon=True).start()
            with _schedules(house):
                await asyncio.shield(serving)


def _begin(house: House) -> None:
    """Copy what there is, once somebody could already look, and clear away what was left by a kill."""
    house.snapshots.watch(partial(_warehouses, house))
    sweep()


def _warehouses(house: House) -> set[Path]:
    """The files of all accounts that there are now."""
    try:
        return {one.settings.warehouse.absolute() for one in house.accounts}
    except HotmartError:  # every page says what is wrong with the accounts
        return set()


@contextlib.contextmanager
def _schedules(house: House) -> Generator[None]:
    """Run what is due as long as the console is there: each moment once, whoever else looks."""
    stop = threading.Event()

    def looks() -> None:
        from hotmart.schedule.serving import serve  # noqa: PLC0415  # the first page does not wait for it

        serve(stop, house.file, by="console")

    threading.Thread(target=looks, name="schedules", daemon=True).start()
    try:
        yield
    finally:
        stop.set()


def _listener(port: int) -> socket.socket:
    for number in range(port, port + NEXT):
        with contextlib.suppress(OSError):
            return listener(number)
    return listener(port)
