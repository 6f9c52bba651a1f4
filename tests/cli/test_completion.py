from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.cli.completing.shells import SHELLS, script

from .conftest import Command


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("SHELL", "/bin/bash")
    home.mkdir()
    return home


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_is_printed(run: Command, shell: str) -> None:
    outcome = run("completion", shell)
    assert (outcome.exit_code, outcome.stdout) == (0, script(shell))


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_written_where_a_shell_looks_and_taken_out_without_a_trace(
    run: Command, home: Path, shell: str
) -> None:
    for start in (".bashrc", ".zshrc", ".bash_profile"):
        (home / start).write_bytes(b"export MINE=1\r\nalias l=ls")
    before = {path: path.read_bytes() for path in home.rglob("*")}
    answer = run("completion", "install", "--shell", shell, "--json").json
    assert answer["meta"] == {"shell": shell, "undo": False, "done": True}
    written = "".join(Path(row["path"]).read_text() for row in answer["data"])
    assert script(shell) in written
    assert run("completion", "install", "--shell", shell, "--json").json["data"] == []
    assert run("completion", "install", "--shell", shell, "--undo").exit_code == 0
    assert {path: path.read_bytes() for path in home.rglob("*")} == before


def test_unless_told_it_is_the_shell_of_whoever_asks(run: Command, home: Path) -> None:
    outcome = run("completion", "install")
    assert "~/.bashrc" in outcome.stdout
    assert "Open a new bash" in outcome.stdout
    assert "already" in run("completion", "install").stdout
    assert "Undone." in run("completion", "install", "--undo").stdout
    assert "nothing to take out" in run("completion", "install", "--undo").stdout


def test_a_shell_that_is_none_of_these_has_to_be_said(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/dash")
    outcome = run("completion", "install")
    assert outcome.exit_code == 2
    assert "powershell" in outcome.stderr


@pytest.mark.parametrize("named", ["bash", "Zsh"])
def test_a_shell_that_is_named_without_its_option_is_told_how(run: Command, home: Path, named: str) -> None:
    error = run("completion", "install", named, "--json").json["error"]
    assert error["command"] == f"hotmart completion install --shell {named.lower()}"
    assert [*home.iterdir()] == []
    assert "unexpected extra argument" in run("completion", "install", "nothing").stderr
    assert run("completion", "install", "--shell", named, "--json").json["meta"]["shell"] == named.lower()


def test_a_start_file_that_is_a_link_out_of_the_home_is_left_alone(
    run: Command, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "shared-bashrc").write_text("export MINE=1\n")
    (home / ".bashrc").symlink_to(tmp_path / "shared-bashrc")
    outcome = run("completion", "install")
    assert outcome.exit_code == 1
    assert [path.name for path in home.iterdir()] == [".bashrc"]
    assert (tmp_path / "shared-bashrc").read_text() == "export MINE=1\n"
