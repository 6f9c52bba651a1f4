"""What the table and the views of tracking mean, in both languages, told in `meanings.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hotmart.language import Text
from hotmart.tracking.shapes import SHAPES
from hotmart.tracking.views import CAMPAIGNS, RESULTS
from hotmart.warehouse.comments import Meaning, Meanings

FILE = Path(__file__).with_name("meanings.toml")


def meanings_of_tracking(prefix: str = "") -> Meanings:
    """The meanings by the names that they have after the prefix of an account."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    told[CAMPAIGNS] = {name: told[RESULTS][name] for name in SHAPES[CAMPAIGNS]} | told[CAMPAIGNS]
    return {
        prefix + name: Meaning(
            Text(*one["table"]), {column: Text(*said) for column, said in one.items() if column != "table"}
        )
        for name, one in told.items()
    }
