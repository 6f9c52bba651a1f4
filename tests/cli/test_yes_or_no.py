from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from hotmart.cli.yes_or_no import says_yes
from hotmart.language import Language, Text, speaking

QUESTION = Text("Forget it?", "Esquecer?")


@click.command()
def asking() -> None:
    click.echo(says_yes(QUESTION))


def answered(typed: str, language: Language) -> tuple[str, str]:
    with speaking(language):
        done = CliRunner().invoke(asking, input=typed)
    return done.stdout.strip(), done.stderr


@pytest.fixture(params=["en", "pt"])
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    yield request.param


@pytest.mark.parametrize("typed", ["s", "sim", "S", "Sim", " y ", "yes", "YES"])
def test_a_yes_of_either_language_is_one_in_both(typed: str, language: Language) -> None:
    assert answered(f"{typed}\n", language)[0] == "True"


@pytest.mark.parametrize("typed", ["n", "no", "não", "NÃO", "nao", "N", ""])
def test_a_no_of_either_language_is_one_in_both_as_nothing_is(typed: str, language: Language) -> None:
    assert answered(f"{typed}\n", language)[0] == "False"


@pytest.mark.parametrize(("language", "shown"), [("en", "Forget it? [y/N]"), ("pt", "Esquecer? [s/N]")])
def test_it_shows_what_may_be_typed(language: Language, shown: str) -> None:
    assert answered("\n", language)[1].startswith(shown)


@pytest.mark.parametrize(("language", "said"), [("en", "Type yes or no."), ("pt", "Digite sim ou não.")])
def test_what_is_neither_is_asked_again(language: Language, said: str) -> None:
    told, asked = answered("maybe\nsi\ns\n", language)
    assert (told, asked.count(said)) == ("True", 2)


def test_whoever_leaves_has_said_nothing() -> None:
    assert CliRunner().invoke(asking, input="").exit_code == 1
    assert "True" not in answered("", "pt")[0]
