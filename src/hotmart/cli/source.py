"""`hotmart source`: the sources of hotmart.toml, and a first look at what one of them would bring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.text import Text as Styled

from hotmart.accounts.trying_source import oddities, origin_of, tried
from hotmart.cli.answer import DONE, complain, exit_code, tell
from hotmart.cli.screen import grid, screen
from hotmart.cli.trial import draw, frame
from hotmart.cli.usage import Command, Group, config_option, json_option
from hotmart.config.defaults import FILE
from hotmart.config.finding import find
from hotmart.config.reading import load
from hotmart.config.settings import Config
from hotmart.config.source import SourceConfig
from hotmart.errors import ConfigurationError
from hotmart.language import Text, say
from hotmart.sources.telling import trouble_with_key
from hotmart.sources.templates import TEMPLATES


@click.group(
    "source",
    cls=Group,
    help=say(
        "Other endpoints, told in hotmart.toml as [sources.NAME] and synced like any stream: list them, and "
        "try one before it is synced.",
        "Outros endpoints, descritos no hotmart.toml como [sources.NOME] e sincronizados como qualquer "
        "stream: liste-os, e teste um antes de sincronizar.",
    ),
)
def source() -> None:
    """Only the subcommands do something."""


@source.command(
    "list",
    cls=Command,
    help=say("List the sources of hotmart.toml.", "Lista as fontes do hotmart.toml."),
)
@config_option
@json_option
def list_sources(file: Path | None, as_json: bool) -> int:
    sources = _config(file).sources
    if as_json:
        tell([{"source": name} | _told(one) for name, one in sources.items()], {"count": len(sources)})
        return DONE
    table = grid(say("source", "fonte"), say("format", "formato"), say("key", "chave"), "")
    for name, one in sources.items():
        where = Styled(f"{one.method} {one.address}", style="dim")
        table.add_row(Styled(name, style="bold"), one.format, Styled(", ".join(one.keys)), where)
    screen().print(table)
    return DONE


def _told(one: SourceConfig) -> dict[str, Any]:
    return {"url": one.address, "method": one.method, "format": one.format, "key": one.keys}


@source.command(
    "test",
    cls=Command,
    short_help=say("Read the first page of a source.", "Lê a primeira página de uma fonte."),
    help=say(
        "Read the first page of a source and write nothing: show its first records, the columns that would "
        "be made of them, whether the key tells them apart, and which page would come next.",
        "Lê a primeira página de uma fonte e não grava nada: mostra os primeiros registros, as colunas que "
        "seriam criadas, se a chave os distingue e qual seria a próxima página.",
    ),
)
@click.argument("name", metavar=say("NAME", "NOME"))
@click.option(
    "--rows",
    type=click.IntRange(1, 1000),
    metavar="N",
    default=5,
    show_default=True,
    help=say("How many records to show.", "Quantos registros mostrar."),
)
@config_option
@json_option
def test(name: str, rows: int, file: Path | None, as_json: bool) -> int:
    config = _config(file)
    origin = origin_of(name, config)
    found = tried(name, config, origin)
    problem = trouble_with_key(found, origin)
    if as_json:
        meta = {"source": name} | frame(found, origin)
        tell(found.records[:rows], meta, oddities(found), problem)
    else:
        draw(found, origin, rows)
        if problem:
            complain(problem)
    return exit_code(problem)


@source.command(
    "template",
    cls=Command,
    short_help=say("Write a ready-made source.", "Escreve uma fonte pronta."),
    help=say(
        "Write a ready-made source, to be put into hotmart.toml. Without a name: list them.",
        "Escreve uma fonte pronta, para colar no hotmart.toml. Sem nome: lista as que há.",
    ),
)
@click.argument("name", type=click.Choice(list(TEMPLATES)), required=False, metavar=say("[NAME]", "[NOME]"))
def template(name: str | None) -> int:
    if name:
        click.echo(TEMPLATES[name].toml, nl=False)
        return DONE
    table = grid("", "")
    for each, found in TEMPLATES.items():
        table.add_row(Styled(each, style="bold"), str(found.text))
    screen().print(table)
    return DONE


def _config(file: Path | None) -> Config:
    path = find(file)
    if path is None:
        raise ConfigurationError(
            Text(f"There is no {FILE} here.", f"Não há {FILE} aqui."),
            Text("To write one, run: hotmart init", "Para criar um, rode: hotmart init"),
        )
    return load(path)
