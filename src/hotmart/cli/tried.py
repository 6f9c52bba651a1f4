"""What a trial found, for a person: what works, whose account it is, and where the secret is now."""

from __future__ import annotations

import click
from rich.text import Text as Styled

from hotmart.cli.screen import grid, screen
from hotmart.connections.trying import DOMAINS, Trial
from hotmart.credentials import Place
from hotmart.language import say

_MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("–", "dim")}


def show_trial(trial: Trial) -> None:
    """Which parts of the API work, and the name of the owner, who is the one to see it."""
    for remark in trial.remarks:
        click.secho(str(remark), fg="yellow")
    if trial.owner:
        click.echo(say(f"Account of {trial.owner}", f"Conta de {trial.owner}"))
    table = grid("", "", "")
    for one in trial.domains:
        mark, style = _MARKS[one.works]
        table.add_row(
            Styled(mark, style=style), str(DOMAINS[one.name]), Styled(str(one.said or ""), style="dim")
        )
    screen().print(table)


def show_kept(name: str, place: Place) -> None:
    """That a connection is made, where its secret rests, and what its owner should know of that."""
    click.secho(
        say(
            f"{name} is connected. Its secret is in {place.text}.",
            f"{name} está conectada. Segredo: {place.text}.",
        ),
        fg="green",
    )
    if place.notice:
        click.secho(str(place.notice), fg="yellow", err=True)
