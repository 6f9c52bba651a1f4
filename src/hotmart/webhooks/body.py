"""The body of a webhook as JSON that can be read: without a byte order mark, and without half letters."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any

import msgspec

from hotmart.surrogates import without_lone_surrogates
from hotmart.words import NOT_JSON, is_list, is_object

_ANOTHER = rb"\ufffe"
"""A letter that no text has, to find where one was put."""


def as_bytes(body: bytes | str) -> bytes:
    """The body, as UTF-8 and without its mark. Half a letter in a text is spelled as JSON spells it."""
    sent = body.encode(errors="backslashreplace") if isinstance(body, str) else body
    return sent.removeprefix(BOM_UTF8)


def mended(sent: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The body with U+FFFD for each lone surrogate, and the places of those, such as `data.buyer.name`."""
    whole = without_lone_surrogates(sent)
    if whole == sent:
        return sent, ()
    try:
        one = msgspec.json.decode(whole)
        other = msgspec.json.decode(without_lone_surrogates(sent, _ANOTHER))
    except (*NOT_JSON, RecursionError):
        return sent, ()
    return whole, tuple(_differing(one, other))


def _differing(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Where two readings of one document are not the same."""
    if is_list(one) and is_list(other):
        for at, (its, others) in enumerate(zip(one, other, strict=True)):
            yield from _differing(its, others, f"{place}[{at}]")
    elif is_object(one) and is_object(other):
        for (name, its), (again, others) in zip(one.items(), other.items(), strict=False):
            inner = f"{place}.{name}".lstrip(".")
            yield from _differing(its, others, inner) if name == again else (inner,)
    elif one != other:
        yield place
