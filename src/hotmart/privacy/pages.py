"""A page taken apart and put together again: every number stays as it was written."""

from __future__ import annotations

from typing import Any

import msgspec

from hotmart.words import is_list, is_object

_reader = msgspec.json.Decoder(float_hook=lambda written: msgspec.Raw(written.encode()))
_writer = msgspec.json.Encoder()


def read(page: bytes) -> Any:
    """The JSON of a page. A number that is not whole is its own text, as `msgspec.Raw`."""
    return _reader.decode(page)


def written(document: Any) -> bytes:
    """The JSON of what `read` gave."""
    return _writer.encode(document)


def items(document: Any) -> list[Any]:
    """The items of a page, to be changed in place."""
    found = document.get("items") if is_object(document) else None
    return found if is_list(found) else []


def as_text(value: Any) -> str | None:
    """A text, or a number as it is written; None for all else."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return bytes(value).decode() if isinstance(value, msgspec.Raw) else None
