"""NDJSON: one JSON value a line, and blank lines that mean nothing."""

from __future__ import annotations

from typing import Any

from hotmart.sources.formats import json


def parsed(body: bytes) -> list[Any]:
    """The lines."""
    return [json.parsed(line) for line in body.splitlines() if line.strip()]
