from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import platformdirs
import pytest

from hotmart.credentials.private_files import folder, read_privately, write_privately
from hotmart.errors import ConfigurationError, HotmartWarning

if os.name != "posix":
    pytest.skip("modes of files say nothing here", allow_module_level=True)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_and_its_folder_are_their_users_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_privately(tmp_path / "a" / "b" / "secret.json", b"{}")
    finally:
        os.umask(before)
    assert mode(tmp_path / "a" / "b" / "secret.json") == 0o600
    assert mode(tmp_path / "a" / "b") == 0o700
    assert read_privately(tmp_path / "a" / "b" / "secret.json") == b"{}"


def test_a_folder_that_others_may_use_is_closed_before_anything_is_put_in_it(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o777)
    write_privately(tmp_path / "open" / "secret.json", b"{}")
    assert mode(tmp_path / "open") == 0o700


def test_a_file_that_others_can_read_is_mended_and_said(tmp_path: Path) -> None:
    file = tmp_path / "secret.json"
    write_privately(file, b"{}")
    file.chmod(0o644)
    with pytest.warns(HotmartWarning, match="Others on this machine could read"):
        assert read_privately(file) == b"{}"
    assert mode(file) == 0o600
    assert read_privately(file) == b"{}"


def test_a_file_of_another_user_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.json"
    write_privately(file, b"{}")
    monkeypatch.setattr("os.geteuid", lambda: file.stat().st_uid + 1)
    with pytest.raises(ConfigurationError, match="belongs to another user"):
        read_privately(file)


def test_one_that_is_not_there_is_none_and_one_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert read_privately(tmp_path / "none.json") is None
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(ConfigurationError, match=r"folder\.json cannot be used"):
        read_privately(tmp_path / "folder.json")


def test_readers_see_the_old_or_the_new_and_never_a_half(tmp_path: Path) -> None:
    file, wanted = tmp_path / "secret.json", {b"a" * 9_000, b"b" * 9_000}
    write_privately(file, b"a" * 9_000)
    seen: set[bytes | None] = set()
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            seen.add(read_privately(file))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(100):
        write_privately(file, b"ab"[number % 2 : number % 2 + 1] * 9_000)
    ended.set()
    reader.join()
    assert seen <= wanted
    assert [one.name for one in tmp_path.iterdir()] == ["secret.json"]


def test_what_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret.json"
    write_privately(file, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_privately(file, b"new")
    assert file.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["secret.json"]


def test_the_folder_is_the_systems_unless_another_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_CONFIG_DIR", str(tmp_path))
    assert folder() == tmp_path
    monkeypatch.delenv("HOTMART_CONFIG_DIR")
    for chosen in ("", " ", str(tmp_path)):
        monkeypatch.setenv("XDG_CONFIG_HOME", chosen)
        assert folder() == platformdirs.user_config_path("hotmart")
