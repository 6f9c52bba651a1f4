"""`--lang`: the language of one command, wherever it stands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hotmart.cli.front import spoken

from .conftest import RUN


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        (["--lang", "pt", "runs"], ["runs"]),
        (["runs", "--lang=pt", "--json"], ["runs", "--json"]),
        (["sql", "--", "--lang", "pt"], ["sql", "--", "--lang", "pt"]),
        (["runs", "--lang", "fr"], ["runs", "--lang"]),
        (["runs", "--lang"], ["runs", "--lang"]),
    ],
)
def test_it_is_taken_out_of_what_was_typed(
    typed: list[str], rest: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "en")
    assert spoken(typed) == rest


@pytest.mark.parametrize(("language", "word"), [("pt", "Uso:"), ("en", "Usage:")])
@pytest.mark.slow
def test_help_and_front_page_speak_it(language: str, word: str) -> None:
    for typed in (["--lang", language], ["action", "get", "--help", "--lang", language]):
        ended = subprocess.run(
            [sys.executable, "-c", RUN, *typed], capture_output=True, encoding="utf-8", check=True
        )
        assert ended.stdout.startswith(word)


def test_one_that_nobody_speaks_is_misuse() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RUN, "runs", "--lang", "fr"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 2
    assert "--lang" in ended.stderr
