"""What a trial found, for a person: what works, whose account it is, and where the secret is now."""

from __future__ import annotations

import click
from rich.text import Text as Styled

from hotmart.cli.marked import Marked, draw_marked
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
    draw_marked(
        [
            Marked(*_MARKS[one.works], str(DOMAINS[one.name]), Styled(str(one.said or ""), style="dim"))
            for one in trial.domains
        ]
    )


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
