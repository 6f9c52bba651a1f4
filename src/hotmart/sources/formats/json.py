"""JSON: as it is, except that a number with a point or an exponent stays the text it was."""

from __future__ import annotations

import codecs
from typing import Any

import msgspec

from hotmart.sources.formats.garbled import GarbledError
from hotmart.surrogates import legible
from hotmart.words import NOT_JSON

# Whole numbers are exact in Python anyway, whatever their size.
_decoder = msgspec.json.Decoder(float_hook=lambda written: msgspec.Raw(written.encode()))


def parsed(body: bytes) -> Any:
    """The answer."""
    try:
        return legible(body.removeprefix(codecs.BOM_UTF8), _decoder.decode)
    except (*NOT_JSON, RecursionError) as error:
        raise GarbledError from error
