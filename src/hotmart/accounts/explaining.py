"""The tables of a stream as a program is told them: what each column means, what joins them, the traps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotmart.streams.joins import Join, joins_of, traps_of
from hotmart.streams.meanings import meanings_of
from hotmart.streams.stream import Stream
from hotmart.tables.layout import RETIRED, Table
from hotmart.warehouse.comments import Meaning


def explain(stream: Stream, streams: Mapping[str, Stream]) -> dict[str, Any]:
    """What there is to know of the tables of one stream of an account."""
    told = meanings_of(stream)
    return {
        "described": [_table(stream, table, told[table.name]) for table in stream.layout.tables],
        "views": [_view(name, told[name]) for name in (stream.shown_as, stream.joined_as) if name],
        "joins": [_join(one) for one in joins_of(stream, streams.values())],
        "traps": [one.says._asdict() for one in traps_of(stream)],
    }


def stream_of(name: str, streams: Mapping[str, Stream]) -> str | None:
    """The stream whose table, history or view has this name; None where none has."""
    return next((one.name for one in streams.values() if name.lower() in _names(one)), None)


def _names(stream: Stream) -> set[str]:
    tables = [name for table in stream.layout.tables for name in (table.name, table.history)]
    return {name.lower() for name in (*tables, stream.shown_as, stream.joined_as) if name}


def _table(stream: Stream, table: Table, told: Meaning) -> dict[str, Any]:
    return {
        "table": table.name,
        "description": told.table._asdict(),
        "key": [column.name for column in stream.layout.key] + [*table.indexes],
        "columns": [
            {"name": name, "type": kind, "description": told.columns[name]._asdict()}
            for name, kind in table.shape.items()
        ],
        "history": {"table": table.history, "also": [*RETIRED]},
    }


def _view(name: str, told: Meaning) -> dict[str, Any]:
    return {"view": name, "description": told.table._asdict()}


def _join(one: Join) -> dict[str, Any]:
    return {
        "from": one.left,
        "to": one.right,
        "on": dict(one.on),
        "sql": f"{one.left} JOIN {one.right} {one.condition}",
        "description": one.says._asdict(),
    }
