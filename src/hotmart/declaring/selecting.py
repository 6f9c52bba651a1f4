"""The custom response: `select` asks for some fields only (dossier §3.9).

Hotmart drops a name it does not know in silence, so one that no model declares is refused here, unless it is
told as new. What identifies a row is always asked for with the rest: a row without its key could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

import msgspec

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.model import Model

SELECT = "select"
_FEW = 8


def selection(model: type[Model], paths: Sequence[str], new: Sequence[str] = ()) -> list[str]:
    """The paths of all that is to be asked for: those given, and those no row can be read without.

    Those that are told as new need not be declared. Raises InvalidArgumentError for any other that is not.
    """
    declared = _separated(model, paths)
    for path in declared:
        _check(model, path)
    asked = [*declared, *_separated(model, new)]
    found = dict.fromkeys(asked)
    for path in asked:
        found |= dict.fromkeys(_followed(model, path))
    found |= dict.fromkeys(_required(model, ""))
    return [path for path in found if not _covered(path, asked)]


def _separated(model: type[Model], paths: Sequence[str]) -> list[str]:
    return [_inside(model, path.strip()) for given in paths for path in given.split(",")]


def _inside(model: type[Model], path: str) -> str:
    """A path as seen from a row: on a listing Hotmart begins there, not at the page (dossier §3.9)."""
    return path if "items" in fields_of(model) else path.removeprefix("items.")


def _way(model: type[Model], path: str) -> Iterator[tuple[type[Model], str, str]]:
    """Walk a path down: each thing on it, where that stands, and the name that is asked of it.

    It ends below what is declared as a plain value, or not at all: nothing is known of what is there.
    """
    within: type[Model] | None = model
    at = ""
    for name in path.split("."):
        if within is None:
            return
        yield within, at, name
        within, at = fields_of(within).get(name), f"{at}{name}."


def _followed(model: type[Model], path: str) -> Iterator[str]:
    """Of each thing that a path only passes through, the fields it cannot be read without."""
    for within, at, name in _way(model, path):
        if name in fields_of(within):
            yield from _required(within, at)


def _check(model: type[Model], path: str) -> None:
    """Raise where a path leads to a field that is not declared."""
    for within, _, name in _way(model, path):
        if name not in fields_of(within):
            raise _no_field(name, [*fields_of(within)], path)


def _required(model: type[Model], at: str) -> Iterator[str]:
    """The paths of the fields that a thing cannot be read without."""
    inner = fields_of(model)
    for field in msgspec.structs.fields(model):
        if field.required:
            below = inner[field.encode_name]
            deeper = list(_required(below, f"{at}{field.encode_name}.")) if below else []
            yield from deeper or [at + field.encode_name]


def _covered(path: str, asked: Sequence[str]) -> bool:
    """Whether the whole of something around it is asked for anyway."""
    return any(path.startswith(f"{one}.") for one in asked)


@cache
def fields_of(model: type[Model]) -> dict[str, type[Model] | None]:
    """The fields of a thing, each with the model it holds, or a list of which it holds."""
    return {field.encode_name: _model_in(field.type) for field in msgspec.structs.fields(model)}


def _model_in(hint: Any) -> type[Model] | None:
    if isinstance(hint, type) and issubclass(hint, Model):
        return hint
    return next((found for part in get_args(hint) if (found := _model_in(part))), None)


def _no_field(name: str, known: Sequence[str], path: str) -> InvalidArgumentError:
    """The error that tells which field was meant, or which there are, and how to ask for one that is new."""
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    listed = ", ".join(known[:_FEW]) + (", …" if len(known) > _FEW else ".")
    return InvalidArgumentError(
        SELECT,
        Text(
            f"select: there is no field {path!r}. "
            + (f"Did you mean {near[0]}?" if near else f"There are {listed}"),
            f"select: não há campo {path!r}. " + (f"Você quis dizer {near[0]}?" if near else f"Há {listed}"),
        ),
        Text(
            f'If it is new at Hotmart, say so: extra={{"select": "{path}"}}.',
            f'Se ele é novo na Hotmart, diga: extra={{"select": "{path}"}}.',
        ),
    )
