"""What every table and column of a stream means, in both languages, told in `meanings.toml`.

A field is found by its model, so that what several tables share is told once. What nobody could tell before
it came, a field of a source or one that Hotmart began to send, says where it comes from.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from hotmart.language import Text
from hotmart.streams.known import STREAMS
from hotmart.streams.stream import Stream
from hotmart.tables.columns import Column, declared, dotted, unwrap
from hotmart.tables.layout import RETIRED, Layout, Table
from hotmart.warehouse.comments import Meaning, Meanings

FILE = Path(__file__).with_name("meanings.toml")
ACCOUNT = "account"
"""The column by which the rows of several connections are told apart."""


def meanings_of(stream: Stream) -> Meanings:
    """The meanings of the tables of a stream, of their histories, and of its view."""
    found = {table.name: _of_table(stream, table) for table in stream.layout.tables}
    histories = {
        table.history: _of_history(table, found[table.name].columns) for table in stream.layout.tables
    }
    return {**found, **histories, **_of_views(stream, found[stream.layout.main.name])}


def meanings_of_ledger() -> Meanings:
    """The meanings of the tables beside those of streams."""
    return {
        name: Meaning(
            Text(*told["table"]), {one: Text(*said) for one, said in told.items() if one != "table"}
        )
        for name, told in everything()["ledger"].items()
    }


def of_engine(column: str) -> Text:
    """The meaning of a column that the warehouse adds."""
    return Text(*everything()["every"][column])


def of_column(stream: Stream, table: Table, column: Column) -> Text:
    """The meaning of one column, of a table of this stream."""
    if column in stream.layout.learned:
        return _learned(column)
    for place in places(stream.layout, table, column):
        if said := _said(place):
            return said
    return _of_field(stream, column)


def places(layout: Layout, table: Table, column: Column) -> Iterator[tuple[str, str]]:
    """Where a meaning of the column may stand, as section and name: the most particular first."""
    if column.name in layout.owner and len(column.path) == 1:
        yield "shared", column.name
        return
    listed = table.array is not None and column in table.array.columns
    root = _element(layout.model, table) if listed else layout.model
    ends = [(owner, dotted(column.path[depth:])) for depth, owner in enumerate(_along(root, column.path))]
    yield from ((owner.__name__, end) for owner, end in ends)
    yield from (("shared", end) for _, end in ends)


@cache
def everything() -> dict[str, Any]:
    """The file, as it is."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _said(place: tuple[str, str]) -> Text | None:
    section, name = place
    told = everything()
    table: Mapping[str, list[str]] = (
        told["shared"] if section == "shared" else told["fields"].get(section, {})
    )
    return Text(*table[name]) if name in table else None


def _of_table(stream: Stream, table: Table) -> Meaning:
    columns = {column.name: of_column(stream, table, column) for column in table.columns}
    ours = {name: of_engine(name) for name in table.shape if name not in columns}
    return Meaning(_whole(stream, table), columns | ours)


def _whole(stream: Stream, table: Table) -> Text:
    """What the rows of a table are."""
    part = table.name.removeprefix(stream.layout.table)
    if stream.name not in STREAMS:
        return _of_source(stream, part.lstrip("_"))
    if table.is_main:
        return Text(stream.en.rstrip("."), stream.pt.rstrip("."))
    return Text(*everything()["parts"][stream.name + part])


def _of_source(stream: Stream, part: str) -> Text:
    name = stream.name
    if part:
        return Text(
            f"What is listed as {part} in the records of the source {name} of hotmart.toml",
            f"O que é listado como {part} nos registros da fonte {name} do hotmart.toml",
        )
    return Text(
        f"The records of the source {name} of hotmart.toml", f"Os registros da fonte {name} do hotmart.toml"
    )


def _of_history(table: Table, columns: Mapping[str, Text]) -> Meaning:
    whole = Text(
        f"Earlier versions of the rows of {table.name}, and the last ones of rows that are gone",
        f"Versões anteriores das linhas de {table.name}, e as últimas de linhas que sumiram",
    )
    return Meaning(whole, {**columns, **{name: of_engine(name) for name in RETIRED}})


def _of_views(stream: Stream, main: Meaning) -> Meanings:
    """The meanings of what stands beside its tables."""
    found: dict[str, Meaning] = {}
    table = stream.layout.main.name
    if stream.transform:
        whole = Text(
            f"What the transformation of the source {stream.name} gives of {table}",
            f"O que a transformação da fonte {stream.name} dá de {table}",
        )
        given = Text(
            f"What the transformation of the source {stream.name} calls so",
            f"O que a transformação da fonte {stream.name} chama assim",
        )
        found[stream.shown_as] = Meaning(whole, main.columns, given)
    if stream.joined_as:
        whole = Text(
            f"{main.table.en}: {table} with its code as `transaction`, by which other tables join",
            f"{main.table.pt}: {table} com o código em `transaction`, por onde outras tabelas se ligam",
        )
        transaction = Text(*everything()["shared"]["transaction"])
        found[stream.joined_as] = Meaning(whole, {**main.columns, "transaction": transaction})
    return found


def _learned(column: Column) -> Text:
    path = dotted(column.path)
    return Text(
        f"The field {path}, which Hotmart sends and does not document; a column since it was noticed",
        f"O campo {path}, que a Hotmart envia e não documenta; coluna desde que foi notado",
    )


def _of_field(stream: Stream, column: Column) -> Text:
    """What is known of a field that nobody has told the meaning of."""
    path = dotted(column.path)
    if stream.name in STREAMS:
        raise LookupError(f"{stream.name}: {FILE.name} does not tell what {path} means")
    return Text(f"The field {path} of the source {stream.name}", f"O campo {path} da fonte {stream.name}")


def _along(model: type[msgspec.Struct], path: Iterable[str]) -> Iterator[type[msgspec.Struct]]:
    """The models that the fields of a path belong to."""
    at: Any = model
    for name in path:
        if not isinstance(at, type) or not issubclass(at, msgspec.Struct):
            return
        yield at
        at = _field(at, name)


def _element(model: type[msgspec.Struct], table: Table) -> type[msgspec.Struct]:
    """The model of the elements that the rows of a table are."""
    for array in (table.within, table.array):
        at: Any = model
        for name in array.path if array else ():
            at = _field(at, name)
        model = get_args(at)[0] if get_origin(at) is list else at
        model, _ = unwrap(model)
    return model


def _field(model: type[msgspec.Struct], name: str) -> Any:
    """The type of a field, without what it carries."""
    field = declared(model).get(name)
    return unwrap(field.type)[0] if field else None
