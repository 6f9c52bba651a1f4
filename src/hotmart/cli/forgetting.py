"""`hotmart privacy forget`: a person out of all of it, and kept out."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

import click

from hotmart.accounts.forgetting import (
    BEYOND,
    NOBODY,
    NOT_YET,
    Forgetting,
    Found,
    are_anywhere,
    done,
    kept,
    question,
)
from hotmart.cli.answer import DONE, StoppedError, tell
from hotmart.cli.naming import document_option, email_option, ucode_option
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Command, Where, json_option, where_options
from hotmart.cli.yes_or_no import says_yes
from hotmart.figures import number
from hotmart.forgetting.naming import check_names
from hotmart.language import Text, say


@click.command(
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
@email_option
@ucode_option
@document_option
@click.option(
    "--keep-fiscal",
    is_flag=True,
    help=say(
        "Let document, amount and date of the sales stay that the tax authority may still ask for, in a "
        "table of their own. Without it they go too, also when they were kept before.",
        "Deixa ficar documento, valor e data das vendas que o fisco ainda pode pedir, em uma tabela à parte. "
        "Sem isto vão também, mesmo os que ficaram antes.",
    ),
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
    keep_fiscal: bool,
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
    forgetting = Forgetting.of(
        where.opened(), named, keep_fiscal=keep_fiscal, one_by_one=bool(where.connections)
    )
    if only_plan or not yes:
        found = forgetting.look()
        if only_plan and as_json:
            return _tell(found, done=False)
        _draw(found)
        if only_plan:
            return DONE
        if not says_yes(question(found)):
            raise StoppedError(Text("Nothing was changed.", "Nada foi alterado."))
    gone = forgetting.carry_out(datetime.now(UTC))
    if as_json:
        return _tell(gone, done=True)
    if are_anywhere(gone):
        if yes:
            _draw(gone)
        click.secho(str(done(gone)), fg="green")
        click.echo(str(BEYOND))
    else:
        click.echo(str(NOT_YET) if not yes else f"{NOBODY} {NOT_YET}")
    return DONE


def _kept(found: Found) -> Text | None:
    """What stays for the tax authority, and how to let it go."""
    told = kept(found)
    if told is None:
        return None
    return Text(
        f"{told.en} Forget again without --keep-fiscal to let them go.",
        f"{told.pt} Para que saiam, esqueça de novo sem --keep-fiscal.",
    )


def _tell(found: Found, *, done: bool) -> int:
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
        "sales_kept": sum(one.sales_kept for _, one in found),
        "kept_until": max((one.kept_until for _, one in found if one.kept_until), default=None),
    }
    warnings: list[Text | str] = [] if are_anywhere(found) else [f"{NOBODY} {NOT_YET}" if done else NOBODY]
    kept = _kept(found)
    tell(data, frame, [*warnings, kept] if kept else warnings)
    return DONE


def _draw(found: Found) -> None:
    table = grid(say("account", "conta"), say("table", "tabela"), say("rows", "linhas"), numbers=(2,))
    for _, one in found:
        for (schema, name), rows in sorted(one.rows.items()):
            table.add_row(schema, name, number(rows))
    if table.row_count:
        screen().print(table)
    elif not are_anywhere(found):
        click.echo(str(NOBODY))
    if kept := _kept(found):
        click.secho(str(kept), fg="yellow")
