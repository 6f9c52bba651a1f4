from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from hotmart.agents.clients import CLIENTS

from .conftest import Command


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("CLAUDE_CONFIG_DIR", "XDG_CONFIG_HOME", "CODEX_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    home.mkdir()
    return home


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who answers: what stands on stdin is typed."""
    monkeypatch.setattr(import_module("hotmart.cli.agent"), "at_a_keyboard", lambda: True)


@pytest.mark.slow
@pytest.mark.parametrize("scope", [(), ("--project",)])
@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_is_set_up_and_undone(
    run: Command, tmp_path: Path, client: str, scope: tuple[str, ...]
) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = run("agent", "setup", "--client", client, *scope, "--yes", "--json").json
    assert {row["does"] for row in done["data"]} == {"write"}
    assert done["meta"] == {"client": client, "undo": False, "done": True, "state": "current"}
    again = run("agent", "setup", "--client", client, *scope, "--yes", "--json").json
    assert again["data"] == []
    undone = run("agent", "setup", "--client", client, *scope, "--undo", "--yes", "--json").json
    assert undone["meta"]["state"] == "absent"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("language", ["en", "pt"])
def test_what_is_written_is_what_was_shown(
    run: Command, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    shown = run("agent", "setup", "--client", "claude", "--plan")
    assert [*home.rglob("*")] == []
    run("agent", "setup", "--client", "claude", "--yes")
    written = {f"~/{path.relative_to(home).as_posix()}" for path in home.rglob("*") if path.is_file()}
    lines = shown.stdout.splitlines()[1:]
    assert {line.split()[-1] for line in lines if "  ~/" in line and not line.endswith(":")} == written
    for line in (home / ".claude.json").read_text().splitlines()[2:-2]:
        assert f"  | {line[2:]}" in lines
    instructions = run("agent", "setup", "--client", "agents-md", "--plan").stdout
    run("agent", "setup", "--client", "agents-md", "--yes")
    for line in (tmp_path / "AGENTS.md").read_text().splitlines():
        assert line.startswith("<!--") or line in instructions


def test_without_a_yes_nothing_is_written_and_the_command_is_told(run: Command, home: Path) -> None:
    for more in ((), ("--json",)):
        outcome = run("agent", "setup", "--client", "claude", *more)
        assert outcome.exit_code == 3
        assert "hotmart agent setup --client claude --yes" in outcome.stdout + outcome.stderr
    assert outcome.json["error"]["code"] == "confirmation_needed"
    assert outcome.json["error"]["command"] == "hotmart agent setup --client claude --yes"
    assert [*home.rglob("*")] == []


def test_the_command_that_is_told_does_the_same(run: Command) -> None:
    run("agent", "setup", "--client", "codex", "--project", "--yes")
    outcome = run("agent", "setup", "--client", "codex", "--project", "--undo", "--json")
    assert outcome.json["error"]["command"] == "hotmart agent setup --client codex --project --undo --yes"


@pytest.mark.usefixtures("keyboard")
@pytest.mark.parametrize("typed", ["\n", "yes\n", "codex\n", ""])
def test_at_a_keyboard_only_its_name_is_a_yes(run: Command, home: Path, typed: str) -> None:
    refused = run("agent", "setup", "--client", "claude", stdin=typed)
    assert refused.exit_code == 130
    assert [*home.rglob("*")] == []
    assert run("agent", "setup", "--client", "claude", stdin="claude\n").exit_code == 0
    assert (home / ".claude/skills/hotmart/SKILL.md").exists()


def test_where_all_is_there_nobody_is_asked(run: Command) -> None:
    run("agent", "setup", "--client", "claude", "--yes")
    outcome = run("agent", "setup", "--client", "claude")
    assert (outcome.exit_code, "already" in outcome.stdout) == (0, True)
    run("agent", "setup", "--client", "claude", "--undo", "--yes")
    assert "nothing to take out" in run("agent", "setup", "--client", "claude", "--undo").stdout


def test_the_status_of_all_of_them(run: Command, home: Path) -> None:
    (home / ".claude/skills/hotmart").mkdir(parents=True)
    (home / ".claude/skills/hotmart/SKILL.md").write_text("Mine.\n")
    run("agent", "setup", "--client", "cursor", "--yes")
    rows = {row["client"]: row for row in run("agent", "setup", "--status", "--json").json["data"]}
    assert rows.keys() == CLIENTS.keys()
    assert rows["claude"]["state"] == "foreign"
    assert rows["claude"]["found"] is True
    assert rows["cursor"]["state"] == "current"
    assert rows["cursor"]["path"] == str(home / ".cursor/skills/hotmart")
    assert (rows["cursor"]["skill"], rows["cursor"]["server"]) == ("current", "current")
    assert rows["cursor"]["settings"] == str(home / ".cursor/mcp.json")
    assert (rows["goose"]["server"], rows["goose"]["settings"]) == (None, None)
    assert rows["gemini"] | {"path": "", "settings": ""} == {
        "client": "gemini",
        "title": "Gemini CLI",
        "found": False,
        "state": "absent",
        "path": "",
        "skill": "absent",
        "server": "absent",
        "settings": "",
    }
    shown = run("agent", "setup", "--status").stdout
    assert "written by somebody else" in shown
    assert len(shown.splitlines()) == len(CLIENTS) + 1


@pytest.mark.parametrize("client", ["claude", "cursor", "opencode"])
def test_what_was_written_here_is_no_sign_of_the_client(run: Command, home: Path, client: str) -> None:
    def found() -> object:
        return run("agent", "setup", "--status", "--client", client, "--json").json["data"][0]["found"]

    run("agent", "setup", "--client", client, "--yes")
    assert found() is False
    assert "was not found" in run("agent", "setup", "--client", client, "--json", "--yes").json["warnings"][0]
    folder = home / {"opencode": ".config/opencode"}.get(client, f".{client}")
    (folder / "settings.json").touch()
    assert found() is True


@pytest.mark.parametrize("client", ["Claude", "CLAUDE"])
def test_a_client_is_known_however_it_is_written(run: Command, home: Path, client: str) -> None:
    assert run("agent", "setup", "--client", client, "--yes", "--json").json["meta"]["client"] == "claude"
    assert (home / ".claude/skills/hotmart/SKILL.md").exists()
    assert run("skill", "install", "--client", client, "--undo").exit_code == 0
    assert not (home / ".claude/skills/hotmart/SKILL.md").exists()
    row = run("agent", "setup", "--client", client, "--status", "--json").json["data"][0]
    assert (row["state"], row["skill"], row["server"]) == ("outdated", "absent", "current")
    run("agent", "setup", "--client", client, "--undo", "--yes")
    assert [*home.rglob("*")] == []


def test_settings_that_cannot_be_changed_keep_all_of_it_from_being_written(run: Command, home: Path) -> None:
    (home / ".claude.json").write_text("{} // mine\n")
    refused = run("agent", "setup", "--client", "claude", "--yes")
    assert refused.exit_code == 1
    assert "hotmart skill install" in refused.stderr
    assert [path.name for path in home.rglob("*")] == [".claude.json"]
    answer = run("agent", "setup", "--status", "--client", "claude", "--json").json
    assert (answer["data"][0]["skill"], answer["data"][0]["server"]) == ("absent", "foreign")
    assert "comments" in answer["warnings"][0]


def test_a_server_that_somebody_changed_stays_and_is_told(run: Command, home: Path) -> None:
    run("agent", "setup", "--client", "cursor", "--yes")
    settings = home / ".cursor/mcp.json"
    settings.write_text(settings.read_text().replace('"serve"', '"serve", "--allow"'))
    refused = run("agent", "setup", "--client", "cursor", "--yes")
    assert (refused.exit_code, "Somebody changed the entry hotmart" in refused.stderr) == (1, True)
    told = run("agent", "setup", "--client", "cursor", "--undo", "--yes").stderr
    assert "~/.cursor/mcp.json" in told
    assert "--allow" in settings.read_text()


def test_the_status_of_one_whose_marks_are_broken(run: Command, tmp_path: Path) -> None:
    (tmp_path / "AGENTS.md").write_text("<!-- hotmart:end -->\n")
    answer = run("agent", "setup", "--status", "--client", "agents-md", "--json").json
    assert answer["data"][0]["state"] == "foreign"
    assert "not one pair" in answer["warnings"][0]


def test_a_client_that_is_not_on_this_machine_is_told(run: Command, home: Path) -> None:
    told = run("agent", "setup", "--client", "gemini", "--plan", "--json").json
    assert "Gemini CLI was not found" in told["warnings"][0]
    (home / ".gemini").mkdir()
    assert run("agent", "setup", "--client", "gemini", "--plan", "--json").json["warnings"] == []
    assert run("agent", "setup", "--client", "agents-md", "--plan", "--json").json["warnings"] == []


def test_whoever_names_no_client_is_told_which_are_here(run: Command, home: Path) -> None:
    (home / ".claude").mkdir()
    outcome = run("agent", "setup")
    assert outcome.exit_code == 2
    assert "Found on this machine: claude." in outcome.stderr


def test_what_somebody_changed_stays_and_is_told(run: Command, home: Path) -> None:
    run("agent", "setup", "--client", "claude", "--yes")
    (home / ".claude/skills/hotmart/SKILL.md").write_text("Mine.\n")
    refused = run("agent", "setup", "--client", "claude", "--yes")
    assert refused.exit_code == 1
    assert "SKILL.md" in refused.stderr
    assert "so it stays" in run("agent", "setup", "--client", "claude", "--undo", "--yes").stderr


def test_instructions_of_others_stay_as_they_are(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "AGENTS.md"
    file.write_bytes(b"# Ours\r\n\r\nAlways test.")
    run("agent", "setup", "--client", "agents-md", "--yes")
    assert file.read_bytes().startswith(b"# Ours\r\n\r\nAlways test.\r\n<!-- hotmart:begin")
    run("agent", "setup", "--client", "agents-md", "--undo", "--yes")
    assert file.read_bytes() == b"# Ours\r\n\r\nAlways test."
