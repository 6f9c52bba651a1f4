"""SIGTERM ends a command as Ctrl-C does."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from hotmart.cli.group import Front, hotmart
from hotmart.cli.stopping import terminable
from hotmart.deeds import may_be_done
from hotmart.language import Text


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


@pytest.fixture
def in_the_background() -> Iterator[None]:
    """A shell has those in the background ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("in_the_background")
def test_it_does_where_the_shell_has_ctrl_c_ignored() -> None:
    with pytest.raises(KeyboardInterrupt), terminable():
        end()


@pytest.mark.usefixtures("in_the_background")
def test_a_loop_in_the_background_cancels_its_work_too() -> None:
    cancelled = list[str]()

    async def work(name: str) -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(name)
            raise

    async def all_of_it() -> None:
        async with asyncio.TaskGroup() as group:
            for name in "ab":
                group.create_task(work(name))
            asyncio.get_running_loop().call_soon(end)  # in no task at all

    with pytest.raises(KeyboardInterrupt), terminable():
        asyncio.run(all_of_it())
    assert sorted(cancelled) == ["a", "b"]


IGNORING = """
import asyncio, os, signal, threading
signal.signal(signal.SIGINT, signal.SIG_IGN)
from hotmart.cli.stopping import terminable
from hotmart.deeds import may_be_done
from hotmart.language import Text
with terminable() as ending:
    waiting = threading.Thread(target=threading.Event().wait, args=(0.1,))
    waiting.start()
    os.kill(os.getpid(), signal.SIGINT)
    asyncio.run(asyncio.sleep(0))
    waiting.join()
print(ending.told)
"""


def test_ctrl_c_stays_ignored_where_it_was() -> None:
    done = subprocess.run([sys.executable, "-c", IGNORING], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.slow
def test_it_waits_for_the_end_of_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ends_within.py").write_text(
        "import os, signal\n"
        "try:\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "except KeyboardInterrupt as error:\n"
        "    raise ImportError from error\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(KeyboardInterrupt), terminable() as ending:
        import_module("ends_within")
        assert ending.told
        threading.Event().wait(5)


@pytest.mark.parametrize("debug", ["", "1"])
@pytest.mark.parametrize("made_of_it", [ImportError, RuntimeError, KeyboardInterrupt])
def test_whatever_is_made_of_it_the_command_was_stopped(
    made_of_it: type[BaseException],
    debug: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def ended(*_: object) -> None:
        try:
            end()
        except KeyboardInterrupt as error:
            raise made_of_it from error

    monkeypatch.setenv("HOTMART_DEBUG", debug)
    monkeypatch.setattr(Front, "get_command", ended)
    with pytest.raises(SystemExit) as code:
        hotmart(["runs"])
    assert (code.value.code, capsys.readouterr().err.strip()) == (143, "Stopped.")


@pytest.mark.parametrize("stop", [end, lambda: signal.raise_signal(signal.SIGINT)])
def test_what_was_being_sent_is_told_to_who_stopped_it(
    stop: Callable[[], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def sending(*_: object) -> None:
        with may_be_done(Text("The refund may have been sent.", "O reembolso pode ter sido enviado.")):
            stop()

    monkeypatch.setattr(Front, "get_command", sending)
    with pytest.raises(SystemExit) as code:
        hotmart(["runs", "--json"])
    error = json.loads(capsys.readouterr().out)["error"]
    assert code.value.code in (130, 143)
    assert error["code"] == "interrupted"
    assert error["message"] == "Stopped. The refund may have been sent."
    assert error["command"] == "hotmart audit"
    assert error["may_be_done"] == ["The refund may have been sent."]


def test_whoever_listens_already_goes_on_listening() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    try:
        with terminable() as ending:
            end()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (heard, ending.told) == ([signal.SIGTERM], False)
