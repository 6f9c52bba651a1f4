"""Work that a notebook runs ends when it is stopped, and before anybody goes on."""

from __future__ import annotations

import asyncio
import signal
import threading

import pytest

from hotmart.accounts.running import finished


def in_a_loop(work: object) -> None:
    async def notebook() -> None:
        finished(work)  # type: ignore[arg-type]  # whatever the test gives

    loop = (
        asyncio.new_event_loop()
    )  # `asyncio.run` would take the first Ctrl-C for itself, which Jupyter does not
    try:
        loop.run_until_complete(notebook())
    finally:
        loop.close()


def test_an_error_of_the_work_is_the_callers() -> None:
    async def fails() -> None:
        raise KeyError("why")

    with pytest.raises(KeyError, match="why"):
        in_a_loop(fails)


@pytest.mark.parametrize("steps", [0, 1, 5])
def test_whoever_interrupts_goes_on_once_the_work_has_ended(steps: int) -> None:
    ended = threading.Event()

    async def work() -> None:
        try:
            for _ in range(steps):
                await asyncio.sleep(0)
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            await asyncio.wait_for(asyncio.Event().wait(), 20)
        finally:
            await asyncio.to_thread(ended.wait, 0.05)  # it takes a moment to let go
            ended.set()

    with pytest.raises(KeyboardInterrupt):
        in_a_loop(work)
    assert ended.is_set()


def test_the_thread_in_which_the_work_is_done_keeps_no_program_from_ending() -> None:
    found = list[bool]()

    async def work() -> None:
        found.append(threading.current_thread().daemon)

    in_a_loop(work)
    assert found == [True]
