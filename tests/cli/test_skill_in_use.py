"""What the skill says is so: every command, option and key that it names is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, get_args, get_type_hints

import click
import pytest

from hotmart.actions.action import actions
from hotmart.actions.finding import Finding
from hotmart.agents import skill
from hotmart.agents.clients import INSTRUCTIONS
from hotmart.cli.group import hotmart
from hotmart.simulator import Simulator

from .conftest import Command

TEXTS = {name: content.decode() for name, content in skill.files().items()} | {"AGENTS.md": INSTRUCTIONS}


def commands(text: str) -> Iterator[list[str]]:
    """The commands that a text names, in words: within a sentence, or in a block of code."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    bare = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    lines = re.findall(r'^ *(hotmart (?:"[^"]*"|[^"\n])*)', blocks, re.MULTILINE)
    for one in [*lines, *re.findall(r"`(hotmart [^`]+)`", bare)]:
        yield shlex.split(one)


NAMED = sorted({tuple(words) for text in TEXTS.values() for words in commands(text)})


@pytest.mark.parametrize("words", NAMED, ids=" ".join)
def test_every_command_and_option_that_it_names_exists(words: tuple[str, ...]) -> None:
    command: click.Command = hotmart
    context = hotmart.context_class(hotmart, info_name="hotmart")
    for word in words[1:]:
        if word.startswith("-"):
            spelled = [name for one in command.get_params(context) for name in one.opts]
            assert word.partition("=")[0] in spelled, words
        elif isinstance(command, click.Group):
            inner = command.get_command(context, word)
            assert inner is not None, words
            command, context = inner, inner.context_class(inner, info_name=word, parent=context)
    takes = any(isinstance(one, click.Argument) for one in command.get_params(context))
    assert not isinstance(command, click.Group) or command.invoke_without_command, words
    assert takes or all(word.startswith("-") or word in _path(context) for word in _bare(words)), words


def _path(context: click.Context) -> list[str]:
    return context.command_path.split()


def _bare(words: tuple[str, ...]) -> list[str]:
    """The words that are neither an option nor the value of one."""
    return [word for before, word in pairwise(words) if not before.startswith("-")]


def test_it_names_the_commands_that_it_is_about() -> None:
    named = {" ".join(words[1:3]) for words in NAMED}
    assert {
        "action list",
        "action get",
        "action run",
        "approve PLAN",
        "audit settle",
        "connection ensure",
    } <= named


def test_every_action_that_it_names_exists() -> None:
    groups = {id.partition(".")[0] for id in actions() if "." in id}
    for text in TEXTS.values():
        named = {one for one in re.findall(r"`(\w+\.\w+)`", text) if one.partition(".")[0] in groups}
        assert named <= actions().keys()


def keys(value: Any, path: str) -> Iterator[str]:
    """Every key of an answer, with those above it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{path}.{key}"
            yield from keys(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value[:1]:
            yield from keys(inner, path)


def answered(*documents: Any) -> set[str]:
    return {key.removeprefix(".") for one in documents for key in keys(one, "")}


@pytest.mark.slow
def test_every_key_that_it_names_is_in_an_answer(run: Command, account: Simulator) -> None:
    found = run("action", "list", "--intent", "quem pediu reembolso", "--json").json
    looked = run("action", "get", "sales.refund", "--json").json
    sales = run("action", "run", "sales.history", "-p", "period=5d", "--limit", "1", "--json").json
    code = run("action", "run", "sales.history", "--json").json["data"]["output"][0]["purchase"][
        "transaction"
    ]
    planned = run("action", "run", "sales.refund", "-p", f"transaction_code={code}", "--json")
    assert planned.exit_code == 3
    assert planned.json["error"]["command"] == f"hotmart approve {planned.json['error']['plan']['plan']}"
    run("sync", "products")
    copy = run("sql", "SELECT count(*) AS products FROM products", "--json").json
    ready = run("connection", "ensure", "--json").json
    known = answered(found, looked, sales, planned.json, copy, ready)
    said = {key for text in TEXTS.values() for key in re.findall(r"`((?:data|meta|error)\.\w+)`", text)}
    assert said
    assert said <= known
    assert ready["data"]["state"] == "READY"
    for name in (
        "plan",
        "does",
        "seen",
        "values",
        "warnings",
        "amounts",
        "records",
        "mails",
        "final",
        "expires_at",
    ):
        assert f"`{name}`" in TEXTS["references/writes.md"]
        assert f"error.plan.{name}" in known
    for name in ("inputSchema", "outputSchema", "effect", "examples"):
        assert f"`{name}`" in skill.text()
        assert f"data.{name}" in known


@pytest.mark.slow
def test_an_agent_without_a_credential_is_told_what_to_have_a_person_do(run: Command) -> None:
    told = run("connection", "ensure", "--no-open", "--json")
    action = told.json["data"]["clientAction"]
    assert told.exit_code == 4
    for name in ("description", "uiUrl", "tunnelCommand", "agentInstructions"):
        assert f"`{name}`" in skill.text()
        assert name in action


def test_how_sure_a_search_can_be_is_told() -> None:
    sure = get_args(get_type_hints(Finding)["certainty"])
    assert sure
    assert all(f"`{one}`" in skill.text() for one in sure)


@pytest.mark.slow
def test_the_question_that_it_shows_can_be_asked(run: Command, account: Simulator) -> None:
    run("sync", "sales_history")
    sql = next(words for words in commands(TEXTS["references/figures.md"]) if words[1:3] == ["sql", "--json"])
    answer = run(*sql[1:]).json
    assert {row["currency"] for row in answer["data"]} >= {"BRL"}
    assert answer["meta"]["time_zone"]


@pytest.mark.slow
def test_the_search_that_it_shows_finds_a_read(run: Command) -> None:
    search = next(words for words in commands(skill.text()) if "--intent" in words)
    answer = run(*search[1:]).json
    assert answer["data"][0]["effect"] == "reads"
