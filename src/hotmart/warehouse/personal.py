"""Which texts of the file may tell who somebody is, also where no layout explains them."""

from __future__ import annotations

from collections.abc import Collection

from hotmart.privacy.fields import CODE
from hotmart.tables.layout import Layout

FISCAL = "_fiscal"
"""The table of what has to stay of sales to people who were forgotten. It names them by their documents."""
DERIVED = frozenset({"_switched", "_levels", "_earned_twice"})
"""Tables that are made of others, and made again where they are gone."""
OURS = frozenset({"_forgotten", "_privacy", "_published", FISCAL}) | DERIVED
"""Tables that are in no copy: those about privacy themselves, and those that are made of others."""
TEXTS = ("VARCHAR", "VARCHAR[]", "JSON")
"""The types of columns that may hold a text about a person."""


OF_ADS = frozenset({"currency_code", "platform", "campaign_id", "ad_id"})
"""Columns of what ads cost (`ad_spend`), a table of no stream: they tell of an ad, and of nobody."""


def plain_columns(layouts: Collection[Layout]) -> frozenset[str]:
    """The names of columns that tell of nobody, in any table."""
    columns = [column for layout in layouts for table in layout.tables for column in table.columns]
    telling = {c.name for c in columns if c.personal or c.path[-1] == CODE}
    return (frozenset(column.name for column in columns) | OF_ADS) - telling
