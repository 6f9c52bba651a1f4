from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from hotmart.cli.config import config
from hotmart.config.schema import text as schema_text
from hotmart.streams.known import STREAMS

from .conftest import Command

GOOD = """\
# what the auditor asked for
[streams.sales_history]
history = "90 days"  # not less
"""
WRONG = """\
[connections.main]
client_id = "s3cr3t"
[streams.sales_histori]
"""


@pytest.fixture
def file(run: Command) -> Path:
    """A file that is right, in the folder where commands run."""
    path = Path("hotmart.toml")
    path.write_text(GOOD)
    return path


@pytest.mark.parametrize("command", config.commands.values(), ids=config.commands)
def test_every_subcommand_explains_itself_and_its_options(run: Command, command: click.Command) -> None:
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert run("config", command.name, "--help").exit_code == 0


def test_a_file_that_is_right_is_told_with_what_it_copies(run: Command, file: Path) -> None:
    outcome = run("config", "check")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    where, said = outcome.stdout.splitlines()
    assert where.startswith("main → ")
    assert "hotmart.duckdb, main: sales_history, " in where
    assert said == "hotmart.toml is right."


def test_a_file_that_is_wrong_is_told_line_by_line(run: Command, file: Path) -> None:
    file.write_text(WRONG)
    outcome = run("config", "check")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith(
        "hotmart.toml:2: connections.main.client_id: must be where the secret is"
    )
    assert "s3cr3t" not in outcome.stderr


def test_a_program_is_told_every_finding(run: Command, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("[streams.sales_histori]\n[streams.produtcs]\n")
    outcome = run("config", "check", "--json")
    assert (outcome.exit_code, outcome.json["ok"]) == (2, False)
    assert outcome.json["error"]["code"] == "configuration"
    assert outcome.json["data"][1] == {
        "level": "error",
        "line": 2,
        "key": "streams.produtcs",
        "message": "there is no stream produtcs",
        "hint": "Did you mean products?",
    }
    file.write_text('[warehouse]\nraw = "30 days"\n')
    outcome = run("config", "check", "--json")
    assert (outcome.exit_code, outcome.json["ok"]) == (0, True)
    assert [one["level"] for one in outcome.json["data"]] == ["warning"]
    assert outcome.json["meta"]["accounts"][0]["schema"] == "main"


def test_a_warning_is_told_and_is_no_error(run: Command, file: Path) -> None:
    file.write_text('[warehouse]\nraw = "30 days"\n')
    outcome = run("config", "check")
    assert outcome.exit_code == 0
    assert outcome.stderr.startswith("hotmart.toml:2: warehouse.raw: ")


@pytest.mark.parametrize("args", [("check",), ("set", "sync.since", "2024-01-01")])
def test_without_a_file_it_says_how_to_write_one(run: Command, args: tuple[str, ...]) -> None:
    outcome = run("config", *args)
    assert outcome.exit_code == 1
    assert "hotmart init" in outcome.stderr


def test_another_file_can_be_named(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.toml"
    other.write_text(WRONG)
    assert "other.toml:2" in run("config", "check", "--config", other).stderr
    monkeypatch.setenv("HOTMART_CONFIG", str(other))
    assert "other.toml:2" in run("config", "check").stderr


def test_what_the_settings_come_to_is_shown_with_and_without_a_file(run: Command, file: Path) -> None:
    assert 'history = "90 days"' in run("config", "show").stdout
    (found,) = run("config", "show", "--json").json["data"]
    assert found["streams"]["sales_history"]["history"] == "90 days"
    file.unlink()
    assert run("config", "show", "--json").json["meta"] == {"file": None}
    assert 'history = "forever"' in run("config", "show").stdout


def test_a_key_is_set_and_the_comments_stay(run: Command, file: Path) -> None:
    outcome = run("config", "set", "streams.sales_history.history", "off")
    assert (outcome.exit_code, outcome.stdout) == (0, "streams.sales_history.history is set.\n")
    assert file.read_text() == GOOD.replace("90 days", "off")
    answer = run("config", "set", "sync.streams", '["sales_*"]', "--json").json
    assert answer["meta"] == {"file": "hotmart.toml", "key": "sync.streams"}
    assert file.read_text() == GOOD.replace("90 days", "off") + '\n[sync]\nstreams = ["sales_*"]\n'


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("streams.sales_history.history", "90 hours"),
        ("streams.sales_histori.history", "off"),
        ("connections.main.client_secret", "s3cr3t"),
        ("privacy.columns.sales_history.purchase_transaction", "hash"),
        ("streams.sales_history.colour", "red"),
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_what_would_not_be_valid_is_not_written(
    run: Command, file: Path, key: str, value: str, form: tuple[str, ...]
) -> None:
    outcome = run("config", "set", key, value, *form)
    assert outcome.exit_code == 2
    assert "Nothing was written." in outcome.stdout + outcome.stderr
    assert "s3cr3t" not in outcome.stdout + outcome.stderr
    assert file.read_text() == GOOD


def test_a_key_is_unset_and_the_comments_stay(run: Command, file: Path) -> None:
    outcome = run("config", "unset", "streams.sales_history.history")
    assert (outcome.exit_code, outcome.stdout) == (
        0,
        "streams.sales_history.history is unset: its default holds.\n",
    )
    assert file.read_text() == "# what the auditor asked for\n[streams.sales_history]\n"
    outcome = run("config", "unset", "streams.sales_history.history", "--json")
    assert (outcome.exit_code, outcome.json["error"]["argument"]) == (2, "key")


def test_a_warning_beside_what_is_wrong_is_told_too(run: Command, file: Path) -> None:
    file.write_text('[sync]\nclub = 7\n[connections.main]\nclient_id = "env:NOTHING"\n')
    outcome = run("config", "check")
    assert "sync.club: must be a list" in outcome.stderr
    assert "connections.main.client_id: there is nothing in env:NOTHING" in outcome.stderr
    levels = [one["level"] for one in run("config", "check", "--json").json["data"]]
    assert levels == ["error", "warning"]


def test_what_is_no_key_is_misuse(run: Command, file: Path) -> None:
    outcome = run("config", "set", "history", "off", "--json")
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (2, "invalid_argument")


def test_the_schema_goes_to_stdout(run: Command) -> None:
    outcome = run("config", "schema")
    assert outcome.stdout == schema_text(STREAMS)
    assert json.loads(outcome.stdout)["title"] == "hotmart.toml"


def test_an_unknown_subcommand_is_told(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("config", "chek").exit_code == 2
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert run("config", "chek").stderr.startswith("Não existe o comando chek.")
