"""What a sheet of a statement means to whom it is about: what it is, where it came from, its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hotmart.language import Text
from hotmart.panel.meanings import meanings as meanings_of_panel
from hotmart.panel.sale_model import TABLE as PANEL
from hotmart.statement.found import Where
from hotmart.statement.place import Place
from hotmart.streams.known import STREAMS
from hotmart.streams.meanings import meanings_of, meanings_of_ledger
from hotmart.warehouse.comments import Meaning
from hotmart.warehouse.store import MAIN


class Told(NamedTuple):
    """What is said of a sheet."""

    what: Text
    origin: Text
    columns: Mapping[str, Text]


_OURS = Text("Noted by this copy itself", "Anotado pela própria cópia")
_UNKNOWN = Text("A table that no sync brought", "Uma tabela que nenhuma sincronização trouxe")
_ELSEWHERE = Text("Put into the file by whoever keeps it", "Colocada no arquivo por quem o mantém")
_REPORT = Text(
    "The sales report of Hotmart's panel, imported as a file",
    "O relatório de vendas do painel da Hotmart, importado como arquivo",
)


def told_of(where: Where, places: Sequence[Place]) -> Told:
    """What a table, or the pages of a stream, are, and where they came from."""
    place = next((one for one in places if one.warehouse.path == where.file), None)
    streams = place.tenant(where.schema).streams if place else STREAMS
    stream = streams.get(where.stream or "")
    if stream is not None:
        meanings = meanings_of(stream)
        meaning = meanings.get(where.name) or meanings[stream.layout.main.name]
        return Told(
            meaning.table, _origin(stream.name, getattr(stream.origin, "operation", None)), meaning.columns
        )
    if where.stream == PANEL and place:
        layout = place.layouts(where.schema)[PANEL]
        meaning = meanings_of_panel(layout, None).get(where.name, Meaning(_UNKNOWN, {}))
        return Told(meaning.table, _REPORT, meaning.columns)
    if ledger := meanings_of_ledger().get(where.name):
        return Told(ledger.table, _OURS, ledger.columns)
    return Told(_UNKNOWN, _ELSEWHERE, {})


def _origin(stream: str, operation: str | None) -> Text:
    if operation is None:
        return Text(f"The source {stream} of hotmart.toml", f"A fonte {stream} do hotmart.toml")
    return Text(f"Hotmart, by its API ({operation})", f"Hotmart, pela API ({operation})")


def names_of(places: Sequence[Place]) -> dict[tuple[Path, str], str]:
    """What each schema is called: by its connection, where hotmart.toml names it; no two are called alike."""
    found: dict[tuple[Path, str], str] = {}
    for place in places:
        for schema in sorted({MAIN, *place.tenants}):
            if (place.warehouse.path, schema) in found:
                continue
            name = place.tenant(schema).name or schema
            if name in found.values():
                name = f"{place.warehouse.path.stem}-{schema}-{len(found)}"
            found[place.warehouse.path, schema] = name
    return found
