"""`hotmart completion`: have a shell complete commands, options and names, by pressing Tab."""

from __future__ import annotations

import click

from hotmart.agents.steps import carry_out
from hotmart.cli.answer import DONE, tell
from hotmart.cli.completing.shells import SHELLS, pieces, script, usual
from hotmart.cli.usage import Command, Group, json_option
from hotmart.cli.written import as_rows, draw, steps_of
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say


@click.group(
    "completion",
    cls=Group,
    help=say(
        "Have your shell complete commands, options, and names of streams, connections and actions by "
        "pressing Tab.",
        "Faz o terminal completar comandos, opções e nomes de streams, conexões e ações com a tecla Tab.",
    ),
)
def completion() -> None:
    """Only the subcommands do something."""


def _printing(name: str) -> Command:
    title = SHELLS[name].title

    def print_script() -> int:
        click.echo(script(name), nl=False)
        return DONE

    return Command(
        name,
        callback=print_script,
        help=say(
            f"Print what {title} reads to complete these commands.",
            f"Mostra o que o {title} lê para completar estes comandos.",
        ),
    )


for _name in SHELLS:
    completion.add_command(_printing(_name))


class Install(Command):
    """The command that takes a shell by its option, and says so to whoever names it without."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = [*args]
        try:
            return super().parse_args(ctx, args)
        except click.UsageError:
            named = next((one.lower() for one in given if one.lower() in SHELLS), None)
            if named is None or "--shell" in given:
                raise
            way = f"hotmart completion install --shell {named}"
            raise InvalidArgumentError(
                "shell",
                Text("The shell is given with --shell.", "O shell é informado com --shell."),
                Text(f"Like this: {way}", f"Assim: {way}"),
            ) from None


@completion.command(
    "install",
    cls=Install,
    short_help=say("Write it where your shell looks.", "Grava onde o seu terminal procura."),
    help=say(
        "Write it where your shell looks: a file of its own and, unless the shell is fish, a marked line in "
        "the file that the shell reads when it starts. --undo takes both out without a trace.",
        "Grava onde o seu terminal procura: um arquivo próprio e, se não for o fish, uma linha marcada no "
        "arquivo que o terminal lê ao abrir. --undo remove os dois sem deixar rastro.",
    ),
)
@click.option(
    "--shell",
    type=click.Choice([*SHELLS], case_sensitive=False),
    help=say("The shell; unless told, that of SHELL.", "O shell; sem isto, o de SHELL."),
)
@click.option("--undo", is_flag=True, help=say("Take it out again.", "Remove de novo."))
@json_option
def install(shell: str | None, undo: bool, as_json: bool) -> int:
    name = shell or usual()
    if name is None:
        listed = ", ".join(SHELLS)
        raise InvalidArgumentError(
            "shell",
            Text("Say which shell: --shell.", "Diga qual shell: --shell."),
            Text(f"One of {listed}.", f"Um destes: {listed}."),
        )
    steps = steps_of(pieces(name), undo=undo)
    carry_out(steps)
    if as_json:
        tell(as_rows(steps), {"shell": name, "undo": undo, "done": True})
        return DONE
    draw(steps)
    click.secho(str(_done(SHELLS[name].title, undo=undo, anything=bool(steps))), fg="green")
    return DONE


def _done(title: str, *, undo: bool, anything: bool) -> Text:
    if undo:
        gone = Text("Undone.", "Desfeito.")
        return gone if anything else Text("There is nothing to take out.", "Não há nada para remover.")
    if anything:
        return Text(f"Open a new {title}, and press Tab.", f"Abra um novo {title} e tecle Tab.")
    return Text("It is there already.", "Já está lá.")
