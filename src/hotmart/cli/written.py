"""Files that are to be written, or were: as people see them, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from hotmart.agents.pieces import MarkedBlock, Piece
from hotmart.agents.steps import Step, Verb
from hotmart.language import Text

VERBS: dict[Verb, Text] = {
    "write": Text("write", "gravar"),
    "change": Text("change", "alterar"),
    "remove": Text("remove", "remover"),
}


def steps_of(pieces: Iterable[Piece], *, undo: bool) -> list[Step]:
    """What is to be done for all of these pieces. Raises SetupError where one cannot be."""
    return [step for one in pieces for step in (one.take() if undo else one.put())]


def left_alone(pieces: Iterable[Piece]) -> list[Text]:
    """What is not taken out with the rest."""
    return [
        Text(
            f"Somebody changed {homely(path)} after it was written, so it stays.",
            f"Alguém alterou {homely(path)} depois de gravado, então ele fica.",
        )
        for one in pieces
        for path in one.changed()
    ]


def as_rows(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The steps for a program."""
    return [{"path": str(one.path), "does": one.verb} for one in steps]


def draw(steps: Sequence[Step]) -> None:
    """The steps for a person."""
    widest = max((len(str(VERBS[one.verb])) for one in steps), default=0)
    for one in steps:
        click.echo(f"  {VERBS[one.verb]!s:<{widest}}  {homely(one.path)}")


def draw_text(pieces: Iterable[Piece]) -> None:
    """The words that go into a file of somebody else's."""
    for one in pieces:
        if isinstance(one, MarkedBlock):
            click.echo()
            click.echo("\n".join(f"  | {line}".rstrip() for line in one.text.splitlines()))


def homely(path: Path) -> str:
    """A path with `~` for the home."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
