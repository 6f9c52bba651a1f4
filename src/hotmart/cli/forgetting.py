"""`hotmart privacy forget`: a person out of all of it, and kept out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import click

from hotmart.accounts.people import places_of
from hotmart.cli.answer import DONE, StoppedError, tell
from hotmart.cli.naming import document_option, email_option, ucode_option
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Command, Where, json_option, where_options
from hotmart.cli.yes_or_no import says_yes
from hotmart.figures import counted, number
from hotmart.forgetting.forget import check_one_person, traces
from hotmart.forgetting.forget import forget as run
from hotmart.forgetting.naming import check_names
from hotmart.forgetting.staying import Traces
from hotmart.language import Text, both, say
from hotmart.statement.place import Place


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
    places = places_of(where.opened(), one_by_one=bool(where.connections))
    if only_plan or not yes:
        found = [
            (place, traces(place.warehouse, named, place.layouts, place.schema, keep_fiscal=keep_fiscal))
            for place in places
        ]
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
    gone = [(place, _forgotten(place, named, now, keep_fiscal=keep_fiscal)) for place in places]
    if as_json:
        return _tell(gone, done=True)
    if _are_anywhere(gone):
        if yes:
            _draw(gone)
        _say_done(gone)
    else:
        click.echo(str(_NOT_YET) if not yes else f"{_NOBODY} {_NOT_YET}")
    return DONE


def _forgotten(place: Place, named: Sequence[str], now: datetime, *, keep_fiscal: bool) -> Traces:
    return run(place.warehouse, named, place.layouts, at=now, schema=place.schema, keep_fiscal=keep_fiscal)


_Found: TypeAlias = Sequence[tuple[Place, Traces]]
_NOBODY = Text("No table knows this person.", "Nenhuma tabela conhece esta pessoa.")
_NOT_YET = Text("Later syncs keep this person out.", "Os próximos syncs não a trazem.")


def _are_anywhere(found: _Found) -> bool:
    """Whether the person stands in any table or page."""
    return any(one.rows or one.pages or one.sales_kept for _, one in found)


def _kept(found: _Found) -> Text | None:
    """What stays for the tax authority; None where nothing does."""
    sales = sum(one.sales_kept for _, one in found)
    until = max((one.kept_until for _, one in found if one.kept_until), default=None)
    if not sales or until is None:
        return None
    return both(
        lambda: say(
            f"Document, amount and date of {counted(sales, 'sale', 'sales')} stay in _fiscal, the last until "
            f"{until}: the tax authority may ask for them. Forget again without --keep-fiscal to let them "
            "go.",
            f"Documento, valor e data de {counted(sales, 'venda', 'vendas')} ficam em _fiscal, o último até "
            f"{until}: o fisco pode pedir. Para que saiam, esqueça de novo sem --keep-fiscal.",
        )
    )


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
        "sales_kept": sum(one.sales_kept for _, one in found),
        "kept_until": max((one.kept_until for _, one in found if one.kept_until), default=None),
    }
    warnings: list[Text | str] = (
        [] if _are_anywhere(found) else [f"{_NOBODY} {_NOT_YET}" if done else _NOBODY]
    )
    kept = _kept(found)
    tell(data, frame, [*warnings, kept] if kept else warnings)
    return DONE


def _draw(found: _Found) -> None:
    table = grid("schema", say("table", "tabela"), say("rows", "linhas"), numbers=(2,))
    for _, one in found:
        for (schema, name), rows in sorted(one.rows.items()):
            table.add_row(schema, name, number(rows))
    if table.row_count:
        screen().print(table)
    elif not _are_anywhere(found):
        click.echo(str(_NOBODY))
    if kept := _kept(found):
        click.secho(str(kept), fg="yellow")


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
