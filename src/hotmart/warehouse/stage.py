"""The SQL that turns staged JSON lines into typed entities: exact money, aware times, a stable hash.

Everything here is text made from a layout; nothing here runs it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from hotmart.tables.columns import STAGED_TYPES, Array, Column, Kind, dotted
from hotmart.tables.layout import Layout
from hotmart.warehouse.records import EARLIEST
from hotmart.warehouse.sql import literal, quoted

SECONDS_BELOW = 10**11
"""Some answers carry seconds where milliseconds are documented (dossier §3.1)."""
SECONDS_FROM = EARLIEST // 1000
"""Seconds since 1970 are negative before; beyond the earliest time they cannot be seconds."""


def staged_columns(layout: Layout) -> str:
    """The `columns=` argument that tells DuckDB's JSON reader every type, so that it infers none."""
    fields = _tree(layout.scalars, layout.arrays) | {"_extra": "VARCHAR", "_pairs": "VARCHAR[]"}
    return "{" + ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in fields.items()) + "}"


def _tree(columns: Iterable[Column], arrays: Iterable[Array]) -> dict[str, str]:
    nested: dict[str, dict[tuple[str, ...], str]] = {}
    leaves = [(path, STAGED_TYPES[c.kind]) for c in columns for path in (c.path, c.spelling) if path]
    leaves += [(array.path, _struct_type(_tree(array.columns, array.arrays)) + "[]") for array in arrays]
    for path, kind in leaves:
        nested.setdefault(path[0], {})[path[1:]] = kind
    return {name: _type_of(rest) for name, rest in nested.items()}


def _type_of(leaves: dict[tuple[str, ...], str]) -> str:
    if () in leaves:
        return leaves[()]
    heads: dict[str, dict[tuple[str, ...], str]] = {}
    for path, kind in leaves.items():
        heads.setdefault(path[0], {})[path[1:]] = kind
    return _struct_type({name: _type_of(rest) for name, rest in heads.items()})


def _struct_type(fields: dict[str, str]) -> str:
    return "STRUCT(" + ", ".join(f"{quoted(name)} {kind}" for name, kind in fields.items()) + ")"


def select_entities(layout: Layout, source: str) -> str:
    """One row per item: scalars typed, arrays as sorted lists of typed structs, `_extra`, `_row_hash`."""
    columns = [f"{_typed(column)} AS {quoted(column.name)}" for column in layout.scalars]
    columns += [f"{_typed_array(array, _at(array.path))} AS {quoted(array.name)}" for array in layout.arrays]
    columns += [f"{_pairs(layout)} AS _pairs", "_extra AS _came", f"{_lost(layout)} AS _lost", "_read"]
    extra = "('{' || concat_ws(',', _came[2:-2], _lost) || '}')::JSON"
    return (
        f"SELECT * EXCLUDE (_pairs, _came, _lost), {_hash(layout)} AS _row_hash,"
        f" CASE WHEN _came IS NOT NULL OR _lost IS NOT NULL THEN {extra} END AS _extra"
        f" FROM (SELECT {', '.join(columns)} FROM {source})"
    )


def _at(path: tuple[str, ...], inside: str = "") -> str:
    dotted = ".".join(map(quoted, path))
    return f"{inside}.{dotted}" if inside else dotted


def _typed(column: Column, inside: str = "") -> str:
    value = _at(column.path, inside)
    if column.spelling:
        value = f"coalesce({value}, {_at(column.spelling, inside)})"
    if column.kind == "time":
        seconds = f"{value} >= {SECONDS_FROM} AND {value} < {SECONDS_BELOW}"
        return f"to_timestamp(CASE WHEN {seconds} THEN {value} ELSE {value} / 1000.0 END)"
    if column.kind in ("money", "rate"):
        return f"TRY_CAST({value} AS {column.sql_type})"
    return value


def _typed_array(array: Array, value: str, depth: int = 0) -> str:
    """The list, typed and sorted: Hotmart promises no order, and an order alone is not a change."""
    element = f"e{depth}"
    fields = [f"{literal(c.name)}: {_typed(c, element)}" for c in array.columns]
    fields += [
        f"{literal(inner.name)}: {_typed_array(inner, _at(inner.path, element), depth + 1)}"
        for inner in array.arrays
    ]
    return f"list_sort(list_transform({value}, lambda {element}: {{{', '.join(fields)}}}))"


def _lost(layout: Layout) -> str:
    """Every number a DECIMAL column would have rounded or refused, as fields of JSON; NULL where none."""
    patches = [_kept(_lossy(column), column.path) for column in decimals(layout.scalars)]
    for array in layout.arrays:
        lossy = [_lossy(column, "e") for column in decimals(array.columns)]
        if lossy:
            any_lossy = f"len(list_filter({_at(array.path)}, lambda e: {' OR '.join(lossy)})) > 0"
            patches.append(_kept(any_lossy, array.path))
    return f"nullif(concat_ws(',', {', '.join(patches)}), '')" if patches else "NULL::VARCHAR"


def _pairs(layout: Layout) -> str:
    """The fields beside the model, as one sorted text, whether they have a column by now or not.

    A field that moves from `_extra` to a column of its own leaves this text as it was, and so the hash.
    """
    learned = [
        f"{literal(dotted(column.path) + '=')} || {_as_beside(column)}"
        for column in layout.learned
        if column in layout.scalars
    ]
    pairs = f"list_concat(coalesce(_pairs, []), [{', '.join(learned)}])" if learned else "_pairs"
    return f"array_to_string(list_sort({pairs}), chr(29))"


def _as_beside(column: Column) -> str:
    """The value of a column as `_pairs` would have told it: 10.0 is 10, however it is written."""
    if column.kind == "texts":
        return f"to_json({_at(column.path)})::VARCHAR"
    value = f"{_at(column.path)}::VARCHAR"
    return rf"regexp_replace({value}, '\.0*$|(\.\d*[1-9])0+$', '\1')" if column.kind == "rate" else value


def decimals(columns: Iterable[Column]) -> list[Column]:
    """Those of these columns that hold exact numbers, of so many digits and no more."""
    return [column for column in columns if column.kind in ("money", "rate")]


def _lossy(column: Column, inside: str = "") -> str:
    written, stored = _at(column.path, inside), _typed(column, inside)
    return f"NOT coalesce({stored} = TRY_CAST({written} AS DECIMAL(38,20)), {written} IS NULL)"


def _kept(when: str, path: tuple[str, ...]) -> str:
    name = literal(f'"{dotted(path)}":')
    return f"CASE WHEN {when} THEN {name} || to_json({_at(path)})::VARCHAR END"


def _hash(layout: Layout) -> str:
    """A hash of the typed values, by name. A field that is absent adds nothing, so that a column
    added to the model later does not make every old row look changed.

    Where there are volatile columns, their hash stands apart behind a `-`.
    """
    declared = [column for column in layout.scalars if column not in layout.learned]
    volatile = [column for column in declared if column.name in layout.volatile]
    parts = [_printed(c.name, c.kind, quoted(c.name)) for c in declared if c not in volatile]
    parts += [_printed_array(array, quoted(array.name)) for array in layout.arrays]
    parts.append(f"{literal(tag('_extra'))} || nullif(concat_ws(chr(29), _pairs, _lost), '')")
    hashed = f"md5(concat_ws(chr(31), {', '.join(parts)}))"
    if volatile:
        passing = ", ".join(_printed(c.name, c.kind, quoted(c.name)) for c in volatile)
        hashed += f" || '-' || md5(concat_ws(chr(31), {passing}))[:8]"
    return hashed


def _printed(name: str, kind: Kind, value: str) -> str:
    as_text = f"epoch_ms({value})" if kind == "time" else f"{value}::VARCHAR"
    return f"{literal(tag(name))} || {as_text}"


def tag(name: str) -> str:
    """What stands for a field's name in the text that is hashed: whole names would double its length."""
    return hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:4]


def _printed_array(array: Array, value: str, depth: int = 0) -> str:
    element = f"e{depth}"
    fields = [_printed(c.name, c.kind, f"{element}.{quoted(c.name)}") for c in array.columns]
    fields += [_printed_array(inner, f"{element}.{quoted(inner.name)}", depth + 1) for inner in array.arrays]
    printed = f"list_transform({value}, lambda {element}: concat_ws(chr({30 - depth}), {', '.join(fields)}))"
    return f"{literal(tag(array.name))} || array_to_string({printed}, chr({28 - depth}))"
