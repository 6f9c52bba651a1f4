"""`hotmart sql`: a question to the warehouse, which it cannot change."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

import click
import duckdb
from rich.table import Table
from rich.text import Text as Styled

from hotmart.cli.answer import DONE, tell, to_json
from hotmart.cli.figures import iso, number, stamp
from hotmart.cli.past import as_of_option, stand_as_of
from hotmart.cli.screen import grid, screen
from hotmart.cli.settings import only
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say
from hotmart.warehouse.store import Warehouse

NARROWEST = 12  # a table with columns narrower than this cannot be read
SHOWN = 200  # rows of a table for people; --json and --csv give all


class QueryError(InvalidArgumentError):
    """The SQL is wrong, or would change something."""

    code: ClassVar[str] = "sql"


@dataclass(frozen=True)
class Result:
    """The rows of a query, and how fresh the warehouse is they come from."""

    columns: list[str]
    types: list[str]
    rows: list[tuple[Any, ...]]
    as_of: datetime | None
    warnings: list[Text] = field(default_factory=list[Text])


@command(
    "sql",
    help=say(
        "Ask the warehouse a question in SQL (DuckDB's). It is opened read-only; `-` reads the query from "
        "stdin. Money is exact, times are UTC. With --as-of it answers as it would have answered then. "
        "Tables of another connection in the same file have its schema before their name.",
        "Faz uma pergunta em SQL (o do DuckDB) ao armazém. Ele é aberto só para leitura; `-` lê a consulta "
        "do stdin. O dinheiro é exato, os horários são UTC. Com --as-of, responde como teria respondido "
        "na época. Tabelas de outra conexão no mesmo arquivo levam o schema dela antes do nome.",
    ),
)
@click.argument("query", metavar="SQL")
@as_of_option
@where_options
@click.option("--csv", "as_csv", is_flag=True, help=say("Answer in CSV.", "Responde em CSV."))
@json_option
def sql(query: str, at: datetime | None, where: Where, as_csv: bool, as_json: bool) -> int:
    if as_csv and as_json:
        raise click.UsageError(say("Choose one of --json and --csv.", "Escolha um entre --json e --csv."))
    warehouse = only(where).warehouse
    result = ask(sys.stdin.read() if query == "-" else query, warehouse, at)
    if as_json:
        _tell(result, warehouse)
    elif as_csv:
        _write_csv(result)
    else:
        _draw(result)
    return DONE


def ask(query: str, warehouse: Warehouse, at: datetime | None = None) -> Result:
    """Run a query that can read the warehouse and nothing else: no other file, and no writing.

    `at` lets it read the warehouse as it was at that moment.
    """
    with warehouse.opened(read_only=True) as con:
        as_of = _as_of(con, at)
        warnings = stand_as_of(con, query, at) if at else []
        con.execute("SET enable_external_access = false; SET lock_configuration = true")
        try:
            con.execute(query)
            described = con.description or []
            rows = con.fetchall() if described else []
        except duckdb.Error as error:
            raise _refused(error) from None
    names = _unique(column[0] for column in described)
    return Result(names, [str(column[1]) for column in described], rows, as_of, warnings)


def _as_of(con: duckdb.DuckDBPyConnection, at: datetime | None) -> datetime | None:
    """The time at Hotmart up to which the last sync, or the last before a moment, had read.

    None in a DuckDB file that no sync made.
    """
    held = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = '_runs' AND schema_name = current_schema()"
    ).fetchone()
    if not held or not held[0]:
        return None
    found = con.execute(
        "SELECT max(as_of) FROM _runs"
        " WHERE state IN ('proved', 'unprovable', 'incomplete') AND as_of <= coalesce(?, as_of)",
        [at],
    ).fetchone()
    return found[0] if found else None


def _refused(error: duckdb.Error) -> QueryError:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = lines[0] if lines else type(error).__name__
    if "read-only" in said or "disabled by configuration" in said:
        return QueryError(
            "query",
            Text(
                "Nothing can be changed from here, and no other file is read.",
                "Daqui nada se altera, e nenhum outro arquivo é lido.",
            ),
            Text(
                "To change a copy of it, open the file with DuckDB.", "Para alterar uma cópia, use o DuckDB."
            ),
        )
    hints = [line for line in lines[1:] if line.startswith(("Candidate bindings", "Did you mean"))]
    advice = Text(
        'See what there is with `hotmart streams`, or: hotmart sql "SHOW TABLES"',
        'Veja o que existe com `hotmart streams`, ou: hotmart sql "SHOW TABLES"',
    )
    return QueryError("query", Text(*[" ".join([said, *hints])] * 2), advice)


def _unique(names: Iterator[str] | Sequence[str]) -> list[str]:
    """Column names, none twice: a join may bring two of a name, and neither may be lost."""
    taken: list[str] = []
    for name in names:
        free, number = name, 2
        while free in taken:
            free, number = f"{name}_{number}", number + 1
        taken.append(free)
    return taken


def _tell(result: Result, warehouse: Warehouse) -> None:
    columns = [{"name": name, "type": kind} for name, kind in zip(result.columns, result.types, strict=True)]
    frame = {"columns": columns, "rows": len(result.rows), "as_of": _exact(result.as_of)}
    data = [
        {name: _exact(value) for name, value in zip(result.columns, row, strict=True)} for row in result.rows
    ]
    tell(
        data,
        frame | {"warehouse": str(warehouse.path), "schema": warehouse.schema},
        [str(text) for text in result.warnings],
    )


def _write_csv(result: Result) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_plain(value) for value in row] for row in result.rows)
    sys.stdout.flush()  # now, so that a reader who went away is noticed here and not at the very end


def _draw(result: Result) -> None:
    console = screen()
    fits = len(result.columns) * NARROWEST <= console.width
    console.print(_as_table(result) if fits else _as_records(result), end="")
    rows = len(result.rows)
    told = [say("1 row", "1 linha") if rows == 1 else say(f"{number(rows)} rows", f"{number(rows)} linhas")]
    if rows > SHOWN:
        told.append(say(f"the first {SHOWN} shown: --csv gives all", f"as primeiras {SHOWN}: --csv dá todas"))
    if result.as_of:
        told.append(say(f"as of {stamp(result.as_of)}", f"em {stamp(result.as_of)}"))
    click.secho(" · ".join(told), err=True, dim=True)
    for text in result.warnings:
        click.secho(str(text), err=True, fg="yellow")


def _as_table(result: Result) -> Table:
    numbers = tuple(
        position
        for position in range(len(result.columns))
        if any(isinstance(row[position], int | float | Decimal) for row in result.rows)
    )
    table = grid(*result.columns, numbers=numbers)
    for column in table.columns:
        column.no_wrap, column.overflow = False, "fold"
    for row in result.rows[:SHOWN]:
        table.add_row(*(Styled(_plain(value)) for value in row))
    return table


def _as_records(result: Result) -> Table:
    """One line per field, where a row is too wide for the terminal."""
    table = grid("", "")
    table.columns[1].no_wrap, table.columns[1].overflow = False, "fold"
    for row in result.rows[:SHOWN]:
        for name, value in zip(result.columns, row, strict=True):
            table.add_row(Styled(name, style="dim"), Styled(_plain(value)))
        table.add_row("", "")
    return table


def _exact(value: Any) -> Any:
    """A value for JSON: times in UTC, all else as it is."""
    return iso(value) if isinstance(value, datetime) and value.tzinfo else value


def _plain(value: Any) -> str:
    """A value as text, without loss."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str(_exact(value)) if value.tzinfo else value.isoformat()
    if isinstance(value, list | dict | tuple | bytes):
        return to_json(value)
    return json.dumps(value) if isinstance(value, bool) else str(value)
