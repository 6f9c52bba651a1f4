"""An entry is known again, brought up to date, and taken out with all that was made for it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from hotmart.agents import skill
from hotmart.agents.clients import everything, server
from hotmart.agents.entry import SettingsEntry
from hotmart.agents.errors import SetupError
from hotmart.agents.servers import SERVERS, launcher
from hotmart.agents.settings import find
from hotmart.agents.steps import carry_out

from .test_pieces import planted, tree


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("CLAUDE_CONFIG_DIR", "XDG_CONFIG_HOME", "CODEX_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def entry(name: str = "kiro", project: Path | None = None) -> SettingsEntry:
    found = server(name, project)
    assert found
    return found


def test_what_was_made_for_it_goes_with_it(home: Path) -> None:
    carry_out(entry().put())
    assert json.loads((home / ".kiro/settings/mcp.json").read_bytes()) == {
        "mcpServers": {"hotmart": {"command": launcher(), "args": ["mcp", "serve"]}}
    }
    assert entry().state() == "current"
    assert entry().put() == []
    carry_out(entry().take())
    assert tree(home) == {}


@pytest.mark.parametrize("first", ["skill", "server"])
def test_nothing_is_left_whichever_of_the_two_was_put_in_first(home: Path, first: str) -> None:
    taught, told = everything("kiro")
    for piece in (taught, told) if first == "skill" else (told, taught):
        carry_out(piece.put())
    for piece in (taught, told):
        carry_out(piece.take())
    assert tree(home) == {}


@pytest.mark.parametrize("name", SERVERS)
def test_settings_of_others_are_as_they_were_to_the_last_byte(home: Path, name: str) -> None:
    path = entry(name).path.relative_to(home).as_posix()
    content = b"# mine\r\nx = 1" if path.endswith("toml") else b'{\r\n\t"x" : {"y":[ 1 ]}}'
    planted(home, {path: content})
    before = tree(home)
    both = everything(name)
    carry_out([step for one in both for step in one.put()])
    assert find((home / path).read_bytes(), entry(name).place) == entry(name).entry
    carry_out([step for one in both for step in one.take()])
    assert tree(home) == before


def test_an_entry_of_somebody_else_is_left_alone(home: Path) -> None:
    theirs = json.dumps({"mcpServers": {"hotmart": entry().entry}}).encode()
    planted(home, {".kiro/settings/mcp.json": theirs})
    assert entry().state() == "foreign"
    with pytest.raises(SetupError, match="was not written by hotmart"):
        entry().put()
    assert entry().take() == []


def test_an_entry_that_somebody_changed_is_left_alone(home: Path) -> None:
    carry_out(entry().put())
    path = home / ".kiro/settings/mcp.json"
    path.write_text(path.read_text().replace('"serve"', '"serve", "--allow", "coupons"'))
    assert entry().state() == "changed"
    assert entry().changed() == [path]
    with pytest.raises(SetupError, match="Somebody changed the entry hotmart"):
        entry().put()
    assert entry().take() == []


def test_an_entry_for_a_command_that_has_moved_is_brought_up_to_date(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(home, {".kiro/settings/mcp.json": b'{"a": 1}\n'})
    monkeypatch.setattr("hotmart.agents.clients.launcher", lambda: "/old/hotmart")
    carry_out(entry().put())
    monkeypatch.undo()
    monkeypatch.setenv("HOME", str(home))
    assert entry().state() == "outdated"
    note, change = entry().put()
    carry_out([note])  # and then it was killed
    assert entry().state() == "outdated"
    carry_out(entry().put())
    assert entry().state() == "current"
    assert "/old/hotmart" not in change.path.read_text()
    carry_out(entry().take())
    assert change.path.read_bytes() == b'{"a": 1}\n'


@pytest.mark.parametrize("killed_after", range(3))
def test_a_setup_that_was_killed_goes_on_and_is_undone(home: Path, killed_after: int) -> None:
    carry_out(entry().put()[:killed_after])
    carry_out(entry().put())
    assert entry().state() == "current"
    carry_out(entry().take()[:1])
    carry_out(entry().take())
    assert tree(home) == {}


def test_an_entry_that_somebody_took_out_is_absent_and_its_note_goes(home: Path) -> None:
    carry_out(entry().put())
    (home / ".kiro/settings/mcp.json").write_text("{}")
    assert entry().state() == "absent"
    carry_out(entry().take())
    assert (home / ".kiro/settings/mcp.json").read_text() == "{}"
    assert not (home / ".kiro/skills").exists()


def test_a_file_that_is_theirs_by_now_stays_empty_as_it_is(home: Path) -> None:
    carry_out(entry().put())
    (home / ".kiro/settings/mcp.json").write_text("{}")
    carry_out(entry().put())
    carry_out(entry().take())
    assert (home / ".kiro/settings/mcp.json").read_text() == "{}"


def test_settings_with_comments_are_refused_and_nothing_is_written(home: Path) -> None:
    planted(home, {".kiro/settings/mcp.json": b"{ // mine\n}"})
    before = tree(home)
    for look in (entry().put, entry().state):
        with pytest.raises(SetupError, match="comments"):
            look()
    assert tree(home) == before


def test_settings_that_a_link_leads_away_are_not_followed(tmp_path: Path) -> None:
    project, away = tmp_path / "project", tmp_path / "away"
    planted(tmp_path, {"project/.cursor": None, "away/mcp.json": b"{}"})
    (project / ".cursor/mcp.json").symlink_to(away / "mcp.json")
    with pytest.raises(SetupError, match="leads out of"):
        entry("cursor", project).put()
    assert (away / "mcp.json").read_bytes() == b"{}"


@pytest.mark.parametrize("note", [b"no json", b"[]", b"{}", b'{"puts": [1], "made": 0, "around": 0}'])
def test_a_note_that_is_not_ours_leads_to_nothing(home: Path, note: bytes) -> None:
    carry_out(entry().put())
    entry().note.write_bytes(note)
    assert entry().state() == "foreign"
    assert entry().take() == []


@pytest.mark.parametrize("name", [name for name, one in SERVERS.items() if one.project])
def test_a_project_is_told_nothing_of_this_person(home: Path, name: str) -> None:
    project = home / "project"
    for piece in everything(name, project):
        carry_out(piece.put())
    told = b"".join(path.read_bytes() for path in project.rglob("*") if path.is_file())
    assert entry(name, project).entry["command"] in ("hotmart", ["hotmart", "mcp", "serve"])
    assert str(home).encode() not in told
    assert launcher().encode() not in told


def test_who_has_no_settings_for_a_project_is_given_the_skill_alone(home: Path) -> None:
    for name in ("goose", "agents-md"):
        assert server(name) is None
    for name in ("windsurf", "openclaw", "goose"):
        assert [type(one).__name__ for one in everything(name, home / "project")] == ["SkillFolder"]


def test_a_client_that_was_moved_is_told_there(home: Path) -> None:
    moved = {"CLAUDE_CONFIG_DIR": str(home / "c"), "CODEX_HOME": str(home / "d")}
    claude, codex = server("claude", environment=moved), server("codex", environment=moved)
    assert claude and codex
    assert (claude.path, codex.path) == (home / "c/.claude.json", home / "d/config.toml")


@pytest.mark.skipif(os.name == "nt", reason="a script there has another name")
def test_the_command_is_the_one_that_runs_by_its_whole_path(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, link = home / "venv" / skill.NAME, home / "bin" / skill.NAME
    for path in (real, link):
        path.parent.mkdir()
    real.touch(0o755)
    link.symlink_to(real)
    monkeypatch.setenv("PATH", str(link.parent))
    monkeypatch.setattr("sys.argv", ["/somewhere/pytest"])
    assert launcher() == str(link)
    monkeypatch.setattr("sys.argv", [str(real)])
    assert launcher() == str(real)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.argv", ["pytest"])
    monkeypatch.setattr("sys.executable", str(home / "nowhere" / "python"))
    assert launcher() == "hotmart"
