"""What a source would bring: its first records, the columns they would make, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import htpy as h

from hotmart.accounts.trying_source import oddities, origin_of, tried
from hotmart.config.accounts import AccountConfig
from hotmart.config.settings import Config
from hotmart.console import layout
from hotmart.console.blocks import Block, Column, Table
from hotmart.document import explained, to_json
from hotmart.errors import HotmartError
from hotmart.figures import counted, iso, number
from hotmart.language import Text, say
from hotmart.privacy.fields import columns_by_name
from hotmart.sources.origin import ManualOrigin
from hotmart.sources.telling import leaves, remark, spelled, trouble_with_key
from hotmart.sources.trial import Trial
from hotmart.streams.known import STREAMS

ROWS = 10


def trial_of(name: str, config: Config, account: AccountConfig) -> list[Block]:
    """The blocks of a trial; that it failed, and why, where it did."""
    try:
        origin = origin_of(name, config)
        found = tried(name, config, origin, account)
    except HotmartError as error:
        failed = layout.problem(explained(error))
        return [Block("trial", Text("The test failed", "O teste falhou"), body=failed, wide=True)]
    return [_first(found, origin), _columns(found)]


def _first(found: Trial, origin: ManualOrigin) -> Block:
    times = {field.place for field in found.fields if field.kind == "time"}
    records = [dict(leaves(one)) for one in found.records[:ROWS]]
    places = list(dict.fromkeys(place for one in records for place in one))
    columns = [
        Column(place, Text(place, place), "personal" if _is_personal(place) else "text") for place in places
    ]
    rows = [{place: _plain(value, is_time=place in times) for place, value in one.items()} for one in records]
    trouble = trouble_with_key(found, origin)
    body = h.div(role="status")[
        h.p[h.code[spelled(found.request, origin)]],
        layout.problem(trouble) if trouble else None,
        (h.p[one] for one in _said(found, origin)),
        (h.p(".warning")[one] for one in oddities(found)),
    ]
    title = Text("First records", "Primeiros registros")
    return Block("trial", title, body=body, table=Table(columns, rows) if rows else None, wide=True)


def _columns(found: Trial) -> Block:
    rows: list[dict[str, Any]] = [
        {"column": field.column, "kind": field.kind, "field": field.place, "remark": remark(field)}
        for field in found.fields
    ]
    after = found.transformed or {}
    rows += [
        {
            "column": name,
            "kind": kind,
            "field": None,
            "remark": say("after the transformation", "depois da transformação"),
        }
        for name, kind in after.items()
    ]
    told = (
        Column("column", Text("column", "coluna")),
        Column("kind", Text("kind", "tipo"), "code"),
        Column("field", Text("field", "campo"), "code"),
        Column("remark", Text("remark", "observação")),
    )
    title = Text("Columns it would have", "Colunas que teria")
    return Block("schema", title, table=Table(told, rows) if rows else None, wide=True)


def _said(found: Trial, origin: ManualOrigin) -> Sequence[str]:
    read, total = len(found.records), found.total
    of = "" if total is None else say(f"{number(read)} of ", f"{number(read)} de ")
    count = read if total is None else total
    told = [
        say(
            f"{of}{counted(count, 'record', 'records')} on this page.",
            f"{of}{counted(count, 'registro', 'registros')} nesta página.",
        )
    ]
    if found.keyed and found.records:
        key = ", ".join(origin.key)
        told.append(say(f"The key ({key}) tells them apart.", f"A chave ({key}) os distingue."))
    following = found.following
    told.append(
        say("Next page: ", "Próxima página: ") + spelled(following, origin)
        if following
        else say("It is the last page.", "É a última página.")
    )
    return told


def _plain(value: Any, *, is_time: bool) -> Any:
    if is_time and isinstance(value, int):
        return iso(value)
    return value if isinstance(value, str | int | bool) or value is None else to_json(value).strip('"')


def _is_personal(place: str) -> bool:
    return place.rpartition(".")[2].lower() in _personal_names()


@cache
def _personal_names() -> frozenset[str]:
    """What fields are called in which Hotmart tells of people, and of nothing else of any number."""
    known = [column for stream in STREAMS.values() for column in columns_by_name(stream.layout).values()]
    personal = {one.path[-1].lower() for one in known if one.personal}
    return frozenset(personal - {one.path[-1].lower() for one in known if one.kind not in ("text", "texts")})
