"""`hotmart panel`: the report that people export from Hotmart's panel, kept in the warehouse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from hotmart.cli.answer import DONE, tell
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Command, Group, Where, json_option, where_options
from hotmart.figures import counted, number
from hotmart.language import say
from hotmart.panel.keeping import Imported


@click.group(
    "panel",
    cls=Group,
    help=say(
        "The sales report that is exported from Hotmart's panel: what only it tells, beside your copy. To "
        "hold it against the copy, see hotmart verify --against.",
        "O relatório de vendas que se exporta do painel da Hotmart: o que só ele diz, ao lado da sua cópia. "
        "Para conferi-lo com a cópia, veja hotmart verify --against.",
    ),
)
def panel() -> None:
    """Only the subcommands do something."""


@panel.command(
    "import",
    cls=Command,
    short_help=say("Keep reports of the panel.", "Guarda relatórios do painel."),
    help=say(
        "Keep reports of the panel (Reports, Sales, detailed model), CSV or XLSX, in Portuguese, Spanish or "
        "English: the table panel_sales has one row per transaction, and the view sales_with_panel has it "
        "beside each sale. A report may be imported again; of two that tell of one sale the later counts. "
        "Where anything in a file cannot be read, nothing of any file is kept.",
        "Guarda relatórios do painel (Relatórios, Vendas, modelo detalhado), CSV ou XLSX, em português, "
        "espanhol ou inglês: a tabela panel_sales tem uma linha por transação, e a visão sales_with_panel a "
        "tem ao lado de cada venda. Um relatório pode ser importado de novo; de dois que dizem da mesma "
        "venda, vale o último. Se algo em um arquivo não puder ser lido, nada de nenhum arquivo é guardado.",
    ),
)
@click.argument(
    "files",
    metavar=say("FILE...", "ARQUIVO..."),
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@where_options
@json_option
def import_(files: tuple[Path, ...], where: Where, as_json: bool) -> int:
    done = where.only().import_panel(*files)
    if as_json:
        tell([_row(one) for one in done], {"count": len(done)})
    else:
        _draw(done)
    return DONE


def _row(one: Imported) -> dict[str, object]:
    report, merged = one.report, one.merged
    return {
        "file": report.file,
        "language": report.language,
        "numbers": report.numbers,
        "time_zone": report.zone,
        "sales": len(report.sales),
        "new": merged.new,
        "changed": merged.changed,
        "unchanged": merged.unchanged,
        "other_columns": sorted({name for told in report.sales for name in told.others}),
    }


def _draw(done: Sequence[Imported]) -> None:
    table = grid(
        say("file", "arquivo"),
        say("sales", "vendas"),
        say("new", "novas"),
        say("changed", "mudaram"),
        numbers=(1, 2, 3),
    )
    for one in done:
        table.add_row(
            one.report.file, number(len(one.report.sales)), number(one.merged.new), number(one.merged.changed)
        )
    screen().print(table)
    total = sum(len(one.report.sales) for one in done)
    click.echo(
        say(
            f"{counted(total, 'sale', 'sales')} kept in panel_sales. To hold a report against the copy, run: "
            "hotmart verify --against FILE",
            f"{counted(total, 'venda guardada', 'vendas guardadas')} em panel_sales. Para conferir um "
            "relatório com a cópia, rode: hotmart verify --against ARQUIVO",
        )
    )
