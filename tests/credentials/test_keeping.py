from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from hotmart.credentials import Credential, Place, forget, keep, kept, kept_names, noted, system_keyring
from hotmart.credentials.notes import path_of
from hotmart.errors import ConfigurationError, InvalidArgumentError

from .rings import Forgetful, Locked, Plain, Ring, Silent, installed

SECRET = "a-very-secret-secret"
ONE = Credential("a-long-client-id", SECRET, "YmFzaWM=", sandbox=True, api_url="http://127.0.0.1:1")


def test_without_a_keyring_it_lies_in_a_file_that_only_its_user_can_read() -> None:
    place = keep("main", ONE)
    assert place == Place("file", path_of("main"))
    if os.name == "posix":
        assert stat.S_IMODE(place.path.stat().st_mode) == 0o600
    assert kept("main") == ONE
    assert "unencrypted" in str(place.notice)
    assert str(place.path) in str(place.text)


def test_what_is_kept_takes_the_place_of_what_was() -> None:
    keep("main", ONE)
    keep("main", Credential(basic="bmV3"))
    assert kept("main") == Credential(basic="bmV3")
    assert SECRET not in path_of("main").read_text()


def test_connections_are_kept_side_by_side() -> None:
    keep("two", ONE)
    keep("one", Credential(basic="b25l"))
    assert kept_names() == ["one", "two"]
    assert kept("two") == ONE
    assert kept("three") is None
    assert kept("../two") is None


def test_a_note_tells_all_but_the_secret() -> None:
    keep("main", ONE)
    note = noted("main")
    assert note
    assert (note.client, note.sandbox, note.api_url) == ("a-lo…", True, "http://127.0.0.1:1")
    assert note.place.kind == "file"
    assert noted("other") is None
    assert SECRET not in repr(note)


def test_what_is_forgotten_is_gone_and_nothing_is_nothing() -> None:
    keep("main", ONE)
    assert forget("main")
    assert not forget("main")
    assert (kept("main"), kept_names(), path_of("main").exists()) == (None, [], False)


def test_what_cannot_be_a_name_is_kept_nowhere() -> None:
    with pytest.raises(InvalidArgumentError):
        keep("../main", ONE)
    assert kept_names() == []


@pytest.mark.parametrize("written", ["", "{", "[]", "7", "\xff"])
def test_a_file_that_is_broken_says_how_to_mend_it_and_can_be_forgotten(written: str) -> None:
    keep("main", ONE)
    path_of("main").write_text(written)
    for ask in (kept, noted):
        with pytest.raises(ConfigurationError, match="hotmart connect main"):
            ask("main")
    assert forget("main")
    keep("main", ONE)
    assert kept("main") == ONE


def test_with_a_keyring_the_file_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = installed(Ring(), monkeypatch)
    place = keep("main", ONE)
    assert (place.kind, place.notice) == ("keyring", None)
    assert "keyring" in str(place.text)
    assert SECRET not in path_of("main").read_text()
    assert len(ring.held) == 1
    assert kept("main") == ONE
    assert forget("main")
    assert (ring.held, kept_names()) == ({}, [])


def test_two_folders_do_not_share_what_the_keyring_holds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ring = installed(Ring(), monkeypatch)
    keep("main", ONE)
    monkeypatch.setenv("HOTMART_CONFIG_DIR", str(tmp_path))
    assert kept("main") is None
    keep("main", Credential(basic="b3RoZXI="))
    assert len(ring.held) == 2


@pytest.mark.parametrize("ring", [Plain(), Forgetful(), Locked()])
def test_a_keyring_that_is_none_or_keeps_nothing_leaves_it_to_the_file(
    ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(ring, monkeypatch)
    assert keep("main", ONE).kind == "file"
    assert kept("main") == ONE


def test_a_keyring_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_keyring, "PATIENCE", 0.01)
    installed(ring := Silent(), monkeypatch)
    assert keep("main", ONE).kind == "file"
    assert kept("main") == ONE
    ring.let_go.set()


def test_what_lies_in_a_keyring_that_is_silent_now_is_not_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed(Ring(), monkeypatch)
    keep("main", ONE)
    installed(Locked(), monkeypatch)
    for ask in (kept, forget):
        with pytest.raises(ConfigurationError, match="does not answer"):
            ask("main")
    note = noted("main")
    assert note
    assert note.place.kind == "keyring"
    installed(Ring(), monkeypatch)
    with pytest.raises(ConfigurationError, match="no credential of main any more"):
        kept("main")


def test_a_secret_leaves_the_keyring_when_the_file_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = installed(Ring(), monkeypatch)
    keep("main", ONE)

    def full(*_: object) -> None:
        raise RuntimeError("full")

    monkeypatch.setattr(ring, "set_password", full)
    assert keep("main", Credential(basic="bmV3")).kind == "file"
    assert ring.held == {}
    assert kept("main") == Credential(basic="bmV3")


def test_nothing_is_left_half_written_where_the_folder_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOTMART_CONFIG_DIR", str(tmp_path / "file"))
    with pytest.raises(OSError, match="file"):
        keep("main", ONE)
    assert (kept("main"), kept_names()) == (None, [])


def test_the_file_is_plain_json_that_another_release_can_read() -> None:
    keep("main", Credential("an-id", SECRET))
    assert json.loads(path_of("main").read_text()) == {
        "kept": "file",
        "client": "",
        "sandbox": False,
        "api_url": None,
        "auth_url": None,
        "client_id": "an-id",
        "client_secret": SECRET,
    }
