"""The records of an answer, wherever it holds them."""

from __future__ import annotations

from typing import Any

from hotmart.config.source import Format
from hotmart.errors import UnexpectedAnswerError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.sources.places import MISSING, at
from hotmart.warehouse.salvage import EXTRA, PAIRS
from hotmart.words import is_list, is_object

VALUE = "value"
"""The name of the one field of a record that is no object."""


def records_of(
    answer: Any, place: str, written: Format, total: int | None, request: Request
) -> list[dict[str, Any]]:
    """What stands at a place: records, one record, or, where the answer says so itself, none.

    Raises UnexpectedAnswerError when the place is missing: an error told with a 200 must not pass for none.
    """
    return [_freed(one) for one in _found(answer, place, written, total, request)]


def _freed(record: dict[str, Any]) -> dict[str, Any]:
    """The record, with the names that the warehouse takes for its own changed: `_extra` is `extra_`."""
    for name in _OURS & record.keys():
        free = name.strip("_") + "_"
        while free in record:
            free += "_"
        record[free] = record.pop(name)
    return record


_OURS = {EXTRA, PAIRS}


def _found(
    answer: Any, place: str, written: Format, total: int | None, request: Request
) -> list[dict[str, Any]]:
    """The same, as they came."""
    found = at(answer, place, MISSING)
    if is_list(found):
        return [one if is_object(one) else {VALUE: one} for one in found]
    if is_object(found):
        return [found]
    if found is None or (
        found is MISSING and (total == 0 or (written == "xml" and _encloses(answer, place)))
    ):
        return []
    if found is not MISSING and written == "xml":
        return [{VALUE: found}]
    raise _misplaced(request, place, answer)


def _encloses(answer: Any, place: str) -> bool:
    """Whether the element around the place is there: in XML a list of none leaves nothing else behind."""
    around, _, _ = place.rpartition(".")
    return bool(around) and at(answer, around, MISSING) is not MISSING


def _misplaced(request: Request, place: str, answer: Any) -> UnexpectedAnswerError:
    names = [name for name in answer if name.isidentifier()][:8] if is_object(answer) else []
    holds = f" ({', '.join(names)})" if names else ""
    return UnexpectedAnswerError(
        request,
        Text(
            f"no records stand at `{place}` in the answer{holds}.",
            f"não há registros em `{place}` na resposta{holds}.",
        ),
        Text(
            "Tell in hotmart.toml where they stand: `records`.",
            "Diga no hotmart.toml onde eles estão: `records`.",
        ),
    )
