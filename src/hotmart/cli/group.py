"""The command `hotmart`: its subcommands, and the one place where whatever goes wrong is answered."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

import hotmart as package
from hotmart.cli.answer import debugging, fail
from hotmart.cli.demo import demo
from hotmart.cli.simulate import simulate
from hotmart.cli.sql import sql
from hotmart.cli.streams import streams
from hotmart.cli.sync import sync
from hotmart.cli.usage import Context
from hotmart.cli.verify import verify
from hotmart.language import say


class Front(click.Group):
    """A group whose commands return their exit code, and whose errors are answers."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order one would meet them."""
        return list(self.commands)

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
    package.__version__,
    prog_name="hotmart",
    message="%(prog)s %(version)s",
    help=say("Show the version and exit.", "Mostra a versão e sai."),
)
def hotmart() -> None:
    """Only the subcommands do something."""


for command in (demo, sync, verify, streams, sql, simulate):
    hotmart.add_command(command)
