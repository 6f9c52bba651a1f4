"""Yesterday is what was true when the day began."""

from __future__ import annotations

from dataclasses import dataclass

from hotmart.simulator.yesterday import Yesterday


@dataclass(eq=False)
class Thing:
    colour: str


def test_the_first_change_of_a_day_is_the_one_that_is_remembered() -> None:
    yesterday, thing, other = Yesterday[Thing](), Thing("green"), Thing("blue")
    for colour in ("yellow", "red"):
        yesterday.remember(thing)
        thing.colour = colour
    assert yesterday.of(thing).colour == "green"
    assert yesterday.of(other) is other
    assert [(now.colour, then.colour) for now, then in yesterday] == [("red", "green")]


def test_a_new_day_forgets() -> None:
    yesterday, thing = Yesterday[Thing](), Thing("green")
    yesterday.remember(thing)
    thing.colour = "red"
    yesterday.forget()
    assert yesterday.of(thing) is thing
