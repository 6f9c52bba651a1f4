"""`hotmart skill`: what an agent is taught, printed or put where a client reads it."""

from __future__ import annotations

from pathlib import Path

import click

from hotmart.agents import skill as taught
from hotmart.agents.clients import CLIENTS, found_here, pieces
from hotmart.agents.pieces import Piece, SkillFolder
from hotmart.agents.steps import carry_out
from hotmart.cli.answer import DONE, tell
from hotmart.cli.usage import Command, Group, json_option
from hotmart.cli.written import as_rows, draw, homely, left_alone, steps_of
from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text, say


@click.group(
    "skill",
    cls=Group,
    help=say(
        "What an agent is taught about this command: how to find out, how to change something safely, how to "
        "say a figure. It is a skill in the form of agentskills.io, which most programs with an agent read.",
        "O que um agente aprende sobre este comando: como descobrir algo, como alterar com segurança, como "
        "dizer um número. É uma skill no formato de agentskills.io, que a maioria dos programas com agente "
        "lê.",
    ),
)
def skill() -> None:
    """Only the subcommands do something."""


@skill.command(
    "print",
    cls=Command,
    short_help=say("Print the skill.", "Mostra a skill."),
    help=say(
        "Print the skill, or a page of those it links to, such as references/writes.md.",
        "Mostra a skill, ou uma das páginas que ela cita, como references/writes.md.",
    ),
)
@click.argument("page", required=False, default=taught.MAIN, metavar=say("[PAGE]", "[PÁGINA]"))
@json_option
def print_skill(page: str, as_json: bool) -> int:
    if page not in taught.files():
        raise InvalidArgumentError(
            "page",
            Text(f"The skill has no page {page}.", f"A skill não tem a página {page}."),
            did_you_mean(page, taught.files()) or _the_pages(),
        )
    if as_json:
        tell([{"page": page, "text": taught.text(page)}], {"pages": [*taught.files()]})
    else:
        click.echo(taught.text(page), nl=False)
    return DONE


@skill.command(
    "install",
    cls=Command,
    short_help=say("Put the skill where a client reads it.", "Coloca a skill onde um cliente a lê."),
    help=say(
        "Put the skill where a client reads its skills, or into a folder of your choice. One that was put "
        "there before is brought up to date; what somebody else wrote, or changed since, is left alone.",
        "Coloca a skill onde um cliente lê as skills dele, ou em uma pasta à sua escolha. Uma que já esteja "
        "lá é atualizada; o que outra pessoa gravou, ou alterou depois, fica como está.",
    ),
)
@click.option(
    "--client",
    type=click.Choice([name for name, one in CLIENTS.items() if one.skills], case_sensitive=False),
    help=say("The program whose skills it is to be among.", "O programa que vai ler a skill."),
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar=say("FOLDER", "PASTA"),
    help=say(
        f"A folder of skills: it becomes {taught.NAME} in it.",
        f"Uma pasta de skills: dentro dela, a pasta {taught.NAME}.",
    ),
)
@click.option("--undo", is_flag=True, help=say("Take it out again.", "Remove a skill de lá."))
@json_option
def install(client: str | None, folder: Path | None, undo: bool, as_json: bool) -> int:
    given = _where(client, folder)
    steps = steps_of(given, undo=undo)
    warnings = left_alone(given) if undo else []
    carry_out(steps)
    if as_json:
        where = [str(one.path) for one in given]
        tell(as_rows(steps), {"client": client, "folder": where[0], "done": True}, warnings)
        return DONE
    draw(steps)
    for one in warnings:
        click.secho(str(one), err=True, fg="yellow")
    click.secho(str(_done(homely(given[0].path), undo=undo, anything=bool(steps))), fg="green")
    return DONE


def _where(client: str | None, folder: Path | None) -> tuple[Piece, ...]:
    if (client is None) == (folder is None):
        raise InvalidArgumentError(
            "client",
            Text("Say where: --client or --folder.", "Diga onde: --client ou --folder."),
            found_advice(),
        )
    if client:
        return pieces(client)
    root = Path(folder or "").absolute()
    return (SkillFolder(root / taught.NAME, root, "folder"),)


def found_advice() -> Text:
    """Which clients are here, as advice to whoever named none."""
    found = [name for name in found_here() if CLIENTS[name].skills]
    if found:
        listed = ", ".join(found)
        return Text(f"Found on this machine: {listed}.", f"Encontrados nesta máquina: {listed}.")
    return Text("See: hotmart agent setup --status", "Veja: hotmart agent setup --status")


def _done(where: str, *, undo: bool, anything: bool) -> Text:
    if undo:
        gone = Text(f"{where} is gone.", f"{where} foi removida.")
        return gone if anything else Text(f"It is not in {where}.", f"Ela não está em {where}.")
    if anything:
        return Text(f"The skill is in {where}.", f"A skill está em {where}.")
    return Text(f"The skill is in {where} already.", f"A skill já está em {where}.")


def _the_pages() -> Text:
    listed = ", ".join(taught.files())
    return Text(f"It has: {listed}", f"Ela tem: {listed}")
