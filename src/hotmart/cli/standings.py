"""Where a connection stands, as a person is told it and as a program is."""

from __future__ import annotations

from collections.abc import Sequence

import click

from hotmart.cli.answer import DONE, NO_CREDENTIALS, complain, tell
from hotmart.connections.states import SENTENCES, Standing
from hotmart.document import Problem
from hotmart.language import Text, say

STYLES = {"READY": "green", "CLIENT_ACTION_REQUIRED": "yellow", "BUILDING": "yellow"}


def tell_standing(found: Standing, warnings: Sequence[Text] = (), *, as_json: bool) -> int:
    """Tell where a connection stands, and return the exit code that says so."""
    ready = found.state == "READY"
    if as_json:
        tell(found.as_dict(), warnings=warnings, problem=None if ready else _problem(found))
        return DONE if ready else NO_CREDENTIALS
    for one in warnings:
        click.secho(str(one), fg="yellow", err=True)
    click.secho(f"{found.name}: {SENTENCES[found.state]}", fg=STYLES.get(found.state, "red"))
    if found.problem:
        complain(found.problem)
    if action := found.action:
        click.echo(str(action.description))
        for said in (action.tunnel, action.ui_url):
            if said:
                click.echo(f"  {said}")
        if action.command:
            click.echo(say(f"Then: {action.command}", f"Depois: {action.command}"))
    return DONE if ready else NO_CREDENTIALS


def _problem(found: Standing) -> Problem:
    if found.problem:
        return found.problem
    said = SENTENCES[found.state]
    return Problem(
        "credentials", Text(f"{found.name}: {said.en}.", f"{found.name}: {said.pt}."), _advice(found)
    )


def _advice(found: Standing) -> Text | None:
    if found.action is None:
        return None
    told, command = found.action.description, found.action.command
    if command is None:
        return told
    return Text(f"{told.en} Then: {command.en}", f"{told.pt} Depois: {command.pt}")
