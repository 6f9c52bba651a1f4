"""Which texts of the file may tell who somebody is, also where no layout explains them."""

from __future__ import annotations

from collections.abc import Collection

from hotmart.privacy.fields import CODE
from hotmart.tables.layout import Layout

OURS = frozenset({"_forgotten", "_privacy", "_published"})
"""Tables that are about privacy themselves: they name nobody, and are in no copy."""
TEXTS = ("VARCHAR", "VARCHAR[]", "JSON")
"""The types of columns that may hold a text about a person."""


def plain_columns(layouts: Collection[Layout]) -> frozenset[str]:
    """The names of columns that tell of nobody, in any table."""
    columns = [column for layout in layouts for table in layout.tables for column in table.columns]
    telling = {c.name for c in columns if c.personal or c.path[-1] == CODE}
    return frozenset(column.name for column in columns) - telling
