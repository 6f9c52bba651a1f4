"""All tables of the file: what they hold, how much of it, how fresh it is, and how well proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hotmart.console.blocks import Block, Column, Row, Table
from hotmart.console.known import ENGINE, KnownTable, all_tables
from hotmart.console.reading import rows
from hotmart.console.rendering import trust
from hotmart.console.view import View
from hotmart.language import Text

_COLUMNS = (
    Column("table", Text("table", "tabela"), "code"),
    Column("meaning", Text("what a row is", "o que é uma linha")),
    Column("rows", Text("rows", "linhas"), "count"),
    Column("columns", Text("columns", "colunas"), "count"),
    Column("personal", Text("personal data", "dados pessoais")),
    Column("verdict", Text("proved", "prova")),
    Column("as_of", Text("read up to", "lida até"), "moment"),
)
_GROUPS = {
    "tables": Text("Tables", "Tabelas"),
    "views": Text("Views, to ask more simply", "Visões, para perguntar mais simples"),
    "histories": Text("Earlier versions", "Versões anteriores"),
    "own": Text("What the warehouse notes itself", "O que o próprio armazém anota"),
}


def listing(view: View) -> list[Block]:
    """A part for each kind of table, of every schema."""
    known = all_tables(view)
    fresh = standings(view)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in _GROUPS}
    for schema, tables in known.items():
        for table in tables.values():
            found[_group(table)].append(_row(table, fresh if schema == _mine(view) else {}))
    return [*_blocks(view, found, several=len(known) > 1)]


def _blocks(view: View, found: Mapping[str, list[dict[str, Any]]], *, several: bool) -> Iterator[Block]:
    schema = [Column("schema", Text("schema", "schema"), "code")] if several else []
    for key, told in found.items():
        if told:
            columns = [_COLUMNS[0], *schema, *_COLUMNS[1:]]
            if key != "tables":
                columns = [one for one in columns if one.name not in ("verdict", "as_of")]
            yield Block(
                key,
                _GROUPS[key],
                table=Table(columns, told, links=lambda row: address(view, row)),
                wide=True,
            )


def address(view: View, row: Row) -> str:
    """Where a table is shown by itself."""
    return view.link("/catalogo", tabela=str(row["table"]), esquema=str(row["schema"]))


def standings(view: View) -> Mapping[str, Mapping[str, Any]]:
    """How each stream of the account came out of its last run, by its name."""
    sql = (
        "SELECT stream, arg_max(verdict, run) AS verdict, max(as_of) AS as_of"
        " FROM _verdicts JOIN _runs USING (run) GROUP BY stream"
    )
    held = all_tables(view).get(_mine(view), {})
    if not {"_verdicts", "_runs"} <= held.keys():
        return {}
    return {str(row["stream"]): row for row in rows(view.account, sql)}


def _mine(view: View) -> str:
    return view.account.settings.schema


def _group(table: KnownTable) -> str:
    if table.name.startswith(ENGINE):
        return "own"
    if table.is_view:
        return "views"
    is_history = table.layout and any(table.name == one.history for one in table.layout.tables)
    return "histories" if is_history else "tables"


def _row(table: KnownTable, fresh: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    told = fresh.get(table.stream or "", {})
    return {
        "table": table.name,
        "schema": table.schema,
        "meaning": str(table.meaning) if table.meaning else None,
        "rows": table.size,
        "columns": len(table.fields),
        "personal": any(one.personal for one in table.shown),
        "verdict": trust(told["verdict"], None) if told else None,
        "as_of": told.get("as_of"),
    }
