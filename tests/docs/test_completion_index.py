"""What a shell is told of the commands is what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hotmart.cli.completing.words import INDEX

from .scripts import script

pytestmark = pytest.mark.slow  # each language of the commands is asked of a process of its own


@pytest.fixture(scope="module")
def completion_index() -> Iterator[Any]:
    with script("completion_index") as module:
        yield module


def test_the_index_is_fresh(completion_index: Any) -> None:
    assert INDEX.read_text(encoding="utf-8") == completion_index.text()


def test_what_is_told_of_a_parameter_by_its_path_is_told_of_one_that_exists(completion_index: Any) -> None:
    commands = completion_index.index()["commands"]
    for path, _ in completion_index.BY_PATH:
        assert path.removeprefix("hotmart ") in commands
    told = {str(one["takes"]) for command in commands.values() for one in command["arguments"]}
    assert {"streams", "actions", "sources"} <= told


def test_every_command_and_option_is_told_in_both_languages(completion_index: Any) -> None:
    for path, command in completion_index.index()["commands"].items():
        assert command["en"], path
        assert command["pt"], path
        for one in command["options"]:
            assert one["en"], (path, one)
            assert one["pt"], (path, one)
