"""An answer that cannot be written is told in one sentence, and never with the advice to do it again."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from hotmart.cli.group import hotmart
from hotmart.cli.stdout import Watched
from hotmart.deeds import was_done
from hotmart.language import Text

from .conftest import RUN

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")


def written_to(target: Path, *words: str, **environment: str) -> tuple[int, str]:
    """How a command ends whose output goes there, and what it says on stderr."""
    with target.open("w") as stdout:
        done = subprocess.run(
            [sys.executable, "-c", RUN, *words],
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
            env=os.environ | {"HOTMART_LANG": "en"} | environment,
        )
    return done.returncode, done.stderr


@needs_full
@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["whoami"],
        ["whoami", "--json"],
        ["whoami", "main", "--json"],
        ["streams"],
        ["streams", "--json"],
        ["sync", "--help"],
        ["action", "list", "--intent", "refunds", "--json"],
        ["nothing", "--json"],
        ["action", "run", "nothing", "--format", "json"],
    ],
)
def test_where_the_disk_is_full_one_sentence_says_so(words: list[str]) -> None:
    code, told = written_to(FULL, *words)
    assert (code, told.count("\n")) == (1, 1)
    assert told.startswith("The answer could not be written: No space left on device.")
    assert "again" not in told


@needs_full
def test_it_says_so_in_portuguese_and_to_whoever_debugs() -> None:
    code, told = written_to(FULL, "streams", HOTMART_LANG="pt", HOTMART_DEBUG="1")
    assert code == 1
    assert told.startswith("Não deu para gravar a resposta: não há mais espaço no disco.")


@needs_full
def test_a_stderr_that_is_full_changes_no_exit_code() -> None:
    with FULL.open("w") as stderr:
        done = subprocess.run([sys.executable, "-c", RUN, "nothing"], stderr=stderr, check=False)
    assert done.returncode == 2


class Full(io.StringIO):
    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_was_done_before_is_said_in_place_of_the_usual_advice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refund(**_: object) -> None:
        was_done(Text("The sale was refunded.", "A venda foi reembolsada."))
        sys.stdout.write("refunded")

    streams = import_module("hotmart.cli.streams").streams
    monkeypatch.setattr(streams, "callback", refund)
    monkeypatch.setattr(sys, "stdout", Watched(Full()))
    with pytest.raises(SystemExit) as code:
        hotmart(["streams"])
    told = capsys.readouterr().err
    assert code.value.code == 1
    assert "The sale was refunded. Do not run it again before you have looked: hotmart audit" in told


def test_what_the_stream_itself_can_do_can_still_be_done() -> None:
    within = io.StringIO()
    stream = Watched(within)
    stream.writelines(["a", "b"])
    assert (stream.getvalue(), stream.isatty()) == ("ab", False)


@pytest.mark.slow
def test_a_daemon_without_a_stdout_is_no_error() -> None:
    code = f"import sys; sys.stdout = None; sys.argv = ['hotmart', 'whoami']\n{RUN}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("words", [["whoami"], ["streams", "--json"]])
def test_a_reader_that_goes_away_hears_no_complaint(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stdout:
        done = subprocess.run(
            [sys.executable, "-c", RUN, *words], stdout=stdout, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (1, b"")
