"""The page of agents: which program asked for what, and how one is set up."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.looking import Looker, words
from hotmart.agents.asked import note


def test_before_anybody_asked_it_says_how_a_program_is_set_up(looker: Looker) -> None:
    told = words(looker.page("/agentes"))
    assert "No agent has asked anything yet" in told


def test_what_each_program_asked_for_is_counted_and_never_what(looker: Looker) -> None:
    note("claude-code 2.1", "hotmart_metrics", failed=False)
    note("claude-code 2.1", "hotmart_write", failed=True)
    rows = {row["tool"]: row for row in looker.data("/agentes", "asked")}
    assert (rows["hotmart_metrics"]["times"], rows["hotmart_metrics"]["failed"]) == (1, 0)
    assert rows["hotmart_write"]["failed"] == 1
    assert "a change, for a person to confirm" in words(looker.page("/agentes"))


def test_the_name_of_a_program_is_text_and_nothing_else(looker: Looker) -> None:
    note("<img src=x onerror=alert(1)>", "hotmart_find", failed=False)
    assert "<img src=x" not in looker.page("/agentes")


def test_a_program_that_is_here_is_told_with_the_command_that_sets_it_up(
    looker: Looker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".cursor").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    (row,) = looker.data("/agentes", "programs")
    assert row["program"] == "Cursor"
    assert row["command"] == "hotmart agent setup --client cursor"
