"""`hotmart privacy export`: all that is held of one person, in a folder to be handed to them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from hotmart.accounts.personal_data import export_person
from hotmart.cli.answer import DONE, tell
from hotmart.cli.naming import naming_options
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Command, Where, json_option, where_options
from hotmart.figures import counted, number
from hotmart.language import Language, Text, both, say
from hotmart.statement.asked import Asked
from hotmart.statement.exporting import Exported


@click.command(
    "export",
    cls=Command,
    short_help=say("Write all that is held of a person.", "Grava tudo o que se guarda de uma pessoa."),
    help=say(
        "Write all that is held of one person into a new folder: a statement in Portuguese (what, where "
        "from, since when, what for, who got it, for how long; LGPD art. 19) as a page that prints well, and "
        "every row of every table, of the histories and of the raw pages as JSON and CSV. What is of others "
        "is left out. Only you can look into the folder. Every account of the file is searched, unless a "
        "connection is named. What the statement says of purpose and time is under [privacy] of "
        "hotmart.toml.",
        "Grava em uma pasta nova tudo o que se guarda de uma pessoa: uma declaração em português (o quê, de "
        "onde veio, desde quando, para quê, com quem foi compartilhado, por quanto tempo; LGPD, art. 19) "
        "como página boa de imprimir, e cada linha de cada tabela, dos históricos e das páginas guardadas em "
        "JSON e CSV. O que é de outras pessoas fica de fora. Só você vê a pasta. Todas as contas do arquivo "
        "são vistas, a menos que se indique uma conexão. O que a declaração diz de finalidade e prazo está "
        "em [privacy] do hotmart.toml.",
    ),
)
@naming_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar=say("FOLDER", "PASTA"),
    help=say(
        "The folder to make; one that is there is refused.", "A pasta a criar; uma que já existe é recusada."
    ),
)
@click.option(
    "--language",
    type=click.Choice(["pt", "en"]),
    default="pt",
    show_default=True,
    help=say("The language of the statement.", "O idioma da declaração."),
)
@where_options
@json_option
def export(asked: Asked, out: Path, language: Language, where: Where, as_json: bool) -> int:
    asked.check()
    one_by_one = bool(where.connections)
    done = export_person(
        where.opened(), out, asked, at=datetime.now(UTC), language=language, one_by_one=one_by_one
    )
    if as_json:
        tell(_rows(done), _frame(done), _warnings(done))
        return DONE
    table = grid(
        say("account", "conta"),
        say("table", "tabela"),
        say("rows", "linhas"),
        say("raw", "como veio"),
        numbers=(2, 3),
    )
    for account, name in _places(done):
        rows, items = done.rows[account, name], done.items[account, name]
        table.add_row(account, name, number(rows), number(items))
    screen().print(table)
    for warning in _warnings(done):
        click.secho(str(warning), err=True, fg="yellow")
    click.secho(
        say(
            f"Written for this person, and for nobody else to see: {done.page}",
            f"Gravado para esta pessoa, e para mais ninguém ver: {done.page}",
        ),
        fg="green",
    )
    return DONE


def _rows(done: Exported) -> list[dict[str, str | int]]:
    return [
        {
            "account": account,
            "name": name,
            "rows": done.rows[account, name],
            "raw_items": done.items[account, name],
        }
        for account, name in _places(done)
    ]


def _places(done: Exported) -> list[tuple[str, str]]:
    return [*dict.fromkeys([*done.rows, *done.items])]


def _frame(done: Exported) -> dict[str, object]:
    return {
        "folder": str(done.folder),
        "statement": str(done.page),
        "names": done.names,
        "rows": done.rows.total(),
        "raw_items": done.items.total(),
        "left_out": done.left_out,
        "not_told": list(done.missing),
    }


def _warnings(done: Exported) -> list[Text]:
    found: list[Text] = []
    if done.missing:
        keys = ", ".join(done.missing)
        found.append(
            Text(
                f"The statement says that it was not told: {keys}. Write them under [privacy] of "
                "hotmart.toml and export again.",
                f"A declaração diz que não foi informado: {keys}. Escreva isso em [privacy] do hotmart.toml "
                "e exporte de novo.",
            )
        )
    if done.left_out:
        found.append(
            both(
                lambda: say(
                    f"{counted(done.left_out, 'field', 'fields')} that nobody knows, and that may be about "
                    "others, were left out.",
                    f"Ficaram de fora, por talvez serem de outras pessoas: "
                    f"{counted(done.left_out, 'campo desconhecido', 'campos desconhecidos')}.",
                )
            )
        )
    return found
