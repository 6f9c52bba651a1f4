"""`hotmart agent`: setting up a program with an agent in it, so that the agent knows this command."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.text import Text as Styled

from hotmart.agents.clients import CLIENTS, everything, is_here
from hotmart.agents.entry import SettingsEntry
from hotmart.agents.errors import SetupError, UnconfirmedError
from hotmart.agents.pieces import Piece, state_of
from hotmart.agents.states import STATES, State, together
from hotmart.agents.steps import Step, carry_out
from hotmart.cli.answer import DONE, StoppedError, tell
from hotmart.cli.screen import grid, screen
from hotmart.cli.skill import found_advice
from hotmart.cli.usage import Command, Group, json_option
from hotmart.cli.written import as_rows, draw, draw_text, homely, left_alone, steps_of
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say

STYLES: dict[State, str] = {"absent": "dim", "current": "green"}


@click.group(
    "agent",
    cls=Group,
    help=say(
        "Set up a program with an agent in it, such as Claude Code, Codex, Cursor or Gemini CLI, so that the "
        "agent knows how to work with your Hotmart account.",
        "Configura um programa com agente, como Claude Code, Codex, Cursor ou Gemini CLI, para que o agente "
        "saiba trabalhar com a sua conta da Hotmart.",
    ),
)
def agent() -> None:
    """Only the subcommands do something."""


@agent.command(
    "setup",
    cls=Command,
    short_help=say("Set up a program with an agent in it.", "Configura um programa com agente."),
    help=say(
        "Put what an agent needs to know where a client reads it: the skill, and an entry for the MCP "
        "server in its settings, or, where a client reads no skills, a marked block in its instructions. "
        "What is to be written is shown first, and nothing else is written. It holds no credential. --undo "
        "takes it out without a trace.",
        "Coloca o que um agente precisa saber onde um cliente o lê: a skill e uma entrada para o servidor "
        "MCP nas configurações dele ou, se o cliente não lê skills, um bloco marcado nas instruções dele. O "
        "que será gravado é mostrado antes, e nada mais é gravado. Nenhuma credencial vai junto. --undo "
        "desfaz sem deixar rastro.",
    ),
)
@click.option(
    "--client", type=click.Choice([*CLIENTS], case_sensitive=False), help=say("The program.", "O programa.")
)
@click.option(
    "--project",
    is_flag=True,
    help=say(
        "For this folder alone, and whoever works in it; unless told, for you in every folder.",
        "Só para esta pasta, e para quem trabalha nela; sem isto, para você em qualquer pasta.",
    ),
)
@click.option(
    "--status", is_flag=True, help=say("Show how it stands, and stop.", "Mostra a situação, e para.")
)
@click.option("--undo", is_flag=True, help=say("Take out what was written.", "Remove o que foi gravado."))
@click.option(
    "--plan",
    "only_plan",
    is_flag=True,
    help=say("Show what would be written, and stop.", "Mostra o que seria gravado, e para."),
)
@click.option("--yes", "-y", is_flag=True, help=say("Do not ask.", "Não pergunta."))
@json_option
def setup(
    client: str | None, project: bool, status: bool, undo: bool, only_plan: bool, yes: bool, as_json: bool
) -> int:
    folder = Path.cwd() if project else None
    if status:
        return _status([client] if client else [*CLIENTS], folder, as_json=as_json)
    if client is None:
        raise InvalidArgumentError(
            "client", Text("Say which: --client.", "Diga qual: --client."), found_advice()
        )
    given = everything(client, folder)
    steps = steps_of(given, undo=undo)
    if not as_json:
        _show(client, given, steps, undo=undo)
    warnings = left_alone(given) if undo else _not_here(client)
    typed = f"hotmart agent setup --client {client}{' --project' if project else ''}"
    if steps and not only_plan:
        if not yes:
            _confirm(client, f"{typed}{' --undo' if undo else ''} --yes", as_json=as_json)
        carry_out(steps)
    if as_json:
        meta = {"client": client, "undo": undo, "done": not only_plan, "state": state_of(given)}
        tell(as_rows(steps), meta, warnings)
        return DONE
    for one in warnings:
        click.secho(str(one), err=True, fg="yellow")
    if not only_plan or not steps:
        click.secho(str(_done(typed, undo=undo, anything=bool(steps))), fg="green")
    return DONE


def _show(client: str, given: Sequence[Piece], steps: Sequence[Step], *, undo: bool) -> None:
    """What is to be written, before it is."""
    click.echo(f"{CLIENTS[client].title}: {', '.join(homely(one.path) for one in given)}")
    draw(steps)
    if steps and not undo:
        draw_text(given)
        _draw_entry(given)


def _draw_entry(given: Sequence[Piece]) -> None:
    """The words that go into settings of somebody else's."""
    for one in given:
        if isinstance(one, SettingsEntry) and one.put():
            told = json.dumps({one.place.name: one.entry}, indent=2, ensure_ascii=False)
            click.echo(f"\n  {homely(one.path)}, {'.'.join(one.place.keys)}:")
            click.echo("\n".join(f"  | {line}" for line in told.splitlines()))


def _confirm(client: str, command: str, *, as_json: bool) -> None:
    """Have the name of the client typed. Raises UnconfirmedError where nobody can, StoppedError otherwise."""
    if as_json or not at_a_keyboard():
        raise UnconfirmedError(command)
    question = Text(f"Type {client} to do this", f"Digite {client} para fazer isto")
    if click.prompt(str(question), default="", show_default=False, err=True).strip().lower() != client:
        raise StoppedError(Text("Nothing was written.", "Nada foi gravado."))


def at_a_keyboard() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _done(typed: str, *, undo: bool, anything: bool) -> Text:
    if undo:
        undone = Text("Undone.", "Desfeito.")
        return undone if anything else Text("There is nothing to take out.", "Não há nada para remover.")
    if anything:
        return Text(
            f"Done. It is read by what is started from now on. To take it out: {typed} --undo",
            f"Feito. Vale para o que for iniciado a partir de agora. Para remover: {typed} --undo",
        )
    return Text("It is set up already.", "Já está configurado.")


def _not_here(client: str) -> list[Text]:
    """That a client seems to be missing, where there is a way to know."""
    title, signs = CLIENTS[client].title, CLIENTS[client].signs
    if not signs or is_here(client):
        return []
    return [Text(f"{title} was not found on this machine.", f"{title} não foi encontrado nesta máquina.")]


def _status(clients: Sequence[str], folder: Path | None, *, as_json: bool) -> int:
    rows, warnings = list[dict[str, Any]](), list[str]()
    for name in clients:
        states = list[tuple[Piece, State]]()
        for piece in everything(name, folder):
            try:
                states.append((piece, piece.state()))
            except SetupError as error:
                states.append((piece, "foreign"))
                warnings.append(str(error))
        rows.append(_row(name, states))
    if as_json:
        tell(rows, {"count": len(rows)}, warnings)
        return DONE
    table = grid(
        say("client", "cliente"),
        say("found here", "encontrado"),
        say("skill", "skill"),
        say("server", "servidor"),
        say("where", "onde"),
    )
    for row in rows:
        found = say("yes", "sim") if row["found"] else "–"
        where = homely(Path(row["path"]))
        table.add_row(row["client"], found, _told(row["skill"]), _told(row["server"]), where)
    screen().print(table)
    for one in warnings:
        click.secho(one, err=True, fg="yellow")
    return DONE


def _told(state: State | None) -> Styled:
    return (
        Styled(str(STATES[state]), style=STYLES.get(state, "yellow")) if state else Styled("–", style="dim")
    )


def _row(name: str, states: Sequence[tuple[Piece, State]]) -> dict[str, Any]:
    """How a client stands: as a whole, and the skill (or the instructions) and the server each."""
    (taught, skill), *server = states
    return {
        "client": name,
        "title": CLIENTS[name].title,
        "found": is_here(name) if CLIENTS[name].signs else None,
        "state": together([state for _, state in states]),
        "path": str(taught.path),
        "skill": skill,
        "server": server[0][1] if server else None,
        "settings": str(server[0][0].path) if server else None,
    }
