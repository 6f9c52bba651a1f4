"""How a command answers: one JSON document for programs, one sentence and its next step for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import click

from hotmart.cli.stdout import let_go_of_stderr
from hotmart.document import Problem, document, explained, to_json
from hotmart.errors import HotmartError
from hotmart.exit_codes import (
    DIFFERS,
    DONE,
    DOWN,
    FAILED,
    INCOMPLETE,
    LIMITED,
    MISUSED,
    NO_CREDENTIALS,
    NOT_FOUND,
    STOPPED,
    TERMINATED,
    UNCONFIRMED,
    UNKNOWN,
    exit_code,
)
from hotmart.language import Text
from hotmart.secrecy import visible

__all__ = [
    "DIFFERS",
    "DONE",
    "DOWN",
    "FAILED",
    "INCOMPLETE",
    "LIMITED",
    "MISUSED",
    "NOT_FOUND",
    "NO_CREDENTIALS",
    "STOPPED",
    "TERMINATED",
    "UNCONFIRMED",
    "UNKNOWN",
    "StoppedError",
    "complain",
    "exit_code",
    "explained_here",
    "fail",
    "tell",
]


class StoppedError(HotmartError):
    """The command was stopped: with Ctrl-C, or by SIGTERM.

    `advice` is what to do next; `said` is added to the fact, such as that something may have been done.
    """

    code: ClassVar[str] = "interrupted"

    def __init__(self, advice: Text | None = None, said: Text | None = None) -> None:
        more = Text(f" {said.en}", f" {said.pt}") if said else Text("", "")
        super().__init__(Text(f"Stopped.{more.en}", f"Interrompido.{more.pt}"), advice)


_LINES = "\n\t"  # of what Click says


def tell(
    data: Sequence[Any] | Mapping[str, Any],
    meta: Mapping[str, Any] | None = None,
    warnings: Sequence[Text | str] = (),
    problem: Problem | None = None,
) -> None:
    """Write the one JSON document of a command."""
    click.echo(to_json(document(data, meta, warnings, problem)))


def fail(error: BaseException, *, as_json: bool) -> int:
    """Answer an error, and return the exit code."""
    problem = explained_here(error)
    if as_json:
        click.echo(to_json({"ok": False, "error": problem.as_dict()}))
    else:
        complain(problem)
    return exit_code(problem)


def complain(problem: Problem) -> None:
    """Tell a person what went wrong and what to do next. The exit code says it too, where stderr is full."""
    try:
        click.secho(visible(problem.message, _LINES), err=True, fg="red", bold=True)
        if problem.hint:
            click.echo(visible(problem.hint, _LINES), err=True)
    except OSError:
        let_go_of_stderr()


def explained_here(error: BaseException) -> Problem:
    """Any error as a problem; those of Click as misuse."""
    if isinstance(error, click.exceptions.Abort | KeyboardInterrupt):
        return explained(StoppedError())
    if isinstance(error, click.UsageError):
        return Problem("usage", _misuse(error), _see_help(error), misused=True)
    if isinstance(error, click.ClickException):
        return Problem("usage", _as_it_is(error.format_message()))
    return explained(error)


def _as_it_is(said: str) -> Text:
    return Text(said, said)


def _misuse(error: click.UsageError) -> Text:
    said = error.format_message()
    wrong = error.param if isinstance(error, click.BadParameter) else None
    if wrong and not isinstance(error, click.MissingParameter) and (allowed := _allowed(wrong)):
        return Text(said, f"Valor inválido para {wrong.get_error_hint(error.ctx)}: {allowed}")
    return Text(said, said.replace("(env var: ", "(variável: "))  # which Click marks for no translation


def _allowed(wrong: click.Parameter) -> str | None:
    """In Portuguese, what a parameter takes, where it is Click that knows it."""
    match wrong.type:
        case click.Choice(choices=choices):
            return f"deve ser um de {', '.join(map(str, choices))}."
        case click.IntRange(min=least, max=most) | click.FloatRange(min=least, max=most):
            return (
                f"deve ser um número de {least} a {most}."
                if most
                else f"deve ser um número a partir de {least}."
            )
        case _:
            return None


def _see_help(error: click.UsageError) -> Text:
    path = error.ctx.command_path if error.ctx else "hotmart"
    return Text(f"See `{path} --help`.", f"Veja `{path} --help`.")
