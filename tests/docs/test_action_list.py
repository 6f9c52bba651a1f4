"""What is written from the declarations for the command line is what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hotmart.actions.action import FILE, actions
from hotmart.actions.composed import COMPOSED
from hotmart.api import CATALOGUE

from .pages import ROOT
from .scripts import script


def test_the_list_of_actions_is_fresh() -> None:
    with script("action_list") as module:
        assert module.text() == Path(FILE).read_text(encoding="utf-8")


def test_the_schema_of_answers_is_fresh() -> None:
    with script("answer_schema") as module:
        assert module.text() == (ROOT / "docs" / "answer.schema.json").read_text(encoding="utf-8")


def test_there_is_an_action_for_every_operation_and_for_what_is_more_than_one() -> None:
    operations = {one.id for one in CATALOGUE if one.stands_for is None}
    assert actions().keys() == operations | COMPOSED.keys()


def test_every_action_says_in_both_languages_what_it_is_and_what_it_takes() -> None:
    for one in actions().values():
        assert all([one.name.en, one.name.pt, one.description.en, one.description.pt]), one.id
        properties: dict[str, Any] = one.input_schema["properties"]
        assert all(it["description"] and it["x-pt-BR"] for it in properties.values()), one.id
        assert one.examples
