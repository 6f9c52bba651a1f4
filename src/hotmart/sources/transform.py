"""The transformation of a source: a SELECT of the user's, kept as a view, so that it always tells the latest.

The records land in `<name>_source`, which the SELECT calls `this`; what it gives goes by the name of the
source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import msgspec

from hotmart.errors import ConfigurationError
from hotmart.language import Text
from hotmart.words import is_list, is_object

THIS = "this"
LANDED = "_source"
"""What follows the name of a source whose records are transformed, where they land."""


class TransformError(ConfigurationError):
    """A transformation that is no single SELECT from `this`."""

    code = "transform"


def checked(sql: str) -> str:
    """The same SELECT, as DuckDB writes it. Raises TransformError when it is anything else."""
    with duckdb.connect() as con:
        parsed = msgspec.json.decode(_told(con, "SELECT json_serialize_sql(?::VARCHAR)", sql))
        if parsed["error"] and parsed["error_type"] == "parser":
            said = parsed["error_message"]
            raise _wrong(f"is no SQL: {said}", f"não é SQL: {said}")
        nodes = list(_nodes(parsed.get("statements", [])))
        writes = any(str(node.get("type", "")).startswith(_WRITES) for node in nodes)
        if parsed["error"] or len(parsed["statements"]) != 1 or writes:
            raise _wrong("must be one SELECT, and write nothing", "deve ser um só SELECT, e não gravar nada")
        if not any(node.get("table_name") == THIS for node in nodes):
            raise _wrong("never reads `this`", "nunca lê `this`")
        return _told(con, "SELECT json_deserialize_sql(json_serialize_sql(?::VARCHAR))", sql)


_WRITES = ("INSERT", "UPDATE", "DELETE", "MERGE")


def view(name: str, table: str, sql: str) -> str:
    """The statement that makes the view `name` of what the transformation gives of a table."""
    return (
        f"CREATE OR REPLACE VIEW {_quoted(name)} AS "  # noqa: S608  # names are quoted, the SELECT is the user's
        f"WITH {THIS} AS (SELECT * FROM {_quoted(table)}) SELECT * FROM ({checked(sql)})"
    )


def columns(sql: str, shape: Mapping[str, str]) -> dict[str, str]:
    """The columns that the transformation gives, and their types, where `this` has this shape.

    Raises TransformError when it asks for what is not there; of the warehouse, nothing else is.
    """
    select = checked(sql)
    told = ", ".join(f"{_quoted(name)} {kind}" for name, kind in shape.items())
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE {THIS} ({told})")
        try:
            described = con.execute(f"DESCRIBE {select}").fetchall()
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            raise _wrong(f"cannot be tried alone: {said}", f"não pode ser testada sozinha: {said}") from None
    return {str(name): str(kind) for name, kind, *_ in described}


def _told(con: duckdb.DuckDBPyConnection, question: str, sql: str) -> str:
    ((answer,),) = con.execute(question, [sql]).fetchall()
    return str(answer)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in what DuckDB's parser tells of a statement."""
    if is_object(value):
        yield value
    inside = value.values() if is_object(value) else value if is_list(value) else ()
    for one in inside:
        yield from _nodes(one)


def _wrong(en: str, pt: str) -> TransformError:
    return TransformError(Text(f"The transformation {en}.", f"A transformação {pt}."), _EXAMPLE)


_EXAMPLE = Text(
    'Write one SELECT, such as: transform = "SELECT id, amount FROM this"',
    'Escreva um SELECT, como: transform = "SELECT id, amount FROM this"',
)
