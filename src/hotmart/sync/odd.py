"""What was odd in the records, told: how often it came, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from hotmart.figures import number
from hotmart.language import Text
from hotmart.tables.columns import parted
from hotmart.warehouse.oddities import Oddity

Kept: TypeAlias = Literal["all", "some", "none"]
"""Of the records of a stream: those without their key are in no table, and nothing of them is."""


def what_is_odd(odd: Oddity, seen: int, learned: Sequence[str] = (), kept: Kept = "all") -> str:
    """One oddity as a sentence, in the reader's language."""
    column = "_".join(parted(odd.path))
    kind = "learned" if odd.kind == "new_field" and column in learned else odd.kind
    kind = "one_no_key" if kind == "no_key" and seen == 1 else kind
    told = DROPPED.get((kind, kept)) or TOLD.get(kind, TOLD["odd_value"])
    count = number(seen)
    return str(told).format(path=odd.path, seen=count, times=f"({count}×)", value=odd.value, column=column)


TOLD = {
    "learned": Text(
        "{path} is new {times}; it became the column {column}.",
        "{path} é novo {times}; virou a coluna {column}.",
    ),
    "new_field": Text(
        "{path} is new {times}; it is kept in _extra.", "{path} é novo {times}; fica em _extra."
    ),
    "new_value": Text(
        "{path} has a new value, {value} {times}; it is kept.",
        "{path} tem um valor novo, {value} {times}; foi guardado.",
    ),
    "odd_value": Text(
        "{path} holds a value nobody documented {times}; it is kept.",
        "{path} tem um valor não documentado {times}; foi guardado.",
    ),
    "unfit": Text(
        "{path} holds amounts that do not fit its column {times}; their digits are kept in _extra.",
        "{path} tem valores que não cabem na coluna {times}; os dígitos ficam em _extra.",
    ),
    "no_key": Text(
        "{seen} records came without their key; they are not in the table.",
        "{seen} registros vieram sem a chave; não estão na tabela.",
    ),
    "one_no_key": Text(
        "{seen} record came without its key; it is not in the table.",
        "{seen} registro veio sem a chave; não está na tabela.",
    ),
    "no_zone": Text(
        "{path} holds times that name no zone {times}; UTC is assumed. Tell theirs in hotmart.toml: `zone`.",
        "{path} tem horários sem fuso {times}; supõe-se UTC. Diga o deles no hotmart.toml: `zone`.",
    ),
    "no_record": Text(
        "A last line without its key {times} is no record but a total: it is left out.",
        "Uma última linha sem a chave {times} não é um registro, e sim um total: fica de fora.",
    ),
}
"""What is said of each kind, of a new field that was given a column, and of one record without its key."""

DROPPED = {
    ("new_field", "some"): Text(
        "{path} is new {times}; it is kept in _extra, but for records without their key.",
        "{path} é novo {times}; fica em _extra, exceto o de registros sem a chave.",
    ),
    ("new_field", "none"): Text(
        "{path} is new {times}, in records that are not kept.",
        "{path} é novo {times}, em registros que não foram guardados.",
    ),
    ("odd_value", "some"): Text(
        "{path} holds a value nobody documented {times}; it is kept, but for records without their key.",
        "{path} tem um valor não documentado {times}; foi guardado, exceto o de registros sem a chave.",
    ),
    ("odd_value", "none"): Text(
        "{path} holds a value nobody documented {times}, in records that are not kept.",
        "{path} tem um valor não documentado {times}, em registros que não foram guardados.",
    ),
}
"""What is said instead where records came without their key: which of them were odd, nobody has noted."""
