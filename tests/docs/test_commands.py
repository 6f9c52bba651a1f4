"""The page of the commands is what the commands say of themselves, and shows how each is typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hotmart.cli.answer import INCOMPLETE, STOPPED, TERMINATED
from hotmart.cli.group import hotmart

from .pages import page
from .scripts import script

ENGLISH, PORTUGUESE = page("docs/reference/commands.md"), page("docs/reference/commands.pt-BR.md")


@pytest.fixture(scope="module")
def commands() -> Iterator[Any]:
    with script("commands") as module:
        yield module


@pytest.mark.slow
def test_every_command_has_an_entry(commands: Any) -> None:
    told = commands.commands("en")
    assert {f"hotmart {name}" for name in hotmart.list_commands(hotmart.context_class(hotmart))} <= {*told}
    for shown in (ENGLISH, PORTUGUESE):
        assert {f"`{path}`" for path in told} <= {words for _, words in shown.headings}


def test_every_command_that_does_something_has_an_example_that_begins_it(commands: Any) -> None:
    doing = {path for path, one in commands.commands("en").items() if not one.inner}
    assert commands.EXAMPLES.keys() == doing
    for path, examples in commands.EXAMPLES.items():
        assert all(path in one.typed for one in examples), path


def test_every_option_is_told_with_all_that_it_takes(commands: Any) -> None:
    text = " ".join(ENGLISH.text.split())
    for one in commands.commands("en").values():
        for parameter in one.parameters:
            for fact in (parameter.says, parameter.metavar, parameter.default, parameter.variable):
                assert not fact or " ".join(fact.split()) in text, (one.path, fact)
            assert {*parameter.choices} <= ENGLISH.names, (one.path, parameter.spelled)


@pytest.mark.slow
def test_each_language_is_asked_for_by_itself(commands: Any) -> None:
    english, portuguese = commands.commands("en"), commands.commands("pt")
    assert english.keys() == portuguese.keys()
    assert [path for path in english if english[path].says == portuguese[path].says] == []


def test_a_command_without_an_example_stops_the_writing(commands: Any) -> None:
    with pytest.raises(SystemExit, match="has none of: hotmart dance"):
        list(commands.examples(commands.Voice("en"), "hotmart dance"))


def test_an_argument_that_nobody_explains_stops_the_writing(commands: Any) -> None:
    sql = commands.commands("en")["hotmart sql"]
    with (
        pytest.MonkeyPatch.context() as patch,
        pytest.raises(SystemExit, match="does not explain those of: hotmart sql"),
    ):
        patch.delitem(commands.ARGUMENTS, "hotmart sql")
        commands.parted(commands.Voice("en"), sql)


def test_every_exit_code_is_told(commands: Any) -> None:
    assert [*commands.CODES] == [*range(11), STOPPED, TERMINATED]
    assert {*commands.PROVING} <= commands.commands("en").keys()
    assert INCOMPLETE in commands.ending(commands.commands("en")["hotmart sync"])
    assert INCOMPLETE not in commands.ending(commands.commands("en")["hotmart sql"])
