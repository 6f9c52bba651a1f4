from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from hotmart.cli.completing.shells import SHELLS, pieces, usual


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("bash", [".local/share/hotmart/completion.bash", ".bashrc"]),
        ("zsh", [".local/share/hotmart/completion.zsh", ".zshrc"]),
        ("fish", [".config/fish/completions/hotmart.fish"]),
        ("powershell", [".local/share/hotmart/completion.ps1", ".config/powershell/profile.ps1"]),
    ],
)
def test_a_shell_is_given_a_script_and_a_line_that_reads_it(home: Path, name: str, files: list[str]) -> None:
    given = pieces(name, {})
    assert [one.path.relative_to(home).as_posix() for one in given] == files
    assert all(f"$HOME/{files[0]}" in one.text for one in given[1:])


def test_folders_that_were_moved_are_followed(home: Path) -> None:
    moved = {
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "conf"),
        "ZDOTDIR": str(home / "z"),
    }
    assert [one.path for one in pieces("zsh", moved)] == [
        home / "data/hotmart/completion.zsh",
        home / "z/.zshrc",
    ]
    assert [one.path for one in pieces("fish", moved)] == [home / "conf/fish/completions/hotmart.fish"]


def test_a_path_out_of_the_home_is_written_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    away = tmp_path_factory.mktemp("away")
    _, line = pieces("bash", {"XDG_DATA_HOME": str(away)})
    assert f'"{away.as_posix()}/hotmart/completion.bash"' in line.text


def test_the_bash_of_a_mac_starts_from_another_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert pieces("bash", {})[1].path == home / ".bash_profile"


def test_powershell_says_itself_where_it_starts_from(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = home / "pwsh"
    program.write_text(f'#!/bin/sh\necho "{home}/OneDrive/Documents/PowerShell/profile.ps1"\n')
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "pwsh" else None)
    assert pieces("powershell", {})[1].path == home / "OneDrive/Documents/PowerShell/profile.ps1"
    program.write_text("#!/bin/sh\nexit 1\n")
    assert pieces("powershell", {})[1].path == home / ".config/powershell/profile.ps1"


@pytest.mark.parametrize(
    ("told", "found"),
    [("/bin/bash", "bash"), ("/usr/bin/zsh", "zsh"), ("/opt/fish", "fish"), ("/usr/bin/pwsh", "powershell")],
)
def test_the_usual_shell_is_that_of_the_environment(told: str, found: str) -> None:
    assert usual({"SHELL": told}) == found
    assert found in SHELLS


def test_another_shell_is_none_of_ours() -> None:
    assert usual({"SHELL": "/bin/dash"}) is None
    assert usual({}, windows=True) == "powershell"
