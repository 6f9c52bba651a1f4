"""Every field of a record: its value, what it means, where it stands at Hotmart, whether it is personal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotmart.console.blocks import Block, Column, Table
from hotmart.console.known import KnownTable
from hotmart.console.record.money import told as amount
from hotmart.console.view import View
from hotmart.language import Text
from hotmart.zone import zone

_COLUMNS = (
    Column("field", Text("field", "campo"), "code"),
    Column("value", Text("value", "valor")),
    Column("meaning", Text("what it means", "o que significa")),
    Column("personal", Text("personal", "pessoal")),
    Column("path", Text("at Hotmart", "na Hotmart"), "code"),
)


def fields(view: View, key: str, title: Text, table: KnownTable, row: Mapping[str, Any]) -> Block:
    """What a table holds of one record, a line for each field; masked as everywhere."""
    where = zone(view.account.time_zone)
    told = [
        {
            "field": one.name,
            "value": amount(one.name, one.seen(row.get(one.name), reveals=view.reveals), row, where),
            "meaning": str(one.meaning) if one.meaning else None,
            "personal": one.personal,
            "path": one.path or None,
        }
        for one in table.shown
    ]
    return Block(key, title, table=Table(_COLUMNS, told), wide=True)
