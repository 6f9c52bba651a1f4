"""The command `hotmart`: its subcommands, and the one place where whatever goes wrong is answered."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from hotmart.cli.answer import fail
from hotmart.cli.usage import Helpful
from hotmart.document import debugging
from hotmart.language import Text, say
from hotmart.version import __version__

COMMANDS = {
    "demo": Text("See it all on an invented account", "Veja tudo com uma conta inventada"),
    "init": Text("Write a first hotmart.toml", "Cria o primeiro hotmart.toml"),
    "config": Text("Check, show and change hotmart.toml", "Confere, mostra e altera o hotmart.toml"),
    "sync": Text("Copy the account and prove the copy", "Copia a conta e prova a cópia"),
    "verify": Text("Prove the copy against Hotmart's figures", "Prova a cópia com os números da Hotmart"),
    "runs": Text("The last runs, and what each left incomplete", "As últimas execuções, e o que faltou"),
    "streams": Text("What can be synced, and how it is proved", "O que se sincroniza, e como é provado"),
    "sql": Text("Ask the copy a question", "Faz uma pergunta à cópia"),
    "history": Text("The life of one record, change by change", "A vida de um registro, mudança a mudança"),
    "replay": Text("Make the tables again from the kept pages", "Refaz as tabelas com as páginas guardadas"),
    "source": Text("Other endpoints, and a first look at one", "Outros endpoints, e um primeiro teste"),
    "privacy": Text("What is personal, and forgetting a person", "O que é pessoal, e esquecer uma pessoa"),
    "simulate": Text("Run a Hotmart on this machine", "Roda uma Hotmart nesta máquina"),
    "openapi": Text("The API for programs that read OpenAPI", "A API para programas que leem OpenAPI"),
}
"""The subcommands in the order one would meet them. Each is the name of its module and of the command in
it, imported when it is called: help and mistakes cost nothing."""


class Front(Helpful, click.Group):
    """A group whose commands return their exit code, and whose errors are answers."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"hotmart.cli.{cmd_name}"), cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, str(words)) for name, words in COMMANDS.items()])

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> NoReturn:
        """Run the command that these arguments name, and exit. No traceback ever reaches a person."""
        given = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        try:
            code = super().main(given, *more, **extra)
        except click.exceptions.NoArgsIsHelpError as shown:
            click.echo(shown.format_message())
            code = 0
        except (Exception, KeyboardInterrupt) as error:
            if debugging() and not isinstance(error, click.ClickException):
                raise
            code = fail(error, as_json="--json" in given)
        sys.exit(code or 0)


@click.group(
    cls=Front,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=say(
        "Try everything without an account: hotmart demo",
        "Experimente tudo sem conta: hotmart demo",
    ),
    help=say(
        "Everything to work with Hotmart: a proved local copy of your account, questions to it, and a "
        "Hotmart that runs on this machine.",
        "Tudo para trabalhar com a Hotmart: uma cópia local e provada da sua conta, perguntas a ela, e uma "
        "Hotmart que roda nesta máquina.",
    ),
)
@click.version_option(
    __version__,
    prog_name="hotmart",
    message="%(prog)s %(version)s",
    help=say("Show the version and exit.", "Mostra a versão e sai."),
)
def hotmart() -> None:
    """Only the subcommands do something."""
