"""Programs that use one connection at once stay within its quota and use it up; by a fast clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import spending
from hotmart.simulator import Settings, Simulator
from hotmart.simulator.simulator import Served
from hotmart.transport.quota import shared
from hotmart.transport.quota.minute import MINUTE

QUOTA = 100  # a minute


@pytest.fixture
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=20, months=2, quota=QUOTA), clock=spending.clock).serve() as served:
        yield served


class Programs:
    """Processes of one connection that call until a moment."""

    def __init__(self, served: Served, quota: Path, end: float) -> None:
        self._served, self._arguments = served, (quota, end)
        self._running: list[subprocess.Popen[str]] = []

    def start(self, *, background: bool = False) -> subprocess.Popen[str]:
        quota, end = self._arguments
        told = {f"HOTMART_{name.upper()}": value for name, value in self._served.connection().items()}
        command = [sys.executable, spending.__file__, str(quota), "yes" * background, str(end)]
        program = subprocess.Popen(command, env=os.environ | told, stdout=subprocess.PIPE, text=True)
        self._running.append(program)
        return program

    def kill(self, program: subprocess.Popen[str]) -> None:
        self._running.remove(program)
        program.kill()
        program.communicate()

    def answers(self) -> list[Counter[int | None]]:
        """What each was answered, once all have ended: how many of each status."""
        return [Counter(dict(json.loads(program.communicate(timeout=60)[0]))) for program in self._running]


@pytest.mark.slow
def test_programs_together_use_the_quota_up_and_are_never_refused(served: Served, tmp_path: Path) -> None:
    begin, minutes = spending.clock(), 3
    programs = Programs(served, tmp_path / "quota", begin + minutes * MINUTE)
    programs.start(background=True)
    programs.start()
    answers = sum(programs.answers(), Counter[int | None]())
    assert [*answers] == [200]
    assert answers.total() >= 0.95 * QUOTA * minutes


@pytest.mark.slow
def test_a_program_that_is_killed_leaves_the_others_their_quota(served: Served, tmp_path: Path) -> None:
    programs = Programs(served, tmp_path / "quota", spending.clock() + 3 * MINUTE)
    programs.start()
    for _ in range(4):
        killed = programs.start()
        with pytest.raises(subprocess.TimeoutExpired):
            killed.wait(0.7)
        programs.kill(killed)
    assert [[*answers] for answers in programs.answers()] == [[200]]


def test_another_process_knows_of_the_calls_of_this_one() -> None:
    quota = shared("id", "https://a.example")
    for _ in range(3):
        quota.reserve()
    ask = "from hotmart.transport.quota import shared; print(shared('id', 'https://a.example').remaining)"
    assert subprocess.check_output([sys.executable, "-c", ask], text=True, timeout=30).strip() == "497"
