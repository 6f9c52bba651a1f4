from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from hotmart.config.reading import load
from hotmart.config.schema import text as schema_text
from hotmart.config.settings import Config
from hotmart.streams.known import STREAMS

from .conftest import Command

FILE = Path("hotmart.toml")


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who answers: what stands on stdin is typed."""
    monkeypatch.setattr(import_module("hotmart.cli.init"), "at_a_keyboard", lambda: True)


def made() -> Config:
    """The settings that were written."""
    return load(FILE)


def test_a_file_is_written_from_options(run: Command) -> None:
    outcome = run(
        "init",
        *("--streams", "sales,products,club_students", "--club", "my-course, other", "--personal", "hash"),
        *("--warehouse", "copy.duckdb", "--schema-name", "layer", "--since", "2024-01-31"),
        *("--client-id", "env:ID", "--client-secret", "file:secret", "--sandbox"),
    )
    assert outcome.exit_code == 0
    config = made()
    assert config.sync.streams == ["sales_*", "product*", "coupons", "club_students"]
    assert config.sync.club == ["my-course", "other"]
    assert str(config.sync.since) == "2024-01-31"
    assert config.privacy.personal == "hash"
    assert config.warehouse.path.name == "copy.duckdb"
    assert config.warehouse.schema == "layer"
    connection = config.connections["main"]
    assert (connection.client_id, connection.sandbox) == ("env:ID", True)
    assert connection.client_secret == f"file:{Path('secret').absolute()}"


def test_the_usual_needs_no_option(run: Command) -> None:
    outcome = run("init", "--yes")
    assert outcome.exit_code == 0
    assert made().sync.streams is None
    assert made().connections["main"].client_id == "env:HOTMART_CLIENT_ID"
    assert "hotmart sync --plan" in outcome.stdout
    assert "export HOTMART_CLIENT_ID=…" in outcome.stdout
    assert run("config", "check").exit_code == 0


def test_the_schema_stands_beside_it_for_editors(run: Command) -> None:
    run("init", "--yes")
    assert FILE.read_text("utf-8").startswith("#:schema hotmart.schema.json\n")
    assert Path("hotmart.schema.json").read_text("utf-8") == schema_text(STREAMS)


def test_a_program_is_told_what_was_written(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_CLIENT_ID", "an-id")
    answer = run("init", "--yes", "--json").json
    assert [one["file"] for one in answer["data"]] == ["hotmart.toml", "hotmart.schema.json"]
    assert len(answer["warnings"]) == 1
    assert "HOTMART_CLIENT_SECRET" in answer["warnings"][0]


def test_a_file_is_never_overwritten_unless_told(run: Command) -> None:
    FILE.write_text("# mine\n")
    outcome = run("init", "--yes")
    assert outcome.exit_code == 2
    assert "--force" in outcome.stderr
    assert FILE.read_text() == "# mine\n"
    assert run("init", "--yes", "--force").exit_code == 0
    assert made().connections


def test_where_nobody_can_answer_the_options_are_told(run: Command) -> None:
    outcome = run("init")
    assert outcome.exit_code == 2
    assert "--streams" in outcome.stderr
    assert "--yes" in outcome.stderr
    assert not FILE.exists()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--streams", "salse", "Did you mean sales?"),
        ("--streams", "xyzzy", "hotmart streams"),
        ("--client-secret", "5f3c-s3cr3t", "env:NAME"),
        ("--personal", "hide", "--help"),
        ("--schema-name", "a-b", "cannot be the name of a schema"),
    ],
)
def test_an_option_that_cannot_be_is_told_and_nothing_is_written(
    run: Command, option: str, value: str, said: str
) -> None:
    outcome = run("init", option, value)
    assert outcome.exit_code == 2
    assert said in outcome.stderr
    assert "s3cr3t" not in outcome.stderr
    assert not FILE.exists()


@pytest.mark.usefixtures("keyboard")
def test_it_asks_and_takes_what_is_usual_for_no_answer(run: Command) -> None:
    outcome = run("init", stdin="\n" * 5)
    assert outcome.exit_code == 0
    assert made().sync.streams is None
    assert made().privacy.personal == "keep"


@pytest.mark.usefixtures("keyboard")
def test_it_asks_again_until_an_answer_can_be_read(run: Command) -> None:
    answers = [
        "5f3c-s3cr3t",
        "MY_ID",
        "file:secret",
        "salse",
        "sales, club",
        "my-course",
        "hide",
        "mask",
        "x.duckdb",
    ]
    outcome = run("init", stdin="\n".join(answers) + "\n")
    assert outcome.exit_code == 0
    assert "Did you mean sales?" in outcome.stderr
    config = made()
    assert config.connections["main"].client_id == "env:MY_ID"
    assert config.sync.streams == ["sales_*", "club_*", "-club_lessons"]
    assert config.sync.club == ["my-course"]
    assert config.privacy.personal == "mask"
    assert config.warehouse.path.name == "x.duckdb"


@pytest.mark.usefixtures("keyboard")
def test_it_does_not_ask_what_was_given(run: Command) -> None:
    outcome = run("init", "--streams", "products", "--personal", "drop", stdin="\n\n\n")
    assert outcome.exit_code == 0
    assert made().sync.streams == ["product*", "coupons"]
    assert made().privacy.personal == "drop"


@pytest.mark.usefixtures("keyboard")
def test_questions_and_file_speak_portuguese(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    outcome = run("init", "--json", stdin="\n" * 5)
    assert "O que copiar, separado por vírgula [sales, " in outcome.stderr
    assert "# O que o `hotmart sync` copia" in FILE.read_text("utf-8")
    assert outcome.json["ok"]


@pytest.mark.usefixtures("keyboard")
def test_to_stop_in_the_middle_writes_nothing(run: Command) -> None:
    outcome = run("init", stdin="MY_ID\n")
    assert outcome.exit_code == 130
    assert not FILE.exists()
