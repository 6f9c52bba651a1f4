"""`hotmart config`: whether hotmart.toml is right, what it comes to, and how to change it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from hotmart.accounts.checking import verified
from hotmart.accounts.selection import chosen
from hotmart.accounts.showing import effective, shown
from hotmart.cli.answer import DONE, MISUSED, complain, tell
from hotmart.cli.usage import Command, Group, config_option, json_option
from hotmart.config.accounts import accounts
from hotmart.config.defaults import FILE
from hotmart.config.editing import changed, read_key, read_value, removed, write
from hotmart.config.finding import find
from hotmart.config.findings import ConfigError, Finding, dotted, placed
from hotmart.config.reading import located, text_of
from hotmart.config.schema import text as schema_text
from hotmart.config.settings import Config
from hotmart.document import explained
from hotmart.errors import ConfigurationError
from hotmart.language import Text, say
from hotmart.streams.known import STREAMS


@click.group(
    "config",
    cls=Group,
    help=say(
        "Check, show and change hotmart.toml: which accounts and streams are copied, where to, and what "
        "becomes of personal data. To write a first one, run: hotmart init",
        "Confere, mostra e altera o hotmart.toml: quais contas e streams são copiados, para onde, e o que se "
        "faz com dados pessoais. Para criar o primeiro, rode: hotmart init",
    ),
)
def config() -> None:
    """Only the subcommands do something."""


@config.command(
    "check",
    cls=Command,
    short_help=say("Tell everything that is wrong with it.", "Diz tudo o que há de errado nele."),
    help=say(
        "Tell everything that is wrong with the file, and where. Exit code 0 means that nothing is.",
        "Diz tudo o que há de errado no arquivo, e onde. Código de saída 0 quer dizer que nada há.",
    ),
)
@config_option
@json_option
def check(file: Path | None, as_json: bool) -> int:
    path = _existing(file)
    try:
        settings, warnings = verified(text_of(path), path)
        _check_flows(settings, path)
    except ConfigError as error:
        return _refused(error, error.advice, as_json=as_json)
    if as_json:
        tell([_as_json(one) for one in warnings], {"file": str(path), "accounts": _accounts(settings)})
        return DONE
    _warn(path.name, warnings)
    for one in _accounts(settings):
        click.echo(f"{one['connection']} → {one['warehouse']}, {one['schema']}: {', '.join(one['streams'])}")
    click.secho(say(f"{path.name} is right.", f"{path.name} está certo."), fg="green")
    return DONE


def _check_flows(settings: Config, path: Path) -> None:
    """Raise ConfigError for flows that cannot be run; nothing else of the file needs them."""
    if not settings.flows:
        return
    from hotmart.actions.flows import findings_in  # noqa: PLC0415  # most files have none

    if found := [*findings_in(settings.flows)]:
        raise ConfigError(path.name, located(found, text_of(path)))


@config.command(
    "show",
    cls=Command,
    short_help=say("Show what it comes to.", "Mostra no que ele dá."),
    help=say(
        "Show what the settings come to: every default filled in, and no secret.",
        "Mostra o resultado das configurações: com todos os padrões, e sem segredos.",
    ),
)
@config_option
@json_option
def show(file: Path | None, as_json: bool) -> int:
    path = find(file)
    settings = verified(text_of(path), path)[0] if path else Config()
    if as_json:
        tell([effective(settings, STREAMS)], {"file": str(path) if path else None})
    else:
        click.echo(shown(settings, STREAMS), nl=False)
    return DONE


@config.command(
    "set",
    cls=Command,
    short_help=say("Change one key.", "Altera uma chave."),
    help=say(
        "Change one key of the file; all comments stay. What would not be valid is not written. For "
        'example: hotmart config set streams.sales_history.history "90 days"',
        "Altera uma chave do arquivo; os comentários ficam. O que não seria válido não é gravado. Por "
        'exemplo: hotmart config set streams.sales_history.history "90 days"',
    ),
)
@click.argument("key", metavar=say("KEY", "CHAVE"))
@click.argument("value", metavar=say("VALUE", "VALOR"))
@config_option
@json_option
def set_key(key: str, value: str, file: Path | None, as_json: bool) -> int:
    path, parts = _existing(file), read_key(key)
    name = dotted(parts)
    made = changed(text_of(path), parts, read_value(value))
    done = Text(f"{name} is set.", f"{name} foi definida.")
    return _written(path, made, name, done, as_json=as_json)


@config.command(
    "unset",
    cls=Command,
    short_help=say("Take one key out.", "Remove uma chave."),
    help=say(
        "Take one key, or one table, out of the file, so that its default holds; all comments stay. What "
        "would not be valid is not written. For example: hotmart config unset streams.sales_history.history",
        "Remove do arquivo uma chave, ou uma tabela, e volta a valer o padrão; os comentários ficam. O que "
        "não seria válido não é gravado. Por exemplo: hotmart config unset streams.sales_history.history",
    ),
)
@click.argument("key", metavar=say("KEY", "CHAVE"))
@config_option
@json_option
def unset_key(key: str, file: Path | None, as_json: bool) -> int:
    path, parts = _existing(file), read_key(key)
    name = dotted(parts)
    done = Text(f"{name} is unset: its default holds.", f"{name} foi removida: vale o padrão.")
    return _written(path, removed(text_of(path), parts), name, done, as_json=as_json)


def _written(path: Path, made: str, key: str, done: Text, *, as_json: bool) -> int:
    """Write the file as it was made, if it is right so."""
    try:
        _, warnings = verified(made, path)
    except ConfigError as error:
        return _refused(error, Text("Nothing was written.", "Nada foi gravado."), as_json=as_json)
    write(path, made)
    if as_json:
        tell([_as_json(one) for one in warnings], {"file": str(path), "key": key})
    else:
        _warn(path.name, warnings)
        click.echo(done)
    return DONE


@config.command(
    "schema",
    cls=Command,
    short_help=say("Write its JSON Schema.", "Escreve o JSON Schema dele."),
    help=say(
        "Write the JSON Schema of the file, with which editors complete and check it.",
        "Escreve o JSON Schema do arquivo, com o qual editores o completam e conferem.",
    ),
)
def schema() -> int:
    click.echo(schema_text(STREAMS), nl=False)
    return DONE


def _existing(file: Path | None) -> Path:
    path = find(file)
    if path is None:
        raise ConfigurationError(
            Text(f"There is no {FILE} here.", f"Não há {FILE} aqui."),
            Text("To write one, run: hotmart init", "Para criar um, rode: hotmart init"),
        )
    return path


def _accounts(settings: Config) -> list[dict[str, Any]]:
    return [
        {
            "connection": one.name,
            "warehouse": str(one.warehouse),
            "schema": one.schema,
            "streams": chosen(one, STREAMS, settings.sources),
        }
        for one in accounts(settings)
    ]


def _refused(error: ConfigError, hint: Text | None, *, as_json: bool) -> int:
    problem = explained(error)._replace(advice=hint, misused=True)
    if as_json:
        found = [*error.findings, *error.warnings]
        tell([_as_json(one) for one in found], {"file": error.file}, problem=problem)
    else:
        _warn(error.file, error.warnings)
        complain(problem)
    return MISUSED


def _warn(file: str, warnings: Sequence[Finding]) -> None:
    for one in warnings:
        click.secho(f"{placed(file, one)}: {one.told()}", err=True, fg="yellow")


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "level": "warning" if finding.warning else "error",
        "line": finding.line,
        "key": finding.where,
        "message": str(finding.text),
        "hint": None if finding.advice is None else str(finding.advice),
    }
