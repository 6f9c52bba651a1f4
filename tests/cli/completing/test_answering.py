from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hotmart.cli.completing.answering import ASKED, WORDS, lines

from ..conftest import RUN


def values(*typed: str, asking: str = "zsh") -> list[str]:
    return [line.split("\t")[1] for line in lines(typed, asking)]


def asked(*typed: str, **environment: str) -> str:
    """What a process of its own answers to a shell."""
    return subprocess.run(
        [sys.executable, "-c", RUN, *typed],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout


def test_a_shell_is_answered_with_kind_value_and_what_it_is() -> None:
    told = asked("config", "se", **{ASKED: "zsh", "HOTMART_LANG": "pt"})
    assert told == "plain\tset\tAltera uma chave do arquivo; os comentários ficam\n"


def test_the_words_may_travel_in_a_variable() -> None:
    assert asked(**{ASKED: "powershell", WORDS: "config\nunse"}).startswith("plain\tunset\t")
    assert asked(**{ASKED: "powershell", WORDS: "config\n"}).count("\n") == 5


def test_nothing_at_all_is_the_beginning() -> None:
    assert asked(**{ASKED: "bash"}).startswith("plain\tdemo\t")


def test_what_cannot_be_answered_is_answered_with_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hotmart.toml").mkdir()
    assert asked("sync", "--connection", "", **{ASKED: "bash"}) == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("--client", "=", "cur"), ["cursor"]),
        (("--client", "cur"), ["cursor"]),
        (("--client", "="), values("agent", "setup", "--client", "")),
    ],
)
def test_bash_makes_several_words_of_one(typed: tuple[str, ...], expected: list[str]) -> None:
    assert values("agent", "setup", *typed, asking="bash") == expected


def test_actions_go_by_their_ids() -> None:
    assert values("action", "get", "sales.h") == ["sales.history"]
    assert values("action", "run", "sy") == ["sync"]


def test_the_language_may_be_told_anywhere() -> None:
    assert values("--la") == ["--lang"]
    assert values("sync", "--lang", "p") == ["pt"]
    assert values("--lang", "pt", "compl") == ["completion"]


def test_the_other_shells_leave_a_word_whole() -> None:
    assert values("agent", "setup", "--client=cur") == ["--client=cursor"]


def test_answering_loads_no_command_and_nothing_that_is_slow() -> None:
    told = (
        "import sys; sys.argv = ['hotmart', 'sync', '--']; import hotmart.cli; hotmart.cli.main(); "
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", told],
        env=os.environ | {ASKED: "fish"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {*done.stderr.split()}
    assert "--warehouse" in done.stdout
    assert loaded.isdisjoint({"click", "rich", "duckdb", "httpx2", "msgspec", "tomlkit", "hotmart.cli.sync"})
