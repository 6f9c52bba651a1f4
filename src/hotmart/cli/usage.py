"""What commands and their options have in common: the reader's language, and the options many share."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hotmart.cli import click_in_portuguese
from hotmart.cli.front import ASKING, HELP
from hotmart.config.defaults import WAREHOUSE
from hotmart.language import Text, say

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.accounts.several import Accounts

click_in_portuguese.teach()


class Helpful(click.Command):
    """A command, or a group of them, that says in the reader's language how to call it."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [click_in_portuguese.metavar(piece) for piece in super().collect_usage_pieces(ctx)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # without which nobody could say whose help to look at
            raise

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """The same for every command: click keeps the option that it makes first, whoever asked for it."""
        taken = {spelled for one in self.params for spelled in (*one.opts, *one.secondary_opts)}
        return [one for one in ASKING if one not in taken]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = str(HELP)
        return option


class Command(Helpful):
    """A command that returns its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        gc.enable()  # which the start of the program goes without
        return super().invoke(ctx)


class Group(Helpful, click.Group):
    """A command whose subcommands do something."""


command = partial(click.command, cls=Command)


class Day(click.ParamType[date]):
    """A day, such as 2024-01-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            text = Text(
                f"{value!r} is not a day; write it like 2024-01-31.",
                f"{value!r} não é um dia; escreva como 2024-01-31.",
            )
            self.fail(str(text), param, ctx)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

config_option: Decorator = click.option(
    "--config",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=say("FILE", "ARQUIVO"),
    help=say(
        "The settings; unless told, the file of HOTMART_CONFIG, or else hotmart.toml here.",
        "As configurações; sem isto, o arquivo de HOTMART_CONFIG ou, se não houver, o hotmart.toml daqui.",
    ),
)
_connection_option: Decorator = click.option(
    "--connection",
    "connections",
    multiple=True,
    metavar=say("NAME", "NOME"),
    help=say(
        "Only this connection of hotmart.toml; may be repeated.",
        "Só esta conexão do hotmart.toml; pode ser repetida.",
    ),
)
_warehouse_option: Decorator = click.option(
    "--warehouse",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=say("FILE", "ARQUIVO"),
    envvar="HOTMART_WAREHOUSE",
    show_envvar=True,
    help=say(
        f"The DuckDB file that holds the copy; unless told, that of hotmart.toml, or else {WAREHOUSE}.",
        f"O arquivo DuckDB que guarda a cópia; sem isto, o do hotmart.toml ou, se não houver, {WAREHOUSE}.",
    ),
)


@dataclass(frozen=True)
class Where:
    """What a command was told about which accounts it is for, and where their copy lies."""

    file: Path | None = None
    connections: tuple[str, ...] = ()
    warehouse: Path | None = None

    def opened(self) -> Accounts:
        """The accounts it is for. Raises as `hotmart.open_all`."""
        from hotmart.accounts.opening import open_all  # noqa: PLC0415  # `--help` opens nothing

        return open_all(self.file, connections=self.connections, warehouse=self.warehouse)

    def only(self) -> Account:
        """The one account that a command speaks of. Raises InvalidArgumentError where there are several."""
        from hotmart.accounts.opening import only  # noqa: PLC0415  # `--help` opens nothing

        return only(self.file, self.connections, self.warehouse)


def where_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `Where`, and what they say as its `where`."""

    @wraps(command)
    def told(file: Path | None, connections: tuple[str, ...], warehouse: Path | None, **others: Any) -> Any:
        return command(where=Where(file, connections, warehouse), **others)

    return config_option(_connection_option(_warehouse_option(told)))


json_option: Decorator = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say(
        "Answer with one JSON document on stdout; progress stays on stderr.",
        "Responde com um documento JSON no stdout; o progresso fica no stderr.",
    ),
)
