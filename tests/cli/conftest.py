"""An invented account on this machine, and a command line that speaks to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hotmart.cli.front import COMMANDS
from hotmart.cli.group import hotmart
from hotmart.language import speaking
from hotmart.simulator import Served, Settings, Simulator

# What a command says of itself is in the language that holds when it is first imported: here that is English.
with speaking("en"):
    for name in COMMANDS:
        import_module(f"hotmart.cli.{name.replace('-', '_')}")

RUN = "from hotmart.cli import main; main()"


@pytest.fixture(autouse=True)
def no_page_stays_open() -> Iterator[None]:
    """A page that a command has started outlives it, and must not outlive the test."""
    yield
    if (ensuring := sys.modules.get("hotmart.connections.ensuring")) is None:
        return
    for process in ensuring._started:
        process.terminate()
        process.wait(20)
    ensuring._started.clear()


@dataclass(frozen=True)
class Outcome:
    """What a command said, and how it ended."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.stdout)


Command = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def command(*args: object, stdin: str | None = None) -> Outcome:
        result = CliRunner().invoke(hotmart, [str(arg) for arg in args], input=stdin, prog_name="hotmart")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return command


def started(args: Sequence[object], **environment: str) -> subprocess.Popen[str]:
    """A command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
    )


def ended(process: subprocess.Popen[str]) -> Outcome:
    """Its outcome, once it ends."""
    stdout, stderr = process.communicate(timeout=60)
    return Outcome(process.returncode, stdout, stderr)


def connect(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the command line at a simulator."""
    for name in ("api_url", "auth_url", "client_id", "client_secret"):
        monkeypatch.setenv(f"HOTMART_{name.upper()}", getattr(served, name))


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A small account that commands find through the environment."""
    settings = Settings(sales=150, months=5, quota=1_000_000)
    with Simulator(settings).serve() as served:
        connect(served, monkeypatch)
        yield served.simulator
