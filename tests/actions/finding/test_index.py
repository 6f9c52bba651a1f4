from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs.scripts import script
from hotmart.actions.finding.index import FILE, index
from hotmart.actions.finding.terms import plain
from hotmart.api import CATALOGUE, operation

from .questions import questions

COMPOSED = {"sync", "verify", "ask", "metrics", "person.sales", "transaction.everything", "access.list"}
OPERATIONS = {one.id for one in CATALOGUE if not one.stands_for}


def told() -> tuple[dict[str, Any], dict[str, Any]]:
    """What is said of every action, and of what cannot be done."""
    with script("action_index") as action_index:
        return action_index.actions(), action_index.impossible()


ACTIONS, IMPOSSIBLE = told()


@pytest.mark.slow
def test_the_index_is_what_the_words_say() -> None:
    with script("action_index") as action_index:
        text = action_index.text()
    assert Path(FILE).read_text(encoding="utf-8") == text, "run: make docs"


def test_every_action_is_there_and_nothing_else() -> None:
    assert index().actions.keys() == OPERATIONS | COMPOSED


@pytest.mark.parametrize("id", sorted(OPERATIONS | COMPOSED))
def test_every_action_has_words_in_both_languages(id: str) -> None:
    one = ACTIONS[id]
    assert set(one["name"]) == set(one["words"]) == set(one["phrases"]) == {"en", "pt"}
    for language in ("en", "pt"):
        assert len(one["words"][language]) >= 2
        assert len(one["phrases"][language]) >= 2
    assert ("description" in one) == (id in COMPOSED)


@pytest.mark.parametrize("key", IMPOSSIBLE)
def test_what_cannot_be_done_is_told_in_both_languages_with_what_comes_near(key: str) -> None:
    one = IMPOSSIBLE[key]
    assert set(one["text"]) == set(one["words"]) == set(one["phrases"]) == {"en", "pt"}
    assert one["text"]["en"] != one["text"]["pt"]
    assert one["instead"]
    assert {*one["instead"]} <= OPERATIONS | COMPOSED


def test_what_comes_first_instead_changes_nothing() -> None:
    assert all(index().reads(one["instead"][0]) for one in IMPOSSIBLE.values())


def test_every_write_tells_what_to_look_at() -> None:
    known = index()
    writes = {id for id in OPERATIONS if operation(id).effect != "reads"}
    assert writes == {id for id in known.actions if not known.reads(id)}
    assert all(known.reads(known.look(id)) for id in writes)


def test_every_meaning_that_is_needed_or_weak_is_told() -> None:
    known = index()
    meant = {meaning for several in known.meant.values() for meaning in several.split()}
    needed = {one for told in known.impossible.values() for one in told.needs} | known.weak
    assert {one.removeprefix("#") for one in needed} <= meant


def test_no_action_is_found_by_the_words_of_another() -> None:
    """A phrase that stands in two places tells nothing."""
    seen: dict[str, str] = {}
    for id, one in [*ACTIONS.items(), *IMPOSSIBLE.items()]:
        for phrase in {*one["phrases"]["en"], *one["phrases"]["pt"], *one["asked"]}:
            assert seen.setdefault(phrase.lower(), id) == id, phrase


def test_no_question_that_is_measured_is_a_phrase() -> None:
    said = {plain(one) for told in (ACTIONS, IMPOSSIBLE) for it in told.values() for one in spoken(it)}
    assert [one.ask for one in questions("test") if plain(one.ask) in said] == []


def spoken(one: dict[str, Any]) -> list[str]:
    """All that it is found by."""
    told = [
        said for field in ("words", "phrases") for language in ("en", "pt") for said in one[field][language]
    ]
    return [*told, *one["asked"]]


def test_what_strangers_asked_is_of_an_action_or_of_what_cannot_be_done() -> None:
    with script("action_index") as action_index:
        assert action_index.read("asked").keys() == ACTIONS.keys() | IMPOSSIBLE.keys()


def test_every_operation_has_its_path() -> None:
    assert {id for _, _, id in index().paths} == OPERATIONS
