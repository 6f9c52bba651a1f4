"""What the views `metrics_…` and their columns mean, in both languages, told in `meanings.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hotmart.language import Text
from hotmart.warehouse.comments import Meaning

FILE = Path(__file__).with_name("meanings.toml")


def meaning_of(fact: str) -> Meaning:
    """The meaning of the view of a fact, and of every column that it may have."""
    told = everything()
    columns: Mapping[str, list[str]] = told["columns"] | told["in"].get(fact, {})
    return Meaning(Text(*told["views"][fact]), {name: Text(*said) for name, said in columns.items()})


@cache
def everything() -> dict[str, Any]:
    """The file, as it is."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
