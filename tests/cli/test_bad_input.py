"""Every command's bad input: a sentence in the reader's language and an exit code, and nothing is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import jsonschema_rs
import pytest

from hotmart.cli.group import hotmart
from hotmart.testing import SimulatedHotmart, simulated

from .conftest import Command

FAILED, MISUSED, UNCONFIRMED, NO_CREDENTIALS, NOT_FOUND = 1, 2, 3, 4, 5
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "answer.schema.json").read_text(encoding="utf-8"))
WRONG = "~wrong~"
RIGHT = ("--config", "right.toml")


def commands(
    at: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Everything that can be run, by its words."""
    if not isinstance(at, click.Group):
        yield path, at
        return
    context = click.Context(at)
    for name in at.list_commands(context):
        inner = at.get_command(context, name)
        assert inner
        yield from commands(inner, (*path, name))


COMMANDS = dict(commands(hotmart))

# What is wrong with what is meant, command by command: what Click itself refuses is made below.
MEANT: dict[str, list[tuple[list[str], int]]] = {
    "demo": [(["--sales", "0"], MISUSED)],
    "init": [
        (["--yes", "--streams", "nothing"], MISUSED),
        (["--yes", "--client-secret", WRONG], MISUSED),
        (["--yes", "--since", "2023-02-30"], MISUSED),
    ],
    "connect": [(["a/b"], MISUSED), (["one", "two"], MISUSED), (["--password", WRONG], MISUSED)],
    "connection ensure": [(["a/b"], MISUSED), (["--token", WRONG], MISUSED)],
    "connection list": [],
    "connection get": [(["nobody"], NOT_FOUND), (["--wait", "--timeout", "-1"], MISUSED)],
    "connection test": [(["nobody"], NOT_FOUND)],
    "connection remove": [(["nobody"], NOT_FOUND), (["nobody", "--yes"], NOT_FOUND)],
    "login complete": [([], MISUSED), (["12"], NO_CREDENTIALS), (["K7QW-3ZP9"], NO_CREDENTIALS)],
    "whoami": [(["nobody"], NOT_FOUND)],
    "doctor": [(["nobody"], NOT_FOUND)],
    "config check": [(["--config", "nowhere.toml"], FAILED), (["--config", "wrong.toml"], MISUSED)],
    "config schema": [],
    "config show": [(["--config", "nowhere.toml"], FAILED), (["--config", "wrong.toml"], FAILED)],
    "config set": [([*RIGHT, "sync.strems", "1"], MISUSED), ([*RIGHT, "sync.wait", "perhaps"], MISUSED)],
    "config unset": [([*RIGHT, "sync.strems"], MISUSED)],
    "sync": [
        (["sales_histroy"], MISUSED),
        (["--connection", "nobody"], MISUSED),
        (["--config", "nowhere.toml"], FAILED),
    ],
    "verify": [
        (["--connection", "nobody"], MISUSED),
        (["--warehouse", "nowhere.duckdb"], FAILED),
        (["--against", "nowhere.csv"], MISUSED),
        (["--against", "right.toml"], MISUSED),
        (["--against", "right.toml", "--explain"], MISUSED),
    ],
    "panel import": [(["nowhere.csv"], MISUSED), (["right.toml"], MISUSED), (["."], MISUSED)],
    "runs": [(["--connection", "nobody"], MISUSED), (["--warehouse", "nowhere.duckdb"], FAILED)],
    "streams": [(["sales_histroy"], MISUSED)],
    "sql": [
        (["SELECT 1", "--warehouse", "nowhere.duckdb"], FAILED),
        (["SELECT 1", "--as-of", "soon"], MISUSED),
    ],
    "spend import": [
        (["nowhere.csv"], MISUSED),
        (["spend.csv", "--currency", "reais"], MISUSED),
        (["spend.csv"], MISUSED),
        (["spend.csv", "--currency", "BRL", "--connection", "nobody"], MISUSED),
        (["spend.csv", "--currency", "BRL", "--warehouse", "nowhere.duckdb"], FAILED),
    ],
    "metrics show": [
        (["gros_revenue"], MISUSED),
        (["mrr", "--by", "hour"], MISUSED),
        (["sales", "--only", "payment"], MISUSED),
        (["sales", "--only", "=PIX"], MISUSED),
        (["sales", "--only", "month=2024-06"], MISUSED),
        (["sales", "--only", "payment=PIX", "--only", "payment=BILLET"], MISUSED),
        (["--period", "soon"], MISUSED),
        (["--period", "2024-06", "--from", "2024-06-01"], MISUSED),
        (["--from", "2024-06-02", "--to", "2024-06-01"], MISUSED),
        (["--warehouse", "nowhere.duckdb"], FAILED),
    ],
    "metrics list": [],
    "metrics views": [(["--warehouse", "nowhere.duckdb"], FAILED)],
    "metrics export": [([], MISUSED), (["--to", "nothing"], MISUSED)],
    "history": [
        (["sales_histroy", "HP1"], MISUSED),
        (["sales_history", "HP1", "--warehouse", "nowhere.duckdb"], FAILED),
    ],
    "replay": [(["sales_histroy"], MISUSED), (["--warehouse", "nowhere.duckdb"], FAILED)],
    "rewrite": [(["--warehouse", "nowhere.duckdb"], FAILED)],
    "action list": [(["--reads", "--writes"], MISUSED), (["--intent", "x", "--limit", "0"], MISUSED)],
    "action get": [(["sales.refnd"], MISUSED)],
    "action run": [
        (["sales.refnd"], MISUSED),
        (["sales.refund"], MISUSED),
        (["sales.history", "-p", "x"], MISUSED),
        (["--flow", "nothing"], MISUSED),
        (["sales.history", "--flow", "nothing"], MISUSED),
        ([], MISUSED),
    ],
    "request": [(["GET", "https://example.org/x"], MISUSED), (["GET", "/x", "--body", "{}"], MISUSED)],
    "approve": [(["zzzzzzzz"], MISUSED), (["../x"], MISUSED)],
    "audit": [],
    "audit settle": [(["zzzzzzzz"], MISUSED), (["--done"], MISUSED), (["zzzzzzzz", "--not-done"], MISUSED)],
    "source list": [(["--config", "nowhere.toml"], FAILED)],
    "source template": [(["nothing"], MISUSED)],
    "source test": [([*RIGHT, "nothing"], FAILED)],
    "privacy show": [(["--connection", "nobody"], MISUSED)],
    "privacy export": [
        (["--out", "o"], MISUSED),
        (["--email", "nobody@example.org", "--phone", "1", "--out", "o"], MISUSED),
        (["--email", "nobody@example.org", "--out", "o", "--warehouse", "nowhere.duckdb"], FAILED),
    ],
    "privacy requests add": [([], MISUSED), (["--phone", "1"], MISUSED)],
    "privacy requests confirm": [(["7"], NOT_FOUND), (["0"], MISUSED)],
    "privacy requests answer": [(["7"], NOT_FOUND), (["7", "--outcome", "perhaps"], MISUSED)],
    "privacy requests list": [(["--phone", "1"], MISUSED)],
    "privacy forget": [([], MISUSED), (["--email", "nobody@example.org", "--document", "1"], MISUSED)],
    "simulate": [(["--fail", "nothing"], MISUSED), (["--start", "2023-02-30"], MISUSED)],
    "schedule add": [
        (["every hour", "--yes"], FAILED),
        ([*RIGHT, "soon"], MISUSED),
        ([*RIGHT, "every hour", "--connection", "nobody"], MISUSED),
        ([*RIGHT, "every hour", "--name", "Every Hour"], MISUSED),
        ([*RIGHT, "every hour", "--zone", "Nowhere"], FAILED),
        ([*RIGHT, "every hour", "--no-timer"], UNCONFIRMED),
    ],
    "schedule list": [(["--config", "nowhere.toml"], FAILED), (["--config", "wrong.toml"], FAILED)],
    "schedule remove": [(["nobody"], FAILED), ([*RIGHT, "nobody", "--yes"], NOT_FOUND)],
    "schedule run": [([*RIGHT, "nobody"], NOT_FOUND)],
    "schedule logs": [([*RIGHT, "nobody"], NOT_FOUND)],
    "schedule serve": [(["--config", "nowhere.toml"], FAILED)],
    "run-due": [([*RIGHT, "--only", "nobody"], NOT_FOUND), (["--config", "wrong.toml"], FAILED)],
    "console": [(["--connection", "nobody"], MISUSED), (["--config", "nowhere.toml"], FAILED)],
    "mcp serve": [(["--allow", "everything"], MISUSED)],
    "openapi": [(["--out", "nowhere/openapi.json"], FAILED)],
    "skill print": [(["nothing"], MISUSED)],
    "skill install": [(["--client", "nothing"], MISUSED)],
    "agent setup": [([], MISUSED), (["--client", "nothing"], MISUSED)],
    "completion bash": [],
    "completion zsh": [],
    "completion fish": [],
    "completion powershell": [],
    "completion install": [(["--shell", "nothing"], MISUSED)],
}  # fmt: skip


class Wrong(NamedTuple):
    """A command, what it is called with, and the exit code that says so."""

    words: tuple[str, ...]
    given: tuple[str, ...]
    code: int

    def __str__(self) -> str:
        return " ".join((*self.words, *self.given))


def unheard_of(words: tuple[str, ...], command: click.Command) -> Iterator[Wrong]:
    """What no command takes, made of what it says that it takes."""
    needed = [WRONG for one in command.params if isinstance(one, click.Argument) and one.required]
    yield Wrong(words, (*needed, "--nothing-of-that-name"), MISUSED)
    if needed:
        yield Wrong(words, (), MISUSED)
    if not any(one.nargs < 0 for one in command.params if isinstance(one, click.Argument)):
        optional = [WRONG for one in command.params if isinstance(one, click.Argument) and not one.required]
        yield Wrong(words, (*needed, *optional, "more"), MISUSED)
    for option in command.params:
        if isinstance(option, click.Option) and not option.is_flag and not option.hidden:
            yield Wrong(words, (*needed, option.opts[-1]), MISUSED)
            if not isinstance(option.type, click.Path | type(click.STRING)):
                yield Wrong(words, (*needed, option.opts[-1], WRONG), MISUSED)


OF_CLICK = [wrong for words, command in COMMANDS.items() for wrong in unheard_of(words, command)]
EVERY = [
    *OF_CLICK,
    *(Wrong(tuple(name.split()), tuple(given), code) for name, bad in MEANT.items() for given, code in bad),
]


@pytest.fixture(scope="module")
def shared() -> Iterator[SimulatedHotmart]:
    with simulated(sales=20, months=1, quota=1_000_000) as account:
        yield account


@pytest.fixture
def at_home(shared: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimulatedHotmart:
    """A folder with a file of settings that is none and one that is right, and an account that is there."""
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "wrong.toml").write_text("[sync\n", encoding="utf-8")
    (tmp_path / "spend.csv").write_text("date,ad,amount\n2024-01-01,x,1.50\n", encoding="utf-8")
    (tmp_path / "right.toml").write_text('[sync]\nstreams = ["products"]\n', encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return shared


def takes_json(words: tuple[str, ...]) -> bool:
    return any("--json" in one.opts for one in COMMANDS[words].params)


def test_every_command_is_told_what_is_wrong_with_it() -> None:
    assert {" ".join(words) for words in COMMANDS} | {"audit"} == MEANT.keys()


@pytest.mark.slow
@pytest.mark.parametrize("wrong", EVERY, ids=str)
def test_it_is_told_in_both_languages(
    wrong: Wrong, run: Command, at_home: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, files = len(at_home.requests), sorted(Path.cwd().iterdir())
    said: dict[str, str] = {}
    for language in ("en", "pt"):
        monkeypatch.setenv("HOTMART_LANG", language)
        ended = run(*wrong.words, *wrong.given)
        assert (ended.exit_code, ended.stdout) == (wrong.code, ""), ended
        said[language] = ended.stderr
        assert ended.stderr.strip(), ended
        assert "Traceback" not in ended.stderr
        if takes_json(wrong.words):
            document = run(*wrong.words, "--json", *wrong.given)
            assert document.exit_code == wrong.code
            assert problem(document.json)["message"] in ended.stderr
    assert said["en"] != said["pt"]
    if wrong in OF_CLICK:
        assert f"hotmart {' '.join(wrong.words)} --help" in said["en"]
    assert len(at_home.requests) == asked
    assert sorted(Path.cwd().iterdir()) == files


def problem(document: Any) -> dict[str, Any]:
    """The error of a document that is as the published schema says."""
    jsonschema_rs.validate(SCHEMA, document)
    found: dict[str, Any] = document["error"]
    return found
