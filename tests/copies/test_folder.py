"""What a process keeps for itself goes with it, and after a kill with the next one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from hotmart.copies.folder import PREFIX, OwnFolder, sweep

_KILLED = """
import os, signal
from hotmart.copies.folder import OwnFolder
mine = OwnFolder()
(mine.path / "warehouse.duckdb").write_text("people")
print(mine.path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where folders are made, which nobody else sweeps."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.skipif(os.name != "posix", reason="there is no such kill")
def test_what_a_killed_process_has_left_is_taken_away(place: Path) -> None:
    left = subprocess.run([sys.executable, "-c", _KILLED], capture_output=True, text=True, check=False).stdout
    assert (Path(left.strip()) / "warehouse.duckdb").exists()
    sweep()
    assert list(place.iterdir()) == []


def test_what_somebody_holds_is_left_to_them(place: Path) -> None:
    mine = OwnFolder()
    (mine.path / "warehouse.duckdb").write_text("people")
    sweep()
    assert (mine.path / "warehouse.duckdb").exists()
    mine.close()
    assert list(place.iterdir()) == []


def test_a_folder_of_that_name_without_a_lock_is_not_touched(place: Path) -> None:
    other = place / f"{PREFIX}pictures"
    other.mkdir()
    (other / "of-mine.png").write_text("")
    sweep()
    assert (other / "of-mine.png").exists()
