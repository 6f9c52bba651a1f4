"""What adding or removing a schedule changes, shown before, and the command that does it unasked."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from hotmart.cli.written import homely
from hotmart.language import say
from hotmart.schedule.adding import Change


def show_change(change: Change) -> None:
    """What will be written, before it is."""
    if change.difference:
        click.echo(say(f"In {homely(change.file)}:", f"Em {homely(change.file)}:"), err=True)
    for line in change.difference[2:]:
        style = {"+": "green", "-": "red"}.get(line[0])
        click.secho(f"  {line}".rstrip(), fg=style, err=True)
    if change.timer:
        click.echo(say("In the system:", "No sistema:"), err=True)
        click.echo("\n".join(f"  {line}".rstrip() for line in str(change.timer.text).splitlines()), err=True)
    elif change.gone and change.kind:
        click.echo(say(f"And its timer of {change.kind}.", f"E o timer dele no {change.kind}."), err=True)
    for note in change.notes:
        click.secho(str(note), fg="yellow", err=True)


def adding_command(when: str, file: Path | None, how: Mapping[str, Any], *, timer: bool) -> str:
    """The command that adds it without asking."""
    words = [when, *(["--flow", how["flow"]] if how["flow"] else ["--what", how["what"]])]
    for name in how["connections"]:
        words += ["--connection", name]
    for option in ("name", "zone"):
        words += [f"--{option}", how[option]] if how[option] else []
    return typed("add", [*words, *["--no-timer"] * (not timer)], file)


def typed(verb: str, words: Sequence[str], file: Path | None) -> str:
    """A command that does it without asking."""
    of_file = ["--config", str(file)] if file else []
    return shlex.join(["hotmart", "schedule", verb, *words, *of_file, "--yes"])
