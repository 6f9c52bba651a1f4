"""`hotmart spend`: what ads cost, taken from the exports of Meta Ads, Google Ads and people's own sheets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hotmart.cli.answer import DONE, tell
from hotmart.cli.usage import Command, Group, Where, json_option, where_options
from hotmart.figures import amount, counted
from hotmart.language import say

if TYPE_CHECKING:
    from hotmart.tracking.importing import SpendImport


@click.group(
    "spend",
    cls=Group,
    help=say(
        "What ads cost, beside what they sold: cost, CPA, ROAS and profit of each, in the view ad_results.",
        "Quanto os anúncios custaram, ao lado do que venderam: custo, CPA, ROAS e lucro de cada um, na visão "
        "ad_results.",
    ),
)
def spend() -> None:
    """Only the subcommands do something."""


@spend.command(
    "import",
    cls=Command,
    short_help=say("Take what ads cost from a CSV.", "Tira de um CSV quanto os anúncios custaram."),
    help=say(
        "Take what ads cost from a CSV into the table ad_spend: an export of Meta Ads or Google Ads by day, "
        "or a sheet of your own with day, campaign or ad by name or id, amount and currency, in English or "
        "Portuguese. What a file tells again takes the place of what was there. Of a file with a mistake "
        "nothing is kept.",
        "Leva de um CSV para a tabela ad_spend quanto os anúncios custaram: uma exportação do Meta Ads ou do "
        "Google Ads por dia, ou uma planilha sua com dia, campanha ou anúncio por nome ou id, valor e moeda, "
        "em português ou inglês. O que um arquivo conta de novo toma o lugar do que havia. De um arquivo com "
        "erro nada fica.",
    ),
)
@click.argument("sheet", metavar=say("FILE", "ARQUIVO"), type=click.Path(path_type=Path))
@click.option(
    "--currency",
    metavar=say("CODE", "CÓDIGO"),
    help=say(
        "The currency of a file that tells none, such as BRL.",
        "A moeda de um arquivo que não diz nenhuma, como BRL.",
    ),
)
@click.option(
    "--platform",
    metavar=say("NAME", "NOME"),
    help=say(
        "Whose ads they are, such as tiktok; exports of Meta and Google are recognised.",
        "De quem são os anúncios, como tiktok; exportações da Meta e do Google são reconhecidas.",
    ),
)
@where_options
@json_option
def import_file(sheet: Path, currency: str | None, platform: str | None, where: Where, as_json: bool) -> int:
    done = where.only().import_spend(sheet, currency=currency, platform=platform)
    if as_json:
        tell(_told(done))
    else:
        _draw(done)
    return DONE


def _told(done: SpendImport) -> Mapping[str, Any]:
    return {
        "table": done.table,
        "lines": done.lines,
        "new": done.new,
        "replaced": done.replaced,
        "since": done.since,
        "until": done.until,
        "totals": [{"currency": one, "amount": value} for one, value in done.totals.items()],
    }


def _draw(done: SpendImport) -> None:
    lines, new = counted(done.lines, "line", "lines"), counted(done.new, "new row", "new rows")
    linhas, novas = counted(done.lines, "linha", "linhas"), counted(done.new, "linha nova", "linhas novas")
    again = counted(done.replaced, "replaced", "replaced")
    outra = counted(done.replaced, "substituída", "substituídas")
    click.echo(
        say(
            f"{lines}, {done.since} to {done.until}: {new} in {done.table}, {again}.",
            f"{linhas}, de {done.since} a {done.until}: {novas} em {done.table}, {outra}.",
        )
    )
    for currency, value in done.totals.items():
        click.echo(f"{currency} {amount(Decimal(value))}")
