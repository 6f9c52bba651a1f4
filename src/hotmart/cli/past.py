"""Asking for the past: the option `--as-of`, and the warehouse as it was then, for one query."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click
import duckdb

from hotmart.cli.figures import stamp
from hotmart.cli.usage import Decorator
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say
from hotmart.warehouse.asking.as_of import HISTORY, first_known, look_back


class Moment(click.ParamType[datetime]):
    """A moment, such as 2025-03-01T12:30, in UTC unless it says otherwise; a day alone is its start."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            text = Text(
                f"{value!r} is not a moment; write it like 2025-03-01 or 2025-03-01T12:30.",
                f"{value!r} não é um momento; escreva como 2025-03-01 ou 2025-03-01T12:30.",
            )
            self.fail(str(text), param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


as_of_option: Decorator = click.option(
    "--as-of",
    "at",
    type=Moment(),
    metavar=say("MOMENT", "MOMENTO"),
    help=say(
        "Answer from what the warehouse knew at this moment (UTC), such as 2025-03-01 or 2025-03-01T12:30: "
        "what syncs had read by then, not what was so at Hotmart, as far back as `history` is kept.",
        "Responde com o que o armazém sabia neste momento (UTC), como 2025-03-01 ou 2025-03-01T12:30: "
        "o que os syncs já tinham lido, não o que valia na Hotmart, até onde `history` é guardado.",
    ),
)


def stand_as_of(con: duckdb.DuckDBPyConnection, query: str, at: datetime) -> list[Text]:
    """Let the tables stand as they were for this query; return what whoever reads the answer should know.

    Raises InvalidArgumentError when nothing was known yet, or the query goes round what is put before the
    tables.
    """
    known = first_known(con)
    first = min(known.values(), default=None)
    if first is None or at < first:
        raise _nothing_yet(at, first)
    used = _tables(con, query)
    _refuse_qualified(used, {name.lower() for table in known for name in (table, table + HISTORY)})
    look_back(con, at)
    return [
        Text(
            f"Nothing of {table} was known before {stamp(since)}.",
            f"Nada de {table} era conhecido antes de {stamp(since)}.",
        )
        for table, since in known.items()
        if at < since and table.lower() in used
    ]


def _nothing_yet(at: datetime, first: datetime | None) -> InvalidArgumentError:
    if first is None:
        return InvalidArgumentError(
            "as_of",
            Text("The warehouse has no past yet.", "O armazém ainda não tem passado."),
            Text("Fill it with `hotmart sync`.", "Preencha-o com `hotmart sync`."),
        )
    return InvalidArgumentError(
        "as_of",
        Text(
            f"At {stamp(at)} the warehouse knew nothing yet.",
            f"Em {stamp(at)} o armazém ainda não sabia de nada.",
        ),
        Text(f"It knows from {stamp(first)} on.", f"Ele sabe a partir de {stamp(first)}."),
    )


def _tables(con: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    """The tables of the query as it names them; none where DuckDB cannot tell, as for a DESCRIBE."""
    try:
        named = con.get_table_names(query, qualified=True)
    except duckdb.Error:
        return set()
    return {name.split(" AS ")[0].lower() for name in named}


def _refuse_qualified(used: set[str], tables: set[str]) -> None:
    """A name with its schema reaches the table of today, whatever stands before it."""
    for name in sorted(used):
        bare = name.rpartition(".")[2].strip('"')
        if bare != name.strip('"') and bare in tables:
            raise InvalidArgumentError(
                "query",
                Text(
                    f"With --as-of a table is named without its schema: {bare}, not {name}.",
                    f"Com --as-of uma tabela é indicada sem o schema: {bare}, não {name}.",
                ),
            )
