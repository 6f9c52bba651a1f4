"""JSON: as it is, except that a number with a point or an exponent stays the text it was."""

from __future__ import annotations

import codecs
import re
from typing import Any

import msgspec

from hotmart.sources.formats.garbled import GarbledError
from hotmart.words import NOT_JSON

_SPELLED = re.compile(
    rb"\\\\"  # a backslash, after which `u` begins nothing
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_UNKNOWN = rb"\ufffd"

# Whole numbers are exact in Python anyway, whatever their size.
_decoder = msgspec.json.Decoder(float_hook=lambda written: msgspec.Raw(written.encode()))


def parsed(body: bytes) -> Any:
    """The answer."""
    text = body.removeprefix(codecs.BOM_UTF8)
    try:
        return _decoded(text)
    except GarbledError:
        mended = without_halves(text)
        if mended == text:
            raise
        return _decoded(mended)


def without_halves(body: bytes) -> bytes:
    """The same JSON with U+FFFD for half a surrogate pair, which is no letter and no file can hold."""
    return _SPELLED.sub(lambda found: _UNKNOWN if found["half"] else found[0], body)


def _decoded(body: bytes) -> Any:
    try:
        return _decoder.decode(body)
    except (*NOT_JSON, RecursionError) as error:
        raise GarbledError from error
