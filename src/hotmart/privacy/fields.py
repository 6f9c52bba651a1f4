"""The fields of an item by the names a policy gives them: `buyer_email`, `users_user_email`."""

from __future__ import annotations

from collections.abc import Iterator

from hotmart.warehouse.columns import Array, Column
from hotmart.warehouse.layout import Layout


def columns_by_name(layout: Layout) -> dict[str, Column]:
    """Every column of a stream, selected or not, by the name a policy knows it under.

    It is the column's own name, and inside an array that of the array before it: `users_user_email`.
    """
    return dict(_named(layout.known, layout.all_arrays, ""))


def personal_columns(layout: Layout) -> frozenset[str]:
    """The names of the columns that say who or where a person is."""
    return frozenset(name for name, column in columns_by_name(layout).items() if column.personal)


def _named(
    columns: tuple[Column, ...], arrays: tuple[Array, ...], prefix: str
) -> Iterator[tuple[str, Column]]:
    for column in columns:
        yield prefix + column.name, column
    for array in arrays:
        yield from _named(array.columns, array.arrays, f"{prefix}{array.name}_")
