"""`kill -9` at any moment of forgetting: doing it again finishes it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulated import Account

from .test_forget import buyer, found, tables

pytestmark = pytest.mark.slow

MOMENTS = 5
COMMAND = (sys.executable, "-c", "from hotmart.cli import main; main()", "privacy", "forget", "--yes")


def killed_after(seconds: float, folder: Path, email: str) -> bool:
    """Start to forget somebody, and kill it after so long; False when it was faster."""
    with subprocess.Popen([*COMMAND, "--email", email], cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
        assert process.returncode == 0
        return False


def test_killed_at_random_moments_it_is_finished_by_doing_it_again(account: Account, tmp_path: Path) -> None:
    person, before = buyer(account), tables(account.warehouse)
    began = time.monotonic()
    assert not killed_after(120, tmp_path, "somebody.else@example.org")
    long, moments = 2 * (time.monotonic() - began), random.Random(1)
    killed = sum(killed_after(moments.uniform(0.2, 1) * long, tmp_path, person.email) for _ in range(MOMENTS))
    assert killed
    assert not killed_after(120, tmp_path, person.email)
    assert not found(tmp_path, person)
    assert {file.suffix for file in tmp_path.rglob("*")} <= {
        "",
        ".duckdb",
        ".key",
        ".lock",
        ".raw",
        ".toml",
        ".zst",
    }
    after = tables(account.warehouse)
    assert {name: len(rows) for name, rows in after.items() if name != "_forgotten"} == {
        name: len(rows) for name, rows in before.items()
    } | {"_privacy": 1}
