"""The formats of answers: each makes of a body what JSON would hold, numbers still as they were written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hotmart.config.source import Format
from hotmart.sources.formats import csv, json, ndjson, xml
from hotmart.sources.formats.garbled import GarbledError

FORMATS: dict[Format, Callable[[bytes], Any]] = {
    "json": json.parsed,
    "ndjson": ndjson.parsed,
    "csv": csv.parsed,
    "xml": xml.parsed,
}
"""How a body of each format is read; GarbledError when it is none."""

__all__ = ["FORMATS", "GarbledError"]
