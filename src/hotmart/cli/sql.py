"""`hotmart sql`: a question to the warehouse, which it cannot change."""

from __future__ import annotations

import sys

import click

from hotmart.cli.answer import DONE, tell
from hotmart.cli.answer_table import draw
from hotmart.cli.cells import exact, plain
from hotmart.cli.moment import as_of_option
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.language import say
from hotmart.secrecy import visible
from hotmart.warehouse.asking.answer import Answer
from hotmart.warehouse.store import Warehouse


@command(
    "sql",
    help=say(
        "Ask the warehouse a question in SQL (DuckDB's). It is opened read-only; `-` reads the query from "
        "stdin. Money is exact; days, months and times are in the account's time zone. With --as-of it "
        "answers as it would have answered then. "
        "Tables of another connection in the same file have its schema before their name.",
        "Faz uma pergunta em SQL (o do DuckDB) ao armazém. Ele é aberto só para leitura; `-` lê a consulta "
        "do stdin. O dinheiro é exato; dias, meses e horários são no fuso da conta. Com --as-of, responde "
        "como teria respondido na época. Tabelas de outra conexão no mesmo arquivo levam o schema dela "
        "antes do nome.",
    ),
)
@click.argument("query", metavar="SQL")
@as_of_option
@click.option(
    "--utc", is_flag=True, help=say("Days, months and times in UTC.", "Dias, meses e horários em UTC.")
)
@where_options
@click.option("--csv", "as_csv", is_flag=True, help=say("Answer in CSV.", "Responde em CSV."))
@json_option
def sql(query: str, at: str | None, utc: bool, where: Where, as_csv: bool, as_json: bool) -> int:
    if as_csv and as_json:
        raise click.UsageError(say("Choose one of --json and --csv.", "Escolha um entre --json e --csv."))
    account = where.only()
    asked = sys.stdin.read() if query == "-" else query
    result = account.ask(asked, as_of=at, time_zone="UTC" if utc else None)
    warehouse = account.warehouse
    if as_json:
        _tell(result, warehouse)
    elif as_csv:
        _write_csv(result)
    else:
        draw(result)
    return DONE


def _tell(result: Answer, warehouse: Warehouse) -> None:
    columns = [{"name": name, "type": kind} for name, kind in zip(result.columns, result.types, strict=True)]
    frame = {"columns": columns, "rows": len(result.rows), "as_of": exact(result.as_of)}
    frame["time_zone"] = result.time_zone
    data = [
        {name: exact(value) for name, value in zip(result.columns, row, strict=True)} for row in result.rows
    ]
    tell(
        data,
        frame | {"warehouse": str(warehouse.path), "schema": warehouse.schema},
        [str(text) for text in result.warnings],
    )


def _write_csv(result: Answer) -> None:
    import csv  # noqa: PLC0415  # only --csv pays for it

    writer = csv.writer(sys.stdout, lineterminator="\n")
    as_it_is = not sys.stdout.isatty()
    writer.writerow(name if as_it_is else visible(name) for name in result.columns)
    for row in result.rows:
        texts = map(plain, row)
        writer.writerow(texts if as_it_is else [visible(text, "\n\t") for text in texts])
    sys.stdout.flush()  # now, so that a reader who went away is noticed here and not at the very end
