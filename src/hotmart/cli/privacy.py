"""`hotmart privacy`: which columns say who somebody is, what is held of a person, and forgetting them."""

from __future__ import annotations

import click
from rich.text import Text as Styled

from hotmart.accounts.people import personal_columns
from hotmart.cli.answer import DONE, tell
from hotmart.cli.data_requests import requests
from hotmart.cli.forgetting import forget
from hotmart.cli.screen import grid, screen
from hotmart.cli.stating import export
from hotmart.cli.usage import Command, Group, Where, json_option, where_options
from hotmart.language import say


@click.group(
    "privacy",
    cls=Group,
    help=say(
        "Personal data: which columns hold it and what becomes of it, all that is held of a person, what "
        "people asked, and forgetting a person for good.",
        "Dados pessoais: quais colunas os guardam e o que se faz deles, tudo o que se guarda de uma pessoa, "
        "o que se pediu, e esquecer uma pessoa de vez.",
    ),
)
def privacy() -> None:
    """Only the subcommands do something."""


@privacy.command(
    "show",
    cls=Command,
    short_help=say("What is personal, and what becomes of it.", "O que é pessoal, e o que se faz disso."),
    help=say(
        "Show which columns say who or where a person is, in which tables, and what becomes of each. To "
        "change it, see [privacy] in hotmart.toml: keep, hash, mask or drop.",
        "Mostra quais colunas dizem quem é ou onde está uma pessoa, em quais tabelas, e o que se faz de cada "
        "uma. Para mudar, veja [privacy] no hotmart.toml: keep, hash, mask ou drop.",
    ),
)
@where_options
@json_option
def show(where: Where, as_json: bool) -> int:
    rows = [row for account in where.opened() for row in personal_columns(account)]
    if as_json:
        tell(rows, {"count": len(rows)})
        return DONE
    table = grid(say("table", "tabela"), say("column", "coluna"), say("policy", "política"), "hotmart.toml")
    for row in rows:
        style = "" if row["policy"] == "keep" else "green"
        table.add_row(row["table"], row["column"], Styled(row["policy"], style=style), row["name"])
    screen().print(table)
    return DONE


for _command in (export, forget, requests):
    privacy.add_command(_command)
