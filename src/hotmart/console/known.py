"""The tables of an account as pages know them: whose they are, what columns mean, which are personal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from hotmart.accounts.account import Account
from hotmart.console.blocks import Kind
from hotmart.console.reading import rows
from hotmart.console.view import View
from hotmart.language import Text
from hotmart.panel.meanings import meanings as meanings_of_panel
from hotmart.panel.sale_model import TABLE as PANEL
from hotmart.panel.sale_model import panel_layout
from hotmart.privacy.policies import masked
from hotmart.streams.meanings import meanings_of, meanings_of_ledger
from hotmart.streams.stream import Stream
from hotmart.tables.columns import dotted
from hotmart.tables.layout import Layout
from hotmart.warehouse.comments import BETWEEN, Meaning
from hotmart.warehouse.personal import OURS, TEXTS
from hotmart.warehouse.publish import HIDDEN, telling
from hotmart.warehouse.sql import quoted
from hotmart.words import is_list

ENGINE = "_"
"""How the names of what the warehouse itself adds begin."""


class Field(NamedTuple):
    """One column of a table that is there."""

    name: str
    type: str
    """DuckDB's, such as DECIMAL(18,4)."""
    personal: bool
    meaning: Text | None
    path: str
    """Where it stands in Hotmart's answer; empty for what the warehouse adds."""

    @property
    def kind(self) -> Kind:
        """How a page shows it."""
        if self.personal:
            return "personal"
        if self.type.startswith("DECIMAL(18"):
            return "money"
        return "moment" if self.type.startswith("TIMESTAMP") else "text"

    def seen(self, value: Any, *, reveals: bool) -> Any:
        """A value of it as it may be seen."""
        return value if reveals or not self.personal else veiled(value)


class KnownTable(NamedTuple):
    """A table or view that is there."""

    schema: str
    name: str
    is_view: bool
    size: int | None
    """Rows, as DuckDB estimates them; None for a view."""
    stream: str | None
    """The stream that brings it."""
    layout: Layout | None
    meaning: Text | None
    fields: tuple[Field, ...]

    @property
    def place(self) -> str:
        """How a question names it, whichever schema is in use."""
        return f"{quoted(self.schema)}.{quoted(self.name)}"

    @property
    def names(self) -> frozenset[str]:
        """Its columns."""
        return frozenset(one.name for one in self.fields)

    @property
    def shown(self) -> list[Field]:
        """The columns that Hotmart told, without those that the warehouse adds."""
        return [one for one in self.fields if not one.name.startswith(ENGINE)]

    def of(self, row: Mapping[str, Any], *, reveals: bool) -> dict[str, Any]:
        """A row of it as it may be seen."""
        return {one.name: one.seen(row[one.name], reveals=reveals) for one in self.fields if one.name in row}


Tables: TypeAlias = Mapping[str, KnownTable]
"""The tables of one schema, by name."""


def veiled(value: Any) -> Any:
    """What is to be seen of something personal: masks for texts, and of all else nothing."""
    if isinstance(value, str):
        return masked(value)
    return [veiled(one) for one in value] if is_list(value) else None


def tables(view: View) -> Tables:
    """The tables of the account that is looked at; remembered until the copy is new."""
    return all_tables(view).get(view.account.settings.schema, {})


def all_tables(view: View) -> Mapping[str, Tables]:
    """The tables of every schema of the file, those of other accounts too."""
    account = view.account
    key = ("tables", account.settings.warehouse, account.settings.schema)
    found: Mapping[str, Tables] = view.house.remembered.get(key, lambda: _tables(view))
    return found


_COLUMNS = """
SELECT c.schema_name AS schema, c.table_name AS name, c.column_name AS column, c.data_type AS type,
    t.estimated_size AS size, t.table_name IS NULL AS is_view, c.comment AS comment
FROM duckdb_columns() c LEFT JOIN duckdb_tables() t USING (database_name, schema_name, table_name)
WHERE NOT c.internal AND c.database_name = current_database()
ORDER BY c.schema_name, c.table_name, c.column_index
"""


class _Named(NamedTuple):
    """What is told of the tables of one schema."""

    layouts: Mapping[str, Layout]
    streams: Mapping[str, str]
    meanings: Mapping[str, Meaning]


def _tables(view: View) -> dict[str, dict[str, KnownTable]]:
    told = {one.settings.schema: _named(one) for one in _beside(view)}
    held: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows(view.account, _COLUMNS):
        held.setdefault((row["schema"], row["name"]), []).append(row)
    found: dict[str, dict[str, KnownTable]] = {}
    named = bool(view.house.connections)  # whoever was told which to show is shown no other
    for (schema, name), columns in held.items():
        if named and schema not in told:
            continue
        found.setdefault(schema, {})[name] = _table(
            schema, name, columns, told.get(schema) or _of_others(told)
        )
    return found


def _beside(view: View) -> list[Account]:
    """The accounts whose tables stand in the same file, each reading its copy."""
    mine = view.told_account.settings.warehouse.absolute()
    return [view.house.reading(one) for one in view.accounts if one.settings.warehouse.absolute() == mine]


def _named(account: Account) -> _Named:
    """What is told of the tables of one account."""
    panel = panel_layout(account.settings.prefix)
    layouts = {name: one.layout for name, one in account.streams.items()} | {PANEL: panel}
    meanings = dict(meanings_of_ledger()) | dict(meanings_of_panel(panel, None))
    streams: dict[str, str] = {}
    for stream in account.streams.values():
        told = meanings_of(stream)
        meanings |= told
        streams |= dict.fromkeys((*told, *_views(stream)), stream.name)
    return _Named(layouts, streams, meanings)


def _of_others(told: Mapping[str, _Named]) -> _Named:
    """For a schema of nobody here: what is known of the tables of anybody, by their names."""
    return next(iter(told.values()))


def _views(stream: Stream) -> list[str]:
    return [one for one in (stream.joined_as, stream.shown_as) if one]


def _table(schema: str, name: str, columns: list[dict[str, Any]], told: _Named) -> KnownTable:
    meaning = told.meanings.get(name)
    layout = next((one for one in told.layouts.values() if _has(one, name)), None)
    whose = told.streams.get(name)
    within = layout or (told.layouts.get(whose) if whose else None)
    tells = _tells(name, layout, within, told.layouts)
    paths = _paths(within, name)
    fields = tuple(
        Field(
            one["column"],
            one["type"],
            one["column"] in HIDDEN or tells(one["column"], one["type"]),
            _meaning(meaning, one["column"], one["comment"]),
            paths.get(one["column"], ""),
        )
        for one in columns
    )
    first = columns[0]
    size = None if first["is_view"] else first["size"]
    return KnownTable(
        schema, name, first["is_view"], size, whose, within, meaning.table if meaning else None, fields
    )


def _tells(
    name: str, layout: Layout | None, within: Layout | None, layouts: Mapping[str, Layout]
) -> Callable[[str, str], bool]:
    """Tells whether a column is personal, as the masked copy has it; a view's are those of its table."""
    if name in OURS:
        return lambda column, kind: kind in TEXTS
    if layout is not None or within is None:
        return telling(name, layouts.values())
    of_table, of_any = telling(within.main.name, layouts.values()), telling(name, layouts.values())
    columns = {one.name for one in within.main.columns}
    return lambda column, kind: (of_table if column in columns else of_any)(column, kind)


def _has(layout: Layout, name: str) -> bool:
    return any(name in (one.name, one.history) for one in layout.tables)


def _paths(layout: Layout | None, name: str) -> dict[str, str]:
    """Where the columns of a table stand in Hotmart's answer."""
    if layout is None:
        return {}
    table = next((one for one in layout.tables if name in (one.name, one.history)), layout.main)
    within = ".".join(f"{dotted(one.path)}[]" for one in (table.within, table.array) if one is not None)
    inner = table.array.columns if table.array else ()
    return {
        one.name: f"{within}.{dotted(one.path)}" if within and one in inner else dotted(one.path)
        for one in table.columns
    }


def _meaning(told: Meaning | None, column: str, comment: str | None) -> Text | None:
    """What a column means: as it is told here, or else by the comment that stands in the file."""
    if told and (said := told.columns.get(column, told.others)):
        return said
    if not comment:
        return None
    en, _, pt = comment.partition(BETWEEN)
    return Text(en, pt or en)
