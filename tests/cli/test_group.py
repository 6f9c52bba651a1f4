from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest

import hotmart as package
from hotmart.cli.doctor import doctor
from hotmart.cli.front import COMMANDS
from hotmart.cli.group import hotmart
from hotmart.cli.streams import streams

from .conftest import Command, ended, started

HEAVY = {"httpx2", "duckdb", "mcp", "pydantic", "starlette", "msgspec", "rich"}


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, contextlib\n"
        "from hotmart.cli import main\n"
        "sys.argv = ['hotmart', '--help']\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Commands:" in done.stdout
    assert HEAVY.isdisjoint(done.stderr.split())


def test_help_names_every_command(run: Command) -> None:
    outcome = run("--help")
    assert outcome.exit_code == 0
    assert all(f"\n  {name} " in outcome.stdout for name in COMMANDS)


def test_alone_it_shows_its_help(run: Command) -> None:
    outcome = run()
    assert (outcome.exit_code, outcome.stdout) == (0, run("--help").stdout)


def test_the_version_is_the_packages(run: Command) -> None:
    assert run("--version").stdout == f"hotmart {package.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_its_options(run: Command, name: str) -> None:
    command = hotmart.get_command(click.Context(hotmart), name)
    assert command
    assert command.name == name
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert run(name, "--help").exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_portuguese(run: Command, name: str) -> None:
    portuguese = ended(started([name, "--help"], HOTMART_LANG="pt_BR")).stdout
    assert portuguese.startswith(f"Uso: hotmart {name}")
    assert "Opções:" in portuguese
    assert "Mostra esta mensagem e sai." in portuguese
    english = {line for line in run(name, "--help").stdout.splitlines() if len(line.split()) > 4}
    assert english.isdisjoint(portuguese.splitlines())


@pytest.mark.parametrize(
    "args",
    [["nothing"], ["sync", "--nothing"], ["sql"], ["sync", "--since", "soon"], ["demo", "--sales", "0"]],
)
def test_misuse_is_one_sentence_a_hint_and_exit_code_2(run: Command, args: list[str]) -> None:
    outcome = run(*args)
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert len(outcome.stderr.splitlines()) == 2
    assert "--help`" in outcome.stderr


def test_misuse_in_json_is_one_document(run: Command) -> None:
    outcome = run("sync", "--nothing", "--json")
    assert outcome.exit_code == 2
    assert outcome.json == {
        "ok": False,
        "error": {
            "code": "usage",
            "message": "No such option '--nothing'.",
            "hint": "See `hotmart sync --help`.",
            "command": "hotmart sync --help",
            "field": None,
            "http_status": None,
            "upstream": None,
            "retryable": False,
        },
    }
    assert outcome.stderr == ""


@pytest.mark.parametrize("asked", [["--format", "json"], ["--format=json"], ["--json"]])
def test_whoever_asks_for_json_gets_its_errors_as_json(run: Command, asked: list[str]) -> None:
    for words in (["action", "run", "nothing"], ["action", "run", "sales.history", "-p", "nothing"]):
        outcome = run(*words, *asked)
        assert outcome.json["ok"] is False
        assert outcome.stderr == ""


@pytest.mark.parametrize("asked", [["--format", "csv"], ["--", "--json"], ["--format"]])
def test_whoever_does_not_gets_a_sentence(run: Command, asked: list[str]) -> None:
    outcome = run("action", "run", "nothing", *asked)
    assert outcome.exit_code != 0
    assert (outcome.stdout, outcome.stderr.startswith("{")) == ("", False)


@pytest.mark.parametrize("args", [["nothing"], ["sync", "--nothing"], ["sql"], ["sync", "--since", "soon"]])
def test_misuse_is_told_in_portuguese(run: Command, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    told = run(*args).stderr
    assert told.startswith(("Não existe", "Falta", "Valor inválido"))
    assert "Veja `hotmart" in told


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["init", "--personal", "x"], "'--personal': deve ser um de keep, hash, mask, drop."),
        (["runs", "-n", "0"], "'-n': deve ser um número de 1 a 10000."),
        (["simulate", "--sales", "-1"], "'--sales': deve ser um número a partir de 0."),
    ],
)
def test_what_an_option_takes_is_told_in_portuguese(
    run: Command, monkeypatch: pytest.MonkeyPatch, args: list[str], said: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert said in run(*args).stderr


@pytest.mark.parametrize("group", ["config", "privacy", "source"])
def test_a_group_lists_its_commands_in_whole_sentences(run: Command, group: str) -> None:
    assert "..." not in run(group, "--help").stdout.partition("Commands:")[2]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> str:
    """A command with a bug, whose error holds what nobody may see."""

    def bug(**_: object) -> None:
        raise ZeroDivisionError("the buyer is ana@example.org")

    monkeypatch.setattr(streams, "callback", bug)
    return "streams"


def test_a_bug_is_answered_without_a_traceback_or_its_words(run: Command, broken: str) -> None:
    outcome = run(broken)
    assert outcome.exit_code == 1
    assert "ZeroDivisionError" in outcome.stderr
    assert "HOTMART_DEBUG=1" in outcome.stderr
    assert "ana@" not in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert run(broken, "--json").json["error"]["code"] == "internal"


def test_a_bug_is_shown_to_whoever_debugs(run: Command, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_DEBUG", "1")
    with pytest.raises(AssertionError):  # the runner saw the error itself, not an exit
        run(broken)


def test_the_system_saying_no_is_told_as_it_said_it(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied", "there.duckdb")

    monkeypatch.setattr(streams, "callback", refuse)
    outcome = run("streams")
    assert outcome.exit_code == 1
    assert outcome.stderr.startswith("The system refused: Permission denied: there.duckdb.")


def test_ctrl_c_ends_with_130(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(streams, "callback", stop)
    outcome = run("streams", "--json")
    assert outcome.exit_code == 130
    assert outcome.json["error"]["code"] == "interrupted"


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error() -> None:
    process = started(["streams", "--json"])
    assert process.stdout
    process.stdout.close()
    process.wait(30)
    assert process.stderr
    with process.stderr:
        assert process.stderr.read() == ""
    assert process.returncode == 1


def test_every_error_document_is_json_in_either_language(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in ("en", "pt"):
        monkeypatch.setenv("HOTMART_LANG", language)
        error = json.loads(run("sync", "--json").stdout)["error"]
        assert error["code"] == "credentials"
        assert error["message"]
        assert error["hint"]


def test_an_unknown_command_is_told_with_the_one_that_was_meant(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Did you mean 'sync'?" in run("synk").stderr
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    assert "Não existe o comando synk. Você quis dizer 'sync'?" in run("synk").stderr
    assert "Não existe o comando xyzzy." in run("xyzzy").stderr


def test_help_is_spelled_the_same_whether_a_command_is_asked_alone_or_in_its_group() -> None:
    option = doctor.get_help_option(click.Context(doctor))
    assert option is not None
    assert option.opts == ["-h", "--help"]
