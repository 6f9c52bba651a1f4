"""Whoever reads Portuguese reads no English in help and usage errors, not even Click's own."""

from __future__ import annotations

import ast
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hotmart.cli.click_in_portuguese import MODULES, PLACES, PLURALS, SENTENCES

from .conftest import Command
from .test_bad_input import COMMANDS

FOR_DEVELOPERS = (
    "defined twice",
    "declaration",
    "DeprecationWarning",
    "same flag",
    "No options defined",
    "Unknown color",
)
PAGES = """
import click
from click.testing import CliRunner
from hotmart.cli.group import hotmart

def commands(group, path, above):
    context = click.Context(group, info_name=path[-1], parent=above)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield [*path, name], command
        if isinstance(command, click.Group):
            yield from commands(command, [*path, name], context)

def attempts(command):
    yield ["--help"]
    yield []
    yield ["--no-such-option"]
    yield ["more"] * 9
    for option in command.params:
        if isinstance(option, click.Option):
            yield [option.opts[0]]
            yield [option.opts[0], "."]
            yield [option.opts[0], "wrong" * 3]
            yield [f"{option.opts[0]}=", "--wrong"]

for path, command in [(["hotmart"], hotmart), *commands(hotmart, ["hotmart"], None)]:
    if not isinstance(command, click.Group):
        command.callback = lambda **_: 0  # only what is said before anything is done
    for attempt in attempts(command):
        print("$", *path, *attempt)
        print(CliRunner().invoke(hotmart, [*path[1:], *attempt], prog_name="hotmart").output)
"""
ENGLISH = re.compile(
    r"\b(the|of|to|is|are|was|not|such|and|or|with|by|from|it|this|that|be|must|have|has|cannot|will|than|which"
    r"|unless|when|where|try|see|usage|options|arguments|command|args|error|missing|invalid|requires"
    r"|unexpected|extra|got|default|required|deprecated|env var|did you mean)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"|'[^']*'|--?[\w-]+|\b[\w./-]*[./_][\w./-]+")
"""What is the same in every language: commands, names, keys and files."""


def sentences() -> Iterator[tuple[str, ...]]:
    """What the modules of Click mark for translation: a sentence, or that of one and that of several."""
    for name in MODULES:
        path = Path(str(click.__file__)).with_name(f"{name}.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                marked = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
                said = [one.value for one in node.args[:marked] if isinstance(one, ast.Constant)]
                if said:
                    yield tuple(map(str, said))


def fields(text: str) -> set[str]:
    return {name.rstrip("!r") for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_of_clicks_has_its_portuguese() -> None:
    lacking = [
        said
        for said in sentences()
        if said[0] not in (SENTENCES if len(said) == 1 else PLURALS)
        and not any(part in said[0] for part in FOR_DEVELOPERS)
    ]
    assert lacking == []


def test_a_sentence_asks_for_nothing_that_the_english_one_has_not() -> None:
    known = {said[0]: set[str]().union(*map(fields, said)) for said in sentences()}
    for english, portuguese in [*SENTENCES.items(), *PLURALS.items()]:
        told = [portuguese] if isinstance(portuguese, str) else portuguese
        assert set[str]().union(*map(fields, told)) <= known.get(english, fields(english)), english


@pytest.mark.slow
def test_no_command_says_anything_in_english(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PAGES],
        env=os.environ | {"HOTMART_LANG": "pt_BR", "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert told.count("Uso: hotmart") > 20
    assert told.count("Não existe a opção --no-such-option.") > 20
    assert told.count("precisa de um valor.") > 20
    assert told.count("Arquivo '.' é uma pasta.") > 20
    wrong = [
        line
        for line in told.splitlines()
        if not line.startswith("$") and ENGLISH.search(QUOTED.sub("", line))
    ]
    assert wrong == []


def test_what_stands_for_a_value_is_portuguese(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    english, portuguese = set[str](), set[str]()
    for lang, found in (("en", english), ("pt", portuguese)):
        monkeypatch.setenv("HOTMART_LANG", lang)
        for words, command in COMMANDS.items():
            context = click.Context(command, info_name=words[-1])
            shown = [one for one in command.params if not getattr(one, "hidden", False)]
            for said in (one.make_metavar(context) for one in shown):
                found.update(re.findall(r"[A-ZÀ-Ú]{1,}", said))
    own = {word for word in english if word in PLACES}
    assert {"PLAN", "METHOD", "PATH", "FILE"} <= own
    assert own & portuguese == set()
    assert "PLANO" in run("approve").stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["sync", "--since"], "A opção --since precisa de um valor."),
        (["verify", "one"], "Argumento a mais: one."),
        (["verify", "one", "two"], "Argumentos a mais: one two."),
        (["sync", "--full=3"], "A opção --full não recebe valor."),
        (["sql"], "Falta o argumento 'SQL'."),
        (["sync", "--jso"], "Não existe a opção --jso. Você quis dizer '--json'?"),
    ],
)
def test_misuse_is_told_as_a_person_would(
    run: Command, monkeypatch: pytest.MonkeyPatch, args: list[str], said: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert run(*args).stderr.splitlines()[0] == said
    monkeypatch.setenv("HOTMART_LANG", "en")
    assert run(*args).stderr.splitlines()[0] != said
