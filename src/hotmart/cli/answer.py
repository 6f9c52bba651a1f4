"""How a command answers: one JSON document for programs, one sentence and its next step for people."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from typing import Any, ClassVar

import click

from hotmart.errors import APIStatusError, HotmartError, InvalidArgumentError
from hotmart.language import Text, say

DONE, FAILED, MISUSED, INCOMPLETE, STOPPED = 0, 1, 2, 8, 130
"""The exit codes: done, any error, called the wrong way, read but not proved, Ctrl-C."""


class StoppedError(HotmartError):
    """The person at the keyboard stopped the command."""

    code: ClassVar[str] = "interrupted"

    def __init__(self, advice: Text | None = None) -> None:
        super().__init__(Text("Stopped.", "Interrompido."), advice)


@dataclass(frozen=True)
class Problem:
    """What went wrong, as a program is told it, and the exit code that says so."""

    exit_code: int
    code: str
    message: str
    hint: str | None = None
    more: dict[str, Any] = field(default_factory=dict[str, Any])

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "hint": self.hint} | self.more


def tell(
    data: list[Any],
    meta: dict[str, Any] | None = None,
    warnings: list[str] | None = None,
    problem: Problem | None = None,
) -> None:
    """Write the one JSON document of a command."""
    click.echo(to_json(document(data, meta, warnings, problem)))


def document(
    data: list[Any],
    meta: dict[str, Any] | None = None,
    warnings: list[str] | None = None,
    problem: Problem | None = None,
) -> dict[str, Any]:
    """The document of a command. What it found out before a problem goes with it."""
    found = {"data": data, "meta": meta or {}, "warnings": warnings or []}
    return {"ok": True} | found if problem is None else {"ok": False, "error": problem.as_json()} | found


def to_json(value: Any) -> str:
    """JSON with every number exact to its last digit and every time in ISO 8601, UTC."""
    import msgspec  # noqa: PLC0415  # only --json pays for it

    return msgspec.json.Encoder(decimal_format="number", enc_hook=str).encode(value).decode()


def fail(error: BaseException, *, as_json: bool) -> int:
    """Answer an error, and return the exit code."""
    problem = explained(error)
    if as_json:
        click.echo(to_json({"ok": False, "error": problem.as_json()}))
    else:
        complain(problem)
    return problem.exit_code


def complain(problem: Problem) -> None:
    """Tell a person what went wrong and what to do next."""
    click.secho(problem.message, err=True, fg="red", bold=True)
    if problem.hint:
        click.echo(problem.hint, err=True)


def debugging() -> bool:
    """Whether whoever runs this wants tracebacks: HOTMART_DEBUG=1."""
    return os.environ.get("HOTMART_DEBUG", "").lower() not in ("", "0", "false", "no")


def explained(error: BaseException) -> Problem:
    """Any error as a problem: ours with its own words, Click's as misuse, all others as a fault of ours."""
    if isinstance(error, HotmartError):
        return Problem(_exit_code(error), error.code, error.message, error.hint, _more(error))
    if isinstance(error, click.exceptions.Abort | KeyboardInterrupt):
        return explained(StoppedError())
    if isinstance(error, click.UsageError):
        return Problem(MISUSED, "usage", _misuse(error), _see_help(error))
    if isinstance(error, click.ClickException):
        return Problem(FAILED, "usage", error.format_message())
    if isinstance(error, OSError):
        return _system(error)
    return Problem(
        FAILED,
        "internal",
        # the error's own words may hold a buyer's data, so only its kind is shown
        say(
            f"Something went wrong inside hotmart ({type(error).__name__}).",
            f"Algo deu errado dentro do hotmart ({type(error).__name__}).",
        ),
        say(
            "Run it again with HOTMART_DEBUG=1 to see where, and please report it.",
            "Rode de novo com HOTMART_DEBUG=1 para ver onde, e relate, por favor.",
        ),
    )


def _exit_code(error: HotmartError) -> int:
    if isinstance(error, StoppedError):
        return STOPPED
    return MISUSED if isinstance(error, InvalidArgumentError) else FAILED


def _more(error: HotmartError) -> dict[str, Any]:
    if isinstance(error, APIStatusError):
        return {"status": error.status, "path": error.request.path}
    return {"argument": error.argument} if isinstance(error, InvalidArgumentError) else {}


def _misuse(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return say(error.format_message(), f"Não existe a opção {error.option_name}.")
        case click.MissingParameter(param=click.Parameter() as missing):
            return say(error.format_message(), f"Falta {missing.get_error_hint(error.ctx)}.")
        case click.BadParameter(param=click.Parameter() as wrong):
            return say(
                error.format_message(),
                f"Valor inválido para {wrong.get_error_hint(error.ctx)}: {_allowed(wrong) or error.message}",
            )
        case click.exceptions.NoSuchCommand():
            near = f" Você quis dizer {error.possibilities[0]}?" if error.possibilities else ""
            return say(error.format_message(), f"Não existe o comando {error.command_name}.{near}")
        case _:
            return error.format_message()


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


def _see_help(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "hotmart"
    return say(f"See `{path} --help`.", f"Veja `{path} --help`.")


def _system(error: OSError) -> Problem:
    """The operating system said no: a folder that cannot be written, a disk that is full."""
    if error.errno == errno.ENOSPC:
        return Problem(
            FAILED,
            "disk_full",
            say(
                "The disk is full. What was committed before is safe.",
                "O disco está cheio. O que já foi gravado está seguro.",
            ),
            say(
                "Free some space and run the same command again.",
                "Libere espaço e rode o mesmo comando de novo.",
            ),
        )
    why = error.strerror or type(error).__name__
    what = f"{why}: {error.filename}" if error.filename else why
    return Problem(
        FAILED,
        "system",
        say(f"The system refused: {what}.", f"O sistema recusou: {what}."),
        say("Check the path and its permissions.", "Confira o caminho e as permissões."),
    )
