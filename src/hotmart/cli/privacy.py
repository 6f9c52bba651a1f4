"""`hotmart privacy`: which columns say who somebody is, and forgetting a person."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import click
from rich.text import Text as Styled

from hotmart.accounts.people import Place, personal_columns, places_of
from hotmart.cli.answer import DONE, StoppedError, tell
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Command, Group, Where, json_option, where_options
from hotmart.cli.yes_or_no import says_yes
from hotmart.figures import counted, number
from hotmart.forgetting.forget import Traces, check_one_person, traces
from hotmart.forgetting.forget import forget as run
from hotmart.forgetting.naming import check_names
from hotmart.language import Text, say


@click.group(
    "privacy",
    cls=Group,
    help=say(
        "Personal data: which columns hold it and what becomes of it, and forgetting a person for good.",
        "Dados pessoais: quais colunas os guardam e o que se faz deles, e esquecer uma pessoa de vez.",
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


@privacy.command(
    "forget",
    cls=Command,
    short_help=say("Forget a person for good.", "Esquece uma pessoa de vez."),
    help=say(
        "Forget a person: their name, e-mail, phone, document, address and codes leave the tables, their "
        "histories, the raw pages and the published copies, and later syncs keep them out. Sales stay, with "
        "money, dates and products. It cannot be undone. Every account of the file is searched, unless a "
        "connection is named.",
        "Esquece uma pessoa: nome, e-mail, telefone, documento, endereço e códigos saem das tabelas, dos "
        "históricos, das páginas guardadas e das cópias publicadas, e os próximos syncs não os trazem de "
        "volta. As vendas ficam, com dinheiro, datas e produtos. Não dá para desfazer. Todas as contas do "
        "arquivo são vistas, a menos que se indique uma conexão.",
    ),
)
@click.option("--email", multiple=True, metavar="E-MAIL", help=say("Their e-mail.", "O e-mail da pessoa."))
@click.option(
    "--ucode",
    multiple=True,
    metavar="UCODE",
    help=say("Their code at Hotmart.", "O código dela na Hotmart."),
)
@click.option(
    "--document", multiple=True, metavar="CPF/CNPJ", help=say("Their document.", "O documento dela.")
)
@click.option(
    "--plan",
    "only_plan",
    is_flag=True,
    help=say("Show where the person was found, and stop.", "Mostra onde a pessoa foi achada, e para."),
)
@click.option("--yes", "-y", is_flag=True, help=say("Do not ask.", "Não pergunta."))
@where_options
@json_option
def forget(
    email: tuple[str, ...],
    ucode: tuple[str, ...],
    document: tuple[str, ...],
    only_plan: bool,
    yes: bool,
    where: Where,
    as_json: bool,
) -> int:
    named = [*email, *ucode, *document]
    if not named:
        raise click.UsageError(
            say("Say whom: --email, --ucode or --document.", "Diga quem: --email, --ucode ou --document.")
        )
    if not (only_plan or yes) and (as_json or not sys.stdin.isatty()):
        raise click.UsageError(
            say(
                "It cannot be undone: look first with --plan, then say --yes.",
                "Não dá para desfazer: veja antes com --plan, depois diga --yes.",
            )
        )
    check_names({"email": email, "ucode": ucode, "document": document})
    places = places_of(where.opened(), one_by_one=bool(where.connections))
    if only_plan or not yes:
        found = [(place, traces(place.warehouse, named, place.layouts, place.schema)) for place in places]
        if only_plan and as_json:
            return _tell(found, done=False)
        _draw(found)
        if only_plan:
            return DONE
        _confirm(found)
    elif len(places) > 1:  # the second may refuse what the first would by then have done
        for place in places:
            check_one_person(place.warehouse.looking(), named, place.layouts, place.schema)
    now = datetime.now(UTC)
    gone = [
        (place, run(place.warehouse, named, place.layouts, at=now, schema=place.schema)) for place in places
    ]
    if as_json:
        return _tell(gone, done=True)
    if _are_anywhere(gone):
        if yes:
            _draw(gone)
        _say_done(gone)
    else:
        click.echo(str(_NOT_YET) if not yes else f"{_NOBODY} {_NOT_YET}")
    return DONE


_Found: TypeAlias = Sequence[tuple[Place, Traces]]
_NOBODY = Text("No table knows this person.", "Nenhuma tabela conhece esta pessoa.")
_NOT_YET = Text("Later syncs keep this person out.", "Os próximos syncs não a trazem.")


def _are_anywhere(found: _Found) -> bool:
    """Whether the person stands in any table or page."""
    return any(one.rows or one.pages for _, one in found)


def _confirm(found: _Found) -> None:
    asked = Text("Forget this person? It cannot be undone.", "Esquecer esta pessoa? Não dá para desfazer.")
    if not _are_anywhere(found):
        asked = Text(
            "Keep them out of later syncs all the same? It cannot be undone.",
            "Deixá-la fora dos próximos syncs mesmo assim? Não dá para desfazer.",
        )
    if not says_yes(asked):
        raise StoppedError(Text("Nothing was changed.", "Nada foi alterado."))


def _tell(found: _Found, *, done: bool) -> int:
    data = [
        {"warehouse": str(place.warehouse.path), "schema": schema, "table": table, "rows": rows}
        for place, one in found
        for (schema, table), rows in one.rows.items()
    ]
    frame: dict[str, Any] = {
        "done": done,
        "names": max(one.names for _, one in found),
        "rows": sum(one.rows.total() for _, one in found),
        "raw_pages": sum(one.pages for _, one in found) if done else None,
        "copies": [str(path) for _, one in found for path in one.copies],
    }
    warnings = [] if _are_anywhere(found) else [f"{_NOBODY} {_NOT_YET}" if done else _NOBODY]
    tell(data, frame, warnings)
    return DONE


def _draw(found: _Found) -> None:
    table = grid("schema", say("table", "tabela"), say("rows", "linhas"), numbers=(2,))
    for _, one in found:
        for (schema, name), rows in sorted(one.rows.items()):
            table.add_row(schema, name, number(rows))
    if table.row_count:
        screen().print(table)
    else:
        click.echo(str(_NOBODY))


def _say_done(gone: _Found) -> None:
    pages, copies = sum(one.pages for _, one in gone), [path for _, one in gone for path in one.copies]
    click.secho(
        say(
            f"Forgotten, also in {counted(pages, 'raw page', 'raw pages')} and "
            f"{counted(len(copies), 'published copy', 'published copies')}. "
            "Later syncs keep this person out.",
            f"Pessoa esquecida, também em {counted(pages, 'página guardada', 'páginas guardadas')} e "
            f"{counted(len(copies), 'cópia publicada', 'cópias publicadas')}. "
            "Os próximos syncs não a trazem de volta.",
        ),
        fg="green",
    )
    click.echo(
        say(
            "Backups, exports and copies made by others are not reached from here.",
            "Backups, exportações e cópias feitas por outros não são alcançados daqui.",
        )
    )
