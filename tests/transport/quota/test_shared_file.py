from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import filelock
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.transport.quota.shared_file import Slots

MANY = 8


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "numbers"


def put(slots: Slots, slot: int, number: int) -> None:
    with slots.held():
        slots.put(slot, number)


def read(slots: Slots) -> list[int]:
    with slots.held() as numbers:
        return numbers.tolist()


def test_what_one_writes_the_others_read(path: Path) -> None:
    one, other = Slots(MANY, Time(), path), Slots(MANY, Time(), path)
    put(one, 3, 7)
    put(other, 7, 2**62)
    assert read(one) == read(other) == [0, 0, 0, 7, 0, 0, 0, 2**62]


def test_without_a_file_they_are_this_processs_own() -> None:
    slots = Slots(MANY, Time())
    put(slots, 3, 7)
    assert read(slots)[3] == 7


def test_the_file_is_for_its_owner_only(path: Path) -> None:
    put(Slots(MANY, Time(), path), 0, 1)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


COUNTING = """
import sys
from pathlib import Path
from hotmart.transport.quota.shared_file import Slots
slots = Slots(1, lambda: 0.0, Path(sys.argv[1]))
for _ in range(500):
    with slots.held() as numbers:
        slots.put(0, numbers[0] + 1)
"""


def test_processes_that_count_at_once_lose_nothing(path: Path) -> None:
    programs = [subprocess.Popen([sys.executable, "-c", COUNTING, str(path)]) for _ in range(2)]
    assert [program.wait(30) for program in programs] == [0, 0]
    assert read(Slots(1, Time(), path)) == [1000]


@given(st.binary(max_size=200))
def test_a_file_of_anything_is_so_many_numbers(
    tmp_path_factory: pytest.TempPathFactory, found: bytes
) -> None:
    path = tmp_path_factory.mktemp("slots") / "numbers"
    path.write_bytes(found)
    slots = Slots(MANY, Time(), path)
    assert len(read(slots)) == MANY
    put(slots, MANY - 1, 5)
    assert read(Slots(MANY, Time(), path))[MANY - 1] == 5


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    slots = Slots(MANY, Time(), tmp_path / "file" / "numbers")
    put(slots, 1, 5)
    assert read(slots)[1] == 5


def test_a_full_disk_is_done_without(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: int, written: bytes) -> int:
        raise OSError(28, "No space left on device")

    slots = Slots(MANY, Time(), path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        put(slots, 1, 5)
    assert read(slots)[1] == 5


def test_a_file_that_was_removed_is_made_again(path: Path) -> None:
    one, other = Slots(MANY, Time(), path), Slots(MANY, Time(), path)
    put(one, 1, 5)
    path.unlink()
    put(one, 2, 6)
    assert read(other)[2] == 6


def test_a_lock_that_is_kept_is_not_waited_for(path: Path) -> None:
    time = Time()
    slots, other = Slots(MANY, time, path), Slots(MANY, time, path)
    put(slots, 1, 5)
    with path.open("r+b") as file:
        assert filelock.lock_descriptor(file.fileno(), blocking=False)
        put(slots, 2, 6)
        filelock.unlock_descriptor(file.fileno())
    put(other, 3, 7)
    assert read(slots) == [0, 5, 6, 0, 0, 0, 0, 0], "alone for a minute"
    time.now = 60.0
    assert read(slots) == [0, 5, 6, 7, 0, 0, 0, 0], "and together again"
    assert read(other) == [0, 5, 6, 7, 0, 0, 0, 0]
