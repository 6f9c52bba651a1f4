"""`hotmart_query`: one SELECT over the copy, with people masked in the file that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotmart.figures import counted
from hotmart.language import say
from hotmart.mcp_server.answer import Answer, table
from hotmart.mcp_server.tool import CONNECTION, ROWS, TEXT, Call, Tool

if TYPE_CHECKING:
    pass

_USUAL = 50


def _query(call: Call) -> Answer:
    desk, given = call.desk, call.given
    account = desk.account(given.get("connection"))
    answer = desk.questions.ask(desk, account, str(given["sql"]), given.get("limit", _USUAL))
    texts = {
        name for name, kind in zip(answer.columns, answer.types, strict=True) if kind in ("VARCHAR", "JSON")
    }
    data = table(
        answer.dicts(),
        answer.time_zone,
        complete=not answer.more,
        untrusted=texts.__contains__,
        freshness=answer.as_of,
        notes=[str(one) for one in answer.warnings],
        truncated=say(
            "more rows: aggregate, filter or raise limit", "há mais linhas: agregue, filtre ou aumente limit"
        )
        if answer.more
        else None,
    )
    count = len(answer.rows)
    return Answer(counted(count, say("row", "linha"), say("rows", "linhas")) + ".", data)


TOOL = Tool(
    "hotmart_query",
    "A question in SQL",
    "One SELECT (DuckDB SQL) over the local copy, for what no metric answers. Tables and columns: resource "
    "hotmart://schema, or SELECT table_name, column_name FROM duckdb_columns(). Never add up two currencies. "
    "Personal columns are masked in the file itself.",
    {
        "sql": {**TEXT, "description": "The SELECT."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 500, "description": "Rows at most; 50."},
        **CONNECTION,
    },
    _query,
    "query",
    output_schema=ROWS,
    required=("sql",),
)
