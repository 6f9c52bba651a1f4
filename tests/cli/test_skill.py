from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hotmart.agents import skill

from .conftest import Command


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.delenv("CLAUDE_CONFIG_DIR", raising=False)
    home.mkdir()
    return home


def test_the_skill_is_printed_as_it_is(run: Command) -> None:
    outcome = run("skill", "print")
    assert (outcome.exit_code, outcome.stdout) == (0, skill.text())


def test_so_is_each_of_its_pages(run: Command) -> None:
    for name, content in skill.files().items():
        assert run("skill", "print", name).stdout == content.decode()
        assert run("skill", "print", name, "--json").json["data"] == [
            {"page": name, "text": content.decode()}
        ]
    assert run("skill", "print", "--json").json["meta"] == {"pages": [*skill.files()]}


@pytest.mark.parametrize(("page", "said"), [("references/write.md", "writes.md?"), ("x", "It has: SKILL.md")])
def test_a_page_that_it_has_not_is_told_with_those_it_has(run: Command, page: str, said: str) -> None:
    outcome = run("skill", "print", page)
    assert outcome.exit_code == 2
    assert said in outcome.stderr


def test_it_is_installed_where_a_client_reads_it_and_taken_out_again(run: Command, home: Path) -> None:
    outcome = run("skill", "install", "--client", "claude")
    assert outcome.exit_code == 0
    assert "~/.claude/skills/hotmart/SKILL.md" in outcome.stdout
    assert (home / ".claude/skills/hotmart/SKILL.md").read_text("utf-8") == skill.text()
    assert "already" in run("skill", "install", "--client", "claude").stdout
    assert "is gone" in run("skill", "install", "--client", "claude", "--undo").stdout
    assert [*home.iterdir()] == []
    assert "is not in" in run("skill", "install", "--client", "claude", "--undo").stdout


def test_what_setup_wrote_and_what_install_wrote_is_one(run: Command, home: Path) -> None:
    run("skill", "install", "--client", "claude")
    assert run("agent", "setup", "--client", "claude", "--undo", "--yes").exit_code == 0
    assert [*home.iterdir()] == []


def test_it_is_installed_into_a_folder_of_ones_own(run: Command, tmp_path: Path) -> None:
    answer = run("skill", "install", "--folder", "skills", "--json").json
    assert answer["meta"]["folder"] == str(tmp_path / "skills" / "hotmart")
    assert {row["does"] for row in answer["data"]} == {"write"}
    assert (tmp_path / "skills/hotmart/SKILL.md").read_text("utf-8") == skill.text()
    assert run("skill", "install", "--folder", "skills", "--undo").exit_code == 0
    assert not (tmp_path / "skills").exists()


def test_what_somebody_changed_stays_and_is_told(run: Command, tmp_path: Path) -> None:
    run("skill", "install", "--folder", "skills")
    main = tmp_path / "skills/hotmart/SKILL.md"
    main.write_text("Mine.\n")
    refused = run("skill", "install", "--folder", "skills")
    assert refused.exit_code == 1
    assert "Somebody changed" in refused.stderr
    undone = run("skill", "install", "--folder", "skills", "--undo", "--json")
    assert "so it stays" in undone.json["warnings"][0]
    assert main.read_text() == "Mine.\n"


@pytest.mark.parametrize("options", [(), ("--client", "claude", "--folder", "x")])
def test_whoever_does_not_say_where_is_told_what_is_here(
    run: Command, home: Path, options: tuple[str, ...]
) -> None:
    (home / ".cursor").mkdir()
    outcome = run("skill", "install", *options)
    assert outcome.exit_code == 2
    assert "--folder" in outcome.stderr
    assert "cursor" in outcome.stderr


def test_an_agent_that_asks_what_it_has_to_know_waits_for_no_engine() -> None:
    told = "import sys, hotmart.cli.skill, hotmart.cli.agent; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout
    assert {*modules.split()}.isdisjoint({"duckdb", "httpx2", "msgspec", "hotmart.accounts", "hotmart.api"})
