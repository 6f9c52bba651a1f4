"""What of one person names nobody: a lesson of a student, the fees of a purchase, found by the codes of both.

The code of a sale or of a subscription, and the number of a student, are one person's: whatever bears one of
them is theirs too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any, Literal, TypeAlias

import duckdb

from hotmart.forgetting.looking import Columns, insert, naming
from hotmart.privacy import pages
from hotmart.tables.columns import Column
from hotmart.tables.layout import Layout
from hotmart.warehouse.sql import literal, quoted
from hotmart.words import is_object

Kind: TypeAlias = Literal["sale", "subscription", "student"]
Link: TypeAlias = tuple[Kind, str]
"""What kind of code it is, and the code."""

_ENDS: Mapping[str, Kind] = {"transaction": "sale", "subscriber_code": "subscription"}
_SHORTEST = 6  # characters: what is shorter is a number that many things have


def linking(layout: Layout) -> dict[str, tuple[Kind, Column]]:
    """The columns of a stream by which its items are one person's."""
    found: dict[str, tuple[Kind, Column]] = {}
    for column in layout.known:
        if column.name == "user_id" and column in layout.key:
            found[column.name] = ("student", column)
        for end, kind in _ENDS.items():
            if f"_{column.name}".endswith(f"_{end}"):
                found[column.name] = (kind, column)
    return found


def links_of(item: Mapping[str, Any], layout: Layout, owner: Mapping[str, str]) -> Iterator[Link]:
    """The codes that an item bears; `owner` is what it was asked about, which a page does not say."""
    for name, (kind, column) in linking(layout).items():
        text = pages.as_text(owner.get(name, _found(item, column.path)))
        if text and len(text.strip()) >= _SHORTEST:
            yield kind, text


def note_links(con: duckdb.DuckDBPyConnection, links: Set[Link]) -> None:
    """Let queries see the codes, as the temporary table `_linked`."""
    con.execute("CREATE OR REPLACE TEMP TABLE _linked (kind VARCHAR, code VARCHAR)")
    insert(con, "_linked", sorted(links))


def bearing(layout: Layout, columns: Columns) -> str:
    """The condition that a row names them, or bears one of their codes."""
    codes = [
        f"{quoted(name)}::VARCHAR IN (SELECT code FROM _linked WHERE kind = {literal(kind)})"
        for name, (kind, _) in linking(layout).items()
        if name in columns
    ]
    return " OR ".join([naming(columns), *codes])


def _found(item: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        item = item.get(part) if is_object(item) else None
    return item
