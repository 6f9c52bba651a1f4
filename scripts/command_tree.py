"""What every command says of itself, in the one language or the other.

The words of a command are chosen by the environment when its module is imported. So each language is asked
of a process of its own: this file, which then answers with JSON.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

import click
import msgspec
from msgspec import Struct

from hotmart.cli.front import COMMANDS
from hotmart.cli.group import hotmart


class Parameter(Struct, frozen=True):
    """An argument or an option of a command."""

    spelled: tuple[str, ...]
    is_option: bool
    says: str
    metavar: str
    default: str | None
    variable: str | None
    choices: tuple[str, ...]
    least: int | float | None
    most: int | float | None


class Command(Struct, frozen=True):
    """A command, or a group of commands."""

    path: str
    short: str
    says: str
    usage: str
    parameters: tuple[Parameter, ...]
    inner: tuple[str, ...]


@cache
def commands(language: str) -> dict[str, Command]:
    """Every command by how it is called, in the order of the help, in this language."""
    asked = subprocess.run(  # noqa: S603  # this very file
        [sys.executable, __file__],
        env=os.environ | {"HOTMART_LANG": language},
        stdout=subprocess.PIPE,
        check=True,
    )
    return {one.path: one for one in msgspec.json.decode(asked.stdout, type=list[Command])}


def main() -> None:
    """Answer with every command, in the language of this process."""
    answer = list(
        told(hotmart, hotmart.context_class(hotmart, info_name="hotmart", **hotmart.context_settings))
    )
    sys.stdout.buffer.write(msgspec.json.encode(answer))


def told(command: click.Command, context: click.Context) -> Iterator[Command]:
    """A command, and those inside it."""
    group = command if isinstance(command, click.Group) else click.Group()
    names = group.list_commands(context)
    says = " ".join((command.help or "").split())
    yield Command(
        path=context.command_path,
        short=str(COMMANDS.get(context.command_path.removeprefix("hotmart "), "")) or first_sentence(says),
        says=says,
        usage=" ".join([context.command_path, *command.collect_usage_pieces(context)]),
        parameters=tuple(
            parameter_of(one) for one in command.get_params(context) if not getattr(one, "hidden", False)
        ),
        inner=tuple(f"{context.command_path} {name}" for name in names),
    )
    for name in names:
        inner = group.get_command(context, name)
        if inner:
            yield from told(inner, inner.context_class(inner, info_name=name, parent=context))


def first_sentence(text: str) -> str:
    """A text up to its first full stop; those inside a name such as hotmart.toml are none."""
    return text.partition(". ")[0].removesuffix(".")


def parameter_of(declared: click.Parameter) -> Parameter:
    """An argument or an option, as plain words and numbers."""
    is_option = isinstance(declared, click.Option)
    kind = declared.type
    least, most = bounds(kind)
    return Parameter(
        spelled=tuple(declared.opts) if is_option else (declared.metavar or "",),
        is_option=is_option,
        says=(declared.help or "") if isinstance(declared, click.Option) else "",
        metavar=(declared.metavar or "") if is_option else "",
        default=default_of(declared),
        variable=str(declared.envvar) if declared.envvar else None,
        choices=tuple(map(str, kind.choices)) if isinstance(kind, click.Choice) else (),
        least=least,
        most=most,
    )


def bounds(kind: object) -> tuple[float | None, float | None]:
    """The least and the most that a number may be."""
    if isinstance(kind, click.IntRange | click.FloatRange):
        return kind.min, kind.max
    return None, None


def default_of(declared: click.Parameter) -> str | None:
    """What an option is when it is not given, where its help shows that."""
    shown = isinstance(declared, click.Option) and declared.show_default
    return str(declared.default) if shown else None


if __name__ == "__main__":
    main()
