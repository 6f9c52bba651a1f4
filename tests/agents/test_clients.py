from __future__ import annotations

import re
from pathlib import Path

import pytest

from hotmart.agents.clients import CLIENTS, INSTRUCTIONS, found_here, is_here, pieces
from hotmart.agents.pieces import SkillFolder
from hotmart.agents.servers import SERVERS


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


def test_nobody_is_here_in_an_empty_home() -> None:
    assert found_here() == []


@pytest.mark.parametrize("name", [name for name, one in CLIENTS.items() if one.signs])
def test_a_client_is_found_by_its_folder_or_its_command(name: str, home: Path) -> None:
    for sign in CLIENTS[name].signs:
        if sign.startswith("$"):
            continue
        made = Path(sign).expanduser() if sign.startswith("~") else home / "bin" / sign
        if sign.startswith("~"):
            made.mkdir(parents=True)
        else:
            made.parent.mkdir(exist_ok=True)
            made.touch(0o755)
        assert is_here(name, {})
        assert name in found_here()
        if sign.startswith("~"):
            made.rmdir()
        else:
            made.unlink()


def test_a_client_that_was_moved_is_found_and_set_up_there(home: Path) -> None:
    moved = {"CLAUDE_CONFIG_DIR": str(home / "elsewhere")}
    assert not is_here("claude", moved)
    (home / "elsewhere").mkdir()
    assert is_here("claude", moved)
    (piece,) = pieces("claude", environment=moved)
    assert (piece.path, piece.root) == (home / "elsewhere/skills/hotmart", home / "elsewhere")


def test_what_is_set_up_lies_in_the_home_or_in_the_project(home: Path, tmp_path: Path) -> None:
    for name in CLIENTS:
        for project in (None, tmp_path / "project"):
            (piece,) = pieces(name, project, {})
            assert piece.path.is_relative_to(piece.root)
            assert not isinstance(piece, SkillFolder) or piece.path.name == "hotmart"
            assert piece.root == (project or (home if CLIENTS[name].skills else Path.cwd()))


def test_what_goes_into_the_files_of_others_fits_any_encoding() -> None:
    assert INSTRUCTIONS.isascii()


@pytest.mark.parametrize("page", ["work-with-an-agent.md", "work-with-an-agent.pt-BR.md"])
def test_the_page_about_agents_tells_where_each_reads(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "how-to" / page).read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z][a-z-]*)` \| (.*) \|$", text, re.MULTILINE))
    assert rows.keys() == CLIENTS.keys()
    for name, client in CLIENTS.items():
        if client.skills:
            told = f"{client.title} | `{client.home}/{client.skills}` | `{client.project}`"
            assert rows[name] == told


@pytest.mark.parametrize("page", ["work-with-an-agent.md", "work-with-an-agent.pt-BR.md"])
def test_the_page_about_agents_tells_where_each_is_told_of_the_server(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "how-to" / page).read_text(encoding="utf-8")
    for name, one in SERVERS.items():
        project = f"`{one.project}`" if one.project else "–"
        assert f"| {CLIENTS[name].title} | `{one.home}/{one.file}` | {project} |\n" in text
