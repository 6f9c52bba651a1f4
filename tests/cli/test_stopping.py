"""SIGTERM ends a command as Ctrl-C does."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from hotmart.cli.stopping import terminable


def end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_it_interrupts_what_is_under_way() -> None:
    with pytest.raises(KeyboardInterrupt), terminable() as ending:
        end()
    assert ending.told
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_loop_cancels_its_work_and_the_work_can_clean_up() -> None:
    cleaned = False

    async def work() -> None:
        nonlocal cleaned
        try:
            end()
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            cleaned = True
            raise

    with pytest.raises(KeyboardInterrupt), terminable():
        asyncio.run(work())
    assert cleaned


def test_it_does_where_the_shell_has_ctrl_c_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt), terminable():
            end()
    finally:
        signal.signal(signal.SIGINT, before)


def test_whoever_listens_already_goes_on_listening() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    try:
        with terminable() as ending:
            end()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (heard, ending.told) == ([signal.SIGTERM], False)
