"""What is answered before Click could be there is what the command itself would say."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hotmart.cli import at_once

from .conftest import RUN, Command

INTENTS = [
    "quem cancelou este mês",
    "refund a sale",
    "list my affiliates",
    "asdfgh",
    "",
    "vendas da ana@example.org",
]
HEAVY = {"click", "msgspec", "httpx2", "duckdb", "asyncio", "inspect", "hotmart.client", "hotmart.api"}


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize("words", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("intent", INTENTS)
def test_an_intent_is_answered_as_by_the_command(
    intent: str,
    words: list[str],
    language: str,
    run: Command,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    asked = ["action", "list", "--intent", intent, *words]
    assert at_once.answered(asked)
    assert capsys.readouterr().out == run(*asked).stdout


@pytest.mark.parametrize(
    "asked",
    [
        ["action", "list"],
        ["action", "list", "--intent"],
        ["action", "list", "--intent", "--json"],
        ["action", "list", "--intent", "refund", "--limit", "3"],
        ["action", "list", "--intent", "refund", "--nothing"],
        ["action", "get", "sales.refund"],
    ],
)
def test_all_else_is_left_to_the_command(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert not at_once.answered(asked)
    assert capsys.readouterr().out == ""


def test_an_intent_is_answered_before_anything_heavy_is_there() -> None:
    start = "import sys; sys.argv = ['hotmart', 'action', 'list', '--intent', 'refund a sale']"
    code = f"{start}\n{RUN}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.startswith("sales.refund")
    assert HEAVY.isdisjoint(done.stderr.split())
