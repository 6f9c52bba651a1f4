"""The command `hotmart`: its subcommands, and the one place where whatever goes wrong is answered."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, NoReturn

import click

from hotmart.cli import front
from hotmart.cli.answer import STOPPED, TERMINATED, StoppedError, fail
from hotmart.cli.front import COMMANDS
from hotmart.cli.stdout import UnwritableError, unwritten
from hotmart.cli.stopping import Ending, terminable
from hotmart.cli.usage import Helpful
from hotmart.deeds import remembered
from hotmart.document import debugging
from hotmart.language import LANGUAGES
from hotmart.version import __version__


class Front(Helpful, click.Group):
    """A group whose commands return their exit code, and whose errors are answers."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        found: click.Command = getattr(import_module(f"hotmart.cli.{name}"), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        return front.page()

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> NoReturn:
        """Run the command that these arguments name, and exit. No traceback ever reaches a person."""
        given = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        with terminable() as ending, remembered():
            try:
                code = self._ended(given, ending, *more, **extra)
                sys.stdout.flush()
            except (UnwritableError, OSError) as error:  # of stdout: all others are answered there
                code = unwritten(error)
            if code == STOPPED and ending.told:
                code = TERMINATED
        sys.exit(code or 0)

    def _ended(self, given: list[str], ending: Ending, *more: Any, **extra: Any) -> int | None:
        """The exit code, once everything is answered. Raises UnwritableError or OSError where not."""
        try:
            code: int | None = super().main(given, *more, **extra)
        except click.exceptions.NoArgsIsHelpError as shown:
            click.echo(shown.format_message())
            code = 0
        except UnwritableError:
            raise
        except (Exception, KeyboardInterrupt) as error:
            code = _answered(error, ending, as_json=wants_json(given))
        return code


def wants_json(given: Sequence[str]) -> bool:
    """Whether one JSON document was asked for, as far as that can be told of words that may be wrong."""
    options = [*given[: given.index("--")]] if "--" in given else [*given]
    formats = [after for word, after in pairwise(options) if word == "--format"]
    return "--json" in options or "--format=json" in options or "json" in formats


def _answered(error: BaseException, ending: Ending, *, as_json: bool) -> int:
    """The exit code for an error, once it is told. Whoever ended the command needs to hear of no other."""
    if ending.told and not isinstance(error, StoppedError):
        error = KeyboardInterrupt()
    expected = isinstance(error, click.ClickException | click.Abort | KeyboardInterrupt | StoppedError)
    if debugging() and not expected:
        raise error
    return fail(error, as_json=as_json)


@click.group(
    cls=Front,
    context_settings={"help_option_names": [*front.ASKING]},
    help=str(front.WHAT),
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=str(front.LANG),
)
@click.version_option(
    __version__,
    prog_name="hotmart",
    message="%(prog)s %(version)s",
    help=str(front.VERSION),
)
def hotmart() -> None:
    """Only the subcommands do something."""
